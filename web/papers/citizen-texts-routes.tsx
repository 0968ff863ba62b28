import Router from 'koa-router';
import { z } from 'zod';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { languages } from '../../sql/calendar/words.ts';
import {
  listEditedPapers,
  listPaperVersions,
  type PaperPlace,
  paperNames,
  savePaper,
} from '../../sql/papers/paper-versions.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { type DoneNotice, doneNotice } from '../locations/done-notice.ts';
import type { ParamContext } from '../locations/reach.ts';
import { noProblems, type Problems, readTyped, textOf, wholeOf } from '../locations/typed.ts';
import type { Paper } from '../messages/sl/citizen-papers.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { CitizenTextPage, CitizenTextsPage, textPath, textsPath } from './citizen-texts-pages.tsx';
import { paperInForce } from './paper-in-force.ts';
import { readPaper, textOfPaper } from './paper-text.ts';

const placeSchema = z.object({ name: z.enum(paperNames), language: z.enum(languages) });

/** Help, statement of accessibility and privacy notice, edited by the administrator with a preview (R4.4, R4.6). */
export function citizenTextsRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.citizenTexts;
  const one = `${textsPath}/:name/:language`;

  router.get(textsPath, allow('writeMessageTemplates'), async (ctx) => {
    const edited = await listEditedPapers(db);
    renderPage(ctx, room, { title: words.title }, <CitizenTextsPage {...frameOf(ctx, room)} edited={edited} />);
  });

  router.get(one, allow('writeMessageTemplates'), async (ctx) => {
    const place = placeOf(ctx);
    const paper = await paperInForce(db, place);
    await show(ctx, place, { text: textOfPaper(paper), preview: paper, notice: doneNotice(ctx, words.done) });
  });

  router.post(one, allow('writeMessageTemplates'), async (ctx) => {
    const place = placeOf(ctx);
    const typed = readTyped(ctx);
    const text = textOf(typed, 'besedilo');
    const seen = wholeOf(typed, 'razlicica', [0, 1_000_000_000]) ?? 0;
    const read = readPaper(text);
    if ('problem' in read) {
      return show(ctx, place, {
        text,
        preview: null,
        seen,
        problems: { besedilo: words.problems[read.problem] },
        status: 422,
      });
    }
    if (typed.dejanje !== 'shrani') return show(ctx, place, { text, preview: read.paper, seen });
    const saved = await db.transaction(async (trx) => {
      const [newest] = await listPaperVersions(trx, place, 1);
      if ((newest?.id ?? 0) !== seen) return false;
      await savePaper(trx, { ...place, body: text, by: userOf(ctx).id });
      const subject = `${place.name}/${place.language}`;
      await addAuditEntry(trx, { userId: userOf(ctx).id, action: 'paperEdited', subject });
      return true;
    });
    if (saved) return seeOther(ctx, `${textPath(place)}?opravljeno=shranjeno`);
    const notice = { kind: 'refused', sentence: words.stale } as const;
    await show(ctx, place, { text, preview: read.paper, notice, status: 409 });
  });

  router.post(`${one}/povrni`, allow('writeMessageTemplates'), async (ctx) => {
    const place = placeOf(ctx);
    await db.transaction(async (trx) => {
      const [newest] = await listPaperVersions(trx, place, 1);
      // Back already is back.
      if (newest?.body == null) return;
      await savePaper(trx, { ...place, body: null, by: userOf(ctx).id });
      const subject = `${place.name}/${place.language}`;
      await addAuditEntry(trx, { userId: userOf(ctx).id, action: 'paperRestored', subject });
    });
    seeOther(ctx, `${textPath(place)}?opravljeno=povrnjeno`);
  });
  return router;

  function placeOf({ params }: ParamContext): PaperPlace {
    const found = placeSchema.safeParse(params);
    if (!found.success) throw new RequestError(404);
    return found.data;
  }

  async function show(
    ctx: WebContext,
    place: PaperPlace,
    shown: {
      readonly text: string;
      readonly preview: Paper | null;
      readonly seen?: number;
      readonly problems?: Problems;
      readonly notice?: DoneNotice | null;
      readonly status?: number;
    },
  ): Promise<void> {
    const versions = await listPaperVersions(db, place);
    const title = words.which(words.names[place.name], words.languages[place.language]);
    renderPage(
      ctx,
      room,
      { title, status: shown.status ?? 200 },
      <CitizenTextPage
        {...frameOf(ctx, room)}
        place={place}
        title={title}
        seen={shown.seen ?? versions[0]?.id ?? 0}
        preview={shown.preview}
        versions={versions}
        typed={{ besedilo: shown.text }}
        problems={shown.problems ?? noProblems}
        notice={shown.notice ?? null}
      />,
    );
  }
}
