import Router from 'koa-router';
import { z } from 'zod';
import { checkTemplate, type TemplateProblem } from '../../messages/check-template.ts';
import { exampleOf } from '../../messages/examples.ts';
import { channelsOf } from '../../messages/placeholders.ts';
import { type Rendered, renderMessage } from '../../messages/render.ts';
import { shippedTemplates } from '../../messages/shipped/shipped.ts';
import type { Template } from '../../messages/template.ts';
import { defaultHeading } from '../../reports/heading.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import type { MessageChannel, MessageKind, MessageLanguage } from '../../sql/messages/message.ts';
import { messageKinds, messageLanguages } from '../../sql/messages/message.ts';
import { findTemplate, listEditedTemplates, listTemplateVersions, saveTemplate } from '../../sql/messages/templates.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { MessageTemplatePage } from '../pages/message-template-page.tsx';
import { MessageTemplatesPage, templatePath } from '../pages/message-templates-page.tsx';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { readForm, seeOther } from './forms.ts';
import { allow, userOf } from './guard.ts';

export type TemplatePlace = {
  readonly kind: MessageKind;
  readonly channel: MessageChannel;
  readonly language: MessageLanguage;
};

const place = z.object({
  kind: z.enum(messageKinds),
  channel: z.enum(['email', 'sms']),
  language: z.enum(messageLanguages),
});
const form = z.object({
  zadeva: z.string().max(1000).default(''),
  besedilo: z.string().max(20_000),
  dejanje: z.enum(['predogled', 'shrani']),
});

/** The words of messages: shipped, and edited by the administrator with a preview. */
export function messageTemplateRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.outbox.templates;

  router.get('/posta/predloge', allow('writeMessageTemplates'), async (ctx) => {
    const edited = (await listEditedTemplates(db)).flatMap(({ body, ...template }) =>
      body === null ? [] : [{ ...template, isWhole: checkTemplate(template, { ...template, body }).length === 0 }],
    );
    renderPage(ctx, room, { title: words.title }, <MessageTemplatesPage {...frameOf(ctx, room)} edited={edited} />);
  });

  router.get('/posta/predloge/:kind/:channel/:language', allow('writeMessageTemplates'), async (ctx) => {
    const at = placeOf(ctx);
    const done = Object.entries(messages.outbox.done).find(([word]) => word === ctx.query.opravljeno)?.[1];
    const edited = await findTemplate(db, at);
    const current = edited ?? shippedAt(at);
    // What was whole when it was saved may lack what messages of its kind have learned to say since.
    const problems = edited === null ? [] : checkTemplate(at, edited);
    await showTemplate(ctx, room, at, current, {
      problems,
      isStored: true,
      notice: done === undefined ? null : { kind: 'done', sentence: done },
    });
  });

  router.post('/posta/predloge/:kind/:channel/:language', allow('writeMessageTemplates'), async (ctx) => {
    const at = placeOf(ctx);
    const { zadeva, besedilo, dejanje } = readForm(ctx, form);
    // Browsers send line ends as CRLF; the text must not change for having passed through a form.
    const typed = {
      subject: at.channel === 'sms' ? '' : zadeva.trim(),
      body: besedilo.replaceAll('\r\n', '\n').trim(),
    };
    const problems = checkTemplate(at, typed);
    if (dejanje === 'predogled' || problems.length > 0) {
      return showTemplate(ctx, room, at, typed, { problems, status: problems.length > 0 ? 422 : 200 });
    }
    const user = userOf(ctx);
    await db.transaction(async (trx) => {
      await saveTemplate(trx, { ...at, ...typed, by: user.id });
      const subject = `${at.kind}/${at.channel}/${at.language}`;
      await addAuditEntry(trx, { userId: user.id, action: 'messageTemplateEdited', subject });
    });
    seeOther(ctx, `${templatePath(at)}?opravljeno=shranjeno`);
  });

  router.post('/posta/predloge/:kind/:channel/:language/povrni', allow('writeMessageTemplates'), async (ctx) => {
    const at = placeOf(ctx);
    const user = userOf(ctx);
    await db.transaction(async (trx) => {
      // Back already is back.
      if ((await findTemplate(trx, at)) === null) return;
      await saveTemplate(trx, { ...at, subject: '', body: null, by: user.id });
      const subject = `${at.kind}/${at.channel}/${at.language}`;
      await addAuditEntry(trx, { userId: user.id, action: 'messageTemplateRestored', subject });
    });
    seeOther(ctx, `${templatePath(at)}?opravljeno=povrnjeno`);
  });
  return router;
}

function placeOf(ctx: WebContext & { readonly params: Record<string, string> }): TemplatePlace {
  const found = place.safeParse(ctx.params);
  if (!found.success || !channelsOf(found.data.kind).includes(found.data.channel)) throw new RequestError(404);
  return found.data;
}

/** The first of the shipped texts. */
function shippedAt(at: TemplatePlace): Template {
  const [shipped] = shippedTemplates(at.kind, at.channel, at.language);
  if (shipped === undefined) throw new RequestError(404);
  return shipped;
}

/** Such a text is sent as it is; others can not even be shown. */
const onlyLacks = (problems: readonly TemplateProblem[]): boolean =>
  problems.every(({ problem }) => problem === 'missingPlaceholder' || problem === 'missingInForm');

async function showTemplate(
  ctx: WebContext,
  room: Room,
  at: TemplatePlace,
  template: Template,
  shown: {
    readonly notice?: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
    readonly problems?: readonly TemplateProblem[];
    /** It is what counts now, and not what somebody has just typed. */
    readonly isStored?: boolean;
    readonly status?: number;
  },
): Promise<void> {
  const { outbox } = room.messages;
  const { problems = [], isStored = false } = shown;
  const title = outbox.templates.heading(
    outbox.kinds[at.kind],
    outbox.channels[at.channel],
    outbox.languages[at.language],
  );
  renderPage(
    ctx,
    room,
    { title, status: shown.status ?? 200 },
    <MessageTemplatePage
      {...frameOf(ctx, room)}
      at={at}
      title={title}
      template={template}
      problems={problems}
      isStored={isStored}
      preview={problems.length === 0 || (isStored && onlyLacks(problems)) ? previewOf(at, template) : null}
      versions={await listTemplateVersions(room.db, at)}
      notice={shown.notice ?? null}
    />,
  );
}

function previewOf({ kind, channel, language }: TemplatePlace, template: Template): Rendered {
  return renderMessage({
    kind,
    channel,
    language,
    payload: exampleOf(kind, language, channel === 'sms' ? 1 : 2),
    template,
    sender: { name: defaultHeading.centre, email: 'posta@example.si' },
    to: null,
    now: 0,
  });
}
