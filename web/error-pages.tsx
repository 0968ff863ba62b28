import type { Middleware } from 'koa';
import type { Room, WebContext, WebState } from './context.ts';
import { describedError, statusOf } from './error-status.ts';
import { ErrorPage } from './pages/error-page.tsx';
import { renderPage } from './render.tsx';
import type { ErrorStatus } from './request-error.ts';
import { RequestError } from './request-error.ts';
import { routeOf } from './running/request-log.ts';

/** The one place where errors end: a page (or a sentence for islands) that says what to do. */
export function answerErrors(room: Room): Middleware<WebState> {
  return async (ctx, next) => {
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
      answer(ctx, room, status, error);
    }
  };
}

function answer(ctx: WebContext, room: Room, status: ErrorStatus, error: unknown): void {
  const { errors, formExpired } = room.messages.entrance;
  const expired = error instanceof RequestError && error.reason === 'formExpired';
  const words = expired ? formExpired : errors[status];
  // What was begun for another answer does not belong to this one.
  const begun = ['Content-Length', 'Content-Encoding', 'Content-Disposition', 'Accept-Ranges', 'ETag'];
  for (const name of status === 416 ? begun : [...begun, 'Content-Range']) ctx.remove(name);
  if (ctx.accepts('html', 'json', 'text/event-stream') !== 'html') {
    ctx.status = status;
    ctx.body = { ok: false, sentence: `${words.title}. ${words.advice}` };
    return;
  }
  const requestId = status >= 500 ? ctx.state.requestId : null;
  renderPage(
    ctx,
    room,
    { title: words.title, status },
    <ErrorPage m={room.messages} words={words} requestId={requestId} />,
  );
}
