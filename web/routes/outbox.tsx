import Router from 'koa-router';
import { z } from 'zod';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { countMessages } from '../../sql/messages/count-messages.ts';
import { findMessage } from '../../sql/messages/find-message.ts';
import { listMessages } from '../../sql/messages/list-messages.ts';
import { markHandled } from '../../sql/messages/mark-handled.ts';
import { messageStates } from '../../sql/messages/message.ts';
import type { WholeMessage } from '../../sql/messages/outbox-message.ts';
import { listParkedMessages, requeueMessage } from '../../sql/messages/requeue-message.ts';
import { findTemplate } from '../../sql/messages/templates.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { type Action, may, placesOf } from '../may.ts';
import { contentOf } from '../outbox/message-content.ts';
import { MessagePage } from '../pages/message-page.tsx';
import { OutboxPage } from '../pages/outbox-page.tsx';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { seeOther } from './forms.ts';
import { allow, userOf } from './guard.ts';

/** What a link of the list may ask for; a value that nobody chose counts as not given. */
const query = z.object({
  stanje: z
    .enum(['needsSomebody', ...messageStates])
    .optional()
    .catch(undefined),
  pot: z.enum(['email', 'sms']).optional().catch(undefined),
  /** The last message of the page before. */
  starejsa: z.uuid().optional().catch(undefined),
});
export type OutboxQuery = z.output<typeof query>;

const pageSize = 50;

type MessageContext = WebContext & { readonly params: Record<string, string> };

/** What was told to citizens and units, and what could not be (R4.5). */
export function outboxRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const { outbox } = messages;

  router.get('/posta', allow('seeMessages'), async (ctx) => {
    const given = query.parse(ctx.query);
    const locationIds = placesOf(userOf(ctx), 'seeMessages');
    const [list, counts] = await Promise.all([
      listMessages(db, {
        locationIds,
        state: given.stanje,
        channel: given.pot,
        before: given.starejsa,
        limit: pageSize + 1,
      }),
      countMessages(db, locationIds),
    ]);
    renderPage(
      ctx,
      room,
      { title: outbox.title },
      <OutboxPage
        {...frameOf(ctx, room)}
        list={list.slice(0, pageSize)}
        more={list.length > pageSize}
        counts={counts}
        given={given}
        mayWriteTemplates={may(userOf(ctx), 'writeMessageTemplates')}
        notice={doneNotice(ctx, room)}
      />,
    );
  });

  router.post('/posta/poslji-vse', allow('handleMessages'), async (ctx) => {
    const user = userOf(ctx);
    for (const id of await listParkedMessages(db, placesOf(user, 'handleMessages'))) {
      if ((await requeueMessage(db, id)) === 'queued')
        await addAuditEntry(db, { userId: user.id, action: 'messageSentAgain', subject: id });
    }
    seeOther(ctx, '/posta?opravljeno=vse');
  });

  router.get('/posta/sporocilo/:id', allow('seeMessages'), async (ctx) => {
    const message = await messageOf(ctx, room, 'seeMessages');
    await addAuditEntry(db, { userId: userOf(ctx).id, action: 'messageRead', subject: message.id });
    await showMessage(ctx, room, message, doneNotice(ctx, room));
  });

  router.post('/posta/sporocilo/:id/poslji', allow('handleMessages'), async (ctx) => {
    const message = await messageOf(ctx, room, 'handleMessages');
    const outcome = await requeueMessage(db, message.id);
    if (outcome === null) throw new RequestError(404);
    if (outcome !== 'queued') {
      const now = (await findMessage(db, message.id)) ?? message;
      return showMessage(ctx, room, now, { kind: 'refused', sentence: outbox.refusals[outcome] }, 409);
    }
    await addAuditEntry(db, { userId: userOf(ctx).id, action: 'messageSentAgain', subject: message.id });
    seeOther(ctx, `/posta/sporocilo/${message.id}?opravljeno=poslano`);
  });

  router.post('/posta/sporocilo/:id/reseno', allow('handleMessages'), async (ctx) => {
    const message = await messageOf(ctx, room, 'handleMessages');
    const user = userOf(ctx);
    if (await markHandled(db, message.id, user.id)) {
      await addAuditEntry(db, { userId: user.id, action: 'messageHandled', subject: message.id });
    }
    // Done already is done, by whomever.
    seeOther(ctx, `/posta/sporocilo/${message.id}?opravljeno=reseno`);
  });
  return router;
}

type Notice = { readonly kind: 'refused' | 'done'; readonly sentence: string };

function doneNotice(ctx: WebContext, { messages }: Room): Notice | null {
  const done = Object.entries(messages.outbox.done).find(([word]) => word === ctx.query.opravljeno);
  return done === undefined ? null : { kind: 'done', sentence: done[1] };
}

/** A message of somebody else's place is not there, whatever its address. */
async function messageOf(ctx: MessageContext, { db }: Room, action: Action): Promise<WholeMessage> {
  const message = await findMessage(db, String(ctx.params.id));
  const places = placesOf(userOf(ctx), action);
  const reaches = places === null || (message?.locationId != null && places.includes(message.locationId));
  if (message === null || !reaches) throw new RequestError(404);
  return message;
}

async function showMessage(
  ctx: WebContext,
  room: Room,
  message: WholeMessage,
  notice: Notice | null,
  status = 200,
): Promise<void> {
  const { outbox } = room.messages;
  renderPage(
    ctx,
    room,
    { title: outbox.kinds[message.kind], status },
    <MessagePage
      {...frameOf(ctx, room)}
      message={message}
      content={contentOf(message, await findTemplate(room.db, message))}
      mayHandle={may(userOf(ctx), 'handleMessages', message.locationId)}
      notice={notice}
    />,
  );
}
