import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Room, WebContext, WebState } from '../context.ts';
import { csrfField } from '../pages/form-token.tsx';
import { RequestError } from '../request-error.ts';

/**
 * Forged forms are refused by a signed double submit (OWASP CSRF prevention cheat sheet): a random value in a cookie
 * that scripts cannot read, and in each form its HMAC with the user's id. Another site can neither read the cookie
 * nor sign; a token of before the sign-in, or of somebody else, is worth nothing.
 */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export function guardForms({ publicUrl, sessionSecret }: Room): Middleware<WebState> {
  const secure = publicUrl.protocol === 'https:';
  const cookie = secure ? '__Host-uenarocanje-obrazec' : 'uenarocanje-obrazec';
  const tokenOf = (value: string, userId: string): string =>
    createHmac('sha256', sessionSecret)
      .update(JSON.stringify(['form', value, userId]))
      .digest('base64url');
  return async (ctx, next) => {
    let value = ctx.cookies.get(cookie, { signed: false });
    if (value === undefined || !/^[\w-]{32}$/.test(value)) {
      value = randomBytes(24).toString('base64url');
      ctx.cookies.set(cookie, value, { httpOnly: true, sameSite: 'strict', secure, signed: false });
    }
    ctx.state.csrfToken = tokenOf(value, ctx.state.user?.id ?? '');
    if (!safeMethods.has(ctx.method)) {
      const site = ctx.get('Sec-Fetch-Site');
      const foreign = site !== '' && site !== 'same-origin';
      if (foreign || !equal(given(ctx), ctx.state.csrfToken)) throw new RequestError(403, 'formExpired');
    }
    await next();
  };
}

function given(ctx: WebContext): string {
  const body: unknown = ctx.request.body;
  if (typeof body !== 'object' || body === null || !(csrfField in body)) return '';
  const token = (body as Record<string, unknown>)[csrfField];
  return typeof token === 'string' ? token : '';
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
