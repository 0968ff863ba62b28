import type { Middleware } from 'koa';
import type { Room, WebContext, WebState } from '../context.ts';
import { describedError, statusOf } from '../error-status.ts';
import type { ErrorStatus } from '../request-error.ts';
import { RequestError } from '../request-error.ts';
import { routeOf } from '../running/request-log.ts';
import { frameIn, renderCitizenPage } from './citizen-page.tsx';
import { splitPath } from './language.ts';
import { CitizenErrorPage } from './pages/citizen-error-page.tsx';

/** First parts of citizens' addresses, in every language. */
const rooms = ['narocanje', 'obisk', 'pomoc', 'dostopnost', 'zasebnost', 'cakalne-dobe'];

export function isForCitizens(path: string): boolean {
  const { language, rest } = splitPath(path);
  return language !== 'sl' || rooms.includes(rest.split('/')[1] ?? '');
}

/** Errors of citizens' pages end here: in the language of the page, with what to do next. */
export function answerCitizens(room: Room): Middleware<WebState> {
  return async (ctx, next) => {
    if (!isForCitizens(ctx.path)) return next();
    try {
      await next();
      if (ctx.body == null && ctx.status === 404) throw new RequestError(404);
      if (ctx.body == null && (ctx.status === 405 || ctx.status === 501)) throw new RequestError(405);
    } catch (error) {
      const status = statusOf(error);
      if (status >= 500) {
        const { requestId } = ctx.state;
        room.log.error({ requestId, route: routeOf(ctx), error: describedError(error) }, 'the answer failed');
      }
      await answer(ctx, room, status);
    }
  };
}

async function answer(ctx: WebContext, room: Room, status: ErrorStatus): Promise<void> {
  const { m, to } = frameIn(splitPath(ctx.path).language);
  for (const name of ['Content-Length', 'Content-Disposition', 'ETag']) ctx.remove(name);
  const words = m.errors[status in m.errors ? (status as keyof typeof m.errors) : status < 500 ? 400 : 500];
  await renderCitizenPage(
    ctx,
    room,
    { title: words.title, status, withoutDatabase: status >= 500 },
    <CitizenErrorPage
      m={m}
      words={words}
      start={to('/narocanje')}
      requestId={status >= 500 ? ctx.state.requestId : null}
    />,
  );
}
