import type { Middleware } from 'koa';
import type { Room, WebContext, WebState } from './context.ts';
import { ErrorPage } from './pages/error-page.tsx';
import { renderPage } from './render.tsx';
import type { ErrorStatus } from './request-error.ts';
import { errorStatuses, RequestError } from './request-error.ts';
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
        room.log.error({ requestId, route: routeOf(ctx), error: described(error) }, 'the answer failed');
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

/** Errors of the parts that we use carry a status; a database that is away is not our bug. */
function statusOf(error: unknown): ErrorStatus {
  if (typeof error !== 'object' || error === null) return 500;
  if (isDatabaseAway(error)) return 503;
  const status: unknown = 'status' in error ? error.status : 500;
  const known = errorStatuses.find((candidate) => candidate === status);
  if (known !== undefined) return known;
  return typeof status === 'number' && status >= 400 && status < 500 ? 400 : 500;
}

/** Codes of sockets and of PostgreSQL classes 08 (connection) and 57P (operator intervention); knex has no code for its own time-out. */
function isDatabaseAway(error: object): boolean {
  const code: unknown = 'code' in error ? error.code : undefined;
  if (
    typeof code === 'string' &&
    /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|08\w{3}|57P\d\d|53300)$/.test(code)
  )
    return true;
  if (error instanceof AggregateError)
    return error.errors.some((inner) => typeof inner === 'object' && inner !== null && isDatabaseAway(inner));
  const name = error instanceof Error ? error.name : '';
  return (
    name === 'KnexTimeoutError' ||
    (error instanceof Error && /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message))
  );
}

/** Messages of errors can quote what people typed; the stack's first line is left out, the code says the kind. */
function described(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const foreign = 'code' in error || error.name === 'error';
  return { name: error.name, ...code, ...(foreign ? {} : { message: error.message }), stack };
}
