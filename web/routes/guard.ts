import type { Middleware } from 'koa';
import type { WebContext, WebState } from '../context.ts';
import type { Action, SignedInUser } from '../may.ts';
import { may } from '../may.ts';
import { RequestError } from '../request-error.ts';
import { localPath } from './entrance.tsx';

/** The first step of a route: whoever is not signed in is asked to, whoever may do none of the actions is told so. */
export function allow(...actions: readonly Action[]): Middleware<WebState> {
  return async (ctx, next) => {
    const { user } = ctx.state;
    if (user == null) {
      askToSignIn(ctx);
      return;
    }
    if (!actions.some((action) => may(user, action))) throw new RequestError(403);
    await next();
  };
}

/** Behind `allow` there is a user. */
export function userOf(ctx: WebContext): SignedInUser {
  if (ctx.state.user == null) throw new TypeError('The route is not guarded.');
  return ctx.state.user;
}

function askToSignIn(ctx: WebContext): void {
  if (ctx.accepts('html', 'json', 'text/event-stream') !== 'html') {
    ctx.status = 401;
    ctx.body = { ok: false, sentence: null };
    return;
  }
  ctx.status = 303;
  // What a link asks for beside its page goes along as far as the entrance lets it: letters, digits and days.
  const whole = localPath(ctx.path + ctx.search) ?? ctx.path;
  const back = ctx.method === 'GET' ? `?naprej=${encodeURIComponent(whole)}` : '';
  ctx.redirect(`/prijava${back}`);
}
