import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Room, WebContext, WebState } from '../context.ts';

/**
 * One line a request: which route, how it ended, how long it took. No path, query or address: they hold ids, names
 * and numbers of people (R9.5). The id of the request leads from a page of an error to its line.
 */
export function logRequests({ log, metrics }: Pick<Room, 'log' | 'metrics'>): Middleware<WebState> {
  return async (ctx, next) => {
    const startedAt = performance.now();
    ctx.state.requestId = randomUUID();
    ctx.set('X-Request-Id', ctx.state.requestId);
    ctx.res.once('close', () => {
      const route = routeOf(ctx);
      const status = ctx.res.statusCode;
      const milliseconds = Math.round(performance.now() - startedAt);
      const cut = !ctx.res.writableFinished;
      metrics.requests.observe({ method: ctx.method, route, status }, milliseconds / 1000);
      const line = {
        requestId: ctx.state.requestId,
        method: ctx.method,
        route,
        status,
        milliseconds,
        ...(cut ? { cut } : {}),
      };
      if (status >= 500) log.error(line, 'request failed');
      else log.info(line, 'request');
    });
    await next();
  };
}

/** The pattern, not the path: "/klici/:id". */
export function routeOf(ctx: WebContext): string {
  const matched: unknown = (ctx as { _matchedRoute?: unknown })._matchedRoute;
  if (typeof matched === 'string') return matched;
  return ctx.path.startsWith('/sredstva/') ? '/sredstva' : 'none';
}
