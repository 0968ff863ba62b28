import { randomBytes } from 'node:crypto';
import type Koa from 'koa';
import { createSession } from 'koa-session';
import { readGrants } from '../sql/people/read-grants.ts';
import { readUser } from '../sql/people/read-user.ts';
import { openSessionStore } from '../sql/sessions/session-store.ts';
import type { Room, WebContext, WebState } from './context.ts';

/**
 * Whoever signed in stays so for a working day, counted from the sign-in: a session is written once and never
 * renewed, so that one that was ended cannot come back by a request that was under way.
 */
export const sessionHours = 12;

type Session = { userId?: unknown; entering?: unknown; externalKey?: string; regenerate(): Promise<void> };

/** Somebody whose password was right and who is not in yet (web/entering). */
export type Entering = {
  readonly userId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The password that was right, by its hash's hash. */
  readonly proof: string;
  readonly codeGiven: boolean;
  /** Where it leads afterwards; empty: to the page of the role. */
  readonly next: string;
};

export function useSessions(app: Koa<WebState>, { db, publicUrl }: Room): void {
  const secure = publicUrl.protocol === 'https:';
  // A reverse proxy may speak plain HTTP to us; what decides is how people reach it.
  app.use((ctx, next) => {
    if (secure) ctx.cookies.secure = true;
    return next();
  });
  app.use(
    createSession(
      {
        // The prefix lets a browser refuse a cookie that another host of the same domain tried to set.
        key: secure ? '__Host-uenarocanje' : 'uenarocanje',
        maxAge: sessionHours * 3_600_000,
        httpOnly: true,
        secure,
        sameSite: 'lax',
        signed: true,
        store: openSessionStore(db),
        genid: () => randomBytes(32).toString('base64url'),
      },
      app,
    ),
  );
  app.use(async (ctx, next) => {
    ctx.state.user = await userOf(ctx, db);
    await next();
  });
}

/** Asked on each request, so that a right that was taken away is gone at once. */
async function userOf(ctx: WebContext, db: Room['db']): Promise<WebState['user']> {
  const { userId } = sessionOf(ctx);
  if (typeof userId !== 'string') return null;
  const [user, grants] = await Promise.all([readUser(db, userId), readGrants(db, userId)]);
  if (user === null || user.disabledAt !== null) return null;
  return { id: user.id, name: user.name, phone: user.phone, grants };
}

/** A new id at each sign-in: one that somebody planted before is worth nothing after (session fixation). */
export async function beginSession(ctx: WebContext, userId: string): Promise<void> {
  (ctx as unknown as { session: object }).session = { userId };
  await sessionOf(ctx).regenerate();
}

/** A step of a sign-in; nothing of ours is open to it but the next step. */
export async function beginEntering(ctx: WebContext, entering: Entering): Promise<void> {
  (ctx as unknown as { session: object }).session = { entering };
  await sessionOf(ctx).regenerate();
}

export function enteringOf(ctx: WebContext): Entering | null {
  // The session is signed and stands with us: what is there is what `beginEntering` wrote.
  const { entering } = sessionOf(ctx);
  return typeof entering === 'object' && entering !== null ? (entering as Entering) : null;
}

/** What tells this session from all others of the same person; known to nobody but its browser and us. */
export function sessionIdOf(ctx: WebContext): string {
  const { externalKey } = sessionOf(ctx);
  if (externalKey === undefined) throw new Error('A session that is kept with us has a key.');
  return externalKey;
}

export function endSession(ctx: WebContext): void {
  (ctx as unknown as { session: null }).session = null;
}

function sessionOf(ctx: WebContext): Session {
  return (ctx as unknown as { session: Session }).session;
}
