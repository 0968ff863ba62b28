import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Room, WebContext, WebState } from '../context.ts';
import { csrfField } from '../pages/form-token.tsx';
import { RequestError } from '../request-error.ts';

/**
 * The one cookie of citizens' pages. It is set by the first page that has something to send, lives until the browser
 * is closed, and tells nothing: a random value that ties forms and held times to this browser. So another site can not
 * send a form for somebody (signed double submit), and a link to a hold that somebody else prepared is worth nothing
 * here (session fixation), because what opens the hold is made of this value.
 *
 * "lax", not "strict": whoever comes by the link in a mail brings it along, and tabs that are open stay valid.
 */
export type Visitor = {
  /** For the hidden field of forms. */
  readonly formToken: string;
  /** The secret that only this browser can have for something that has a public name. */
  secretFor(name: string): string;
};

export function visitorOf(ctx: WebContext, room: Pick<Room, 'publicUrl' | 'sessionSecret'>): Visitor {
  const name = cookieName(room);
  let value = read(ctx, name);
  if (value === null) {
    value = randomBytes(24).toString('base64url');
    const secure = room.publicUrl.protocol === 'https:';
    if (secure) ctx.cookies.secure = true;
    ctx.cookies.set(name, value, { httpOnly: true, sameSite: 'lax', secure, signed: false, overwrite: true });
    // Asked twice for one page, it is the same visitor.
    ctx.state.visitor = value;
  }
  return visitorFrom(room.sessionSecret, value);
}

/** Forms that did not come from our page, or whose browser keeps no cookie, are refused before anything is done. */
export function guardVisitorForms(room: Room): Middleware<WebState> {
  const name = cookieName(room);
  return async (ctx, next) => {
    // Saying where one is changes nothing here, and comes from a page that needs no cookie yet.
    if (ctx.method === 'POST' && !ctx.path.endsWith('/blizu')) {
      const site = ctx.get('Sec-Fetch-Site');
      const foreign = site !== '' && site !== 'same-origin';
      const value = read(ctx, name);
      if (foreign || value === null) throw new RequestError(403, 'formExpired');
      if (!equal(given(ctx), visitorFrom(room.sessionSecret, value).formToken))
        throw new RequestError(403, 'formExpired');
    }
    await next();
  };
}

const cookieName = ({ publicUrl }: Pick<Room, 'publicUrl'>): string =>
  publicUrl.protocol === 'https:' ? '__Host-uenarocanje-obisk' : 'uenarocanje-obisk';

function read(ctx: WebContext, name: string): string | null {
  const value = ctx.state.visitor ?? ctx.cookies.get(name, { signed: false });
  return value !== undefined && /^[\w-]{32}$/.test(value) ? value : null;
}

function visitorFrom(secret: string, value: string): Visitor {
  const made = (...parts: readonly string[]): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['visitor', value, ...parts]))
      .digest('base64url');
  // Not every page has a form, and each of these costs as much as a small query's sending.
  return {
    get formToken() {
      return made('form');
    },
    secretFor: (name) => made('secret', name),
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
