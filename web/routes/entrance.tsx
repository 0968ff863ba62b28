import { hash, verify } from '@node-rs/argon2';
import Router from 'koa-router';
import { z } from 'zod';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { findUserForSignIn } from '../../sql/people/find-user-for-sign-in.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { advance, proofOf } from '../entering/entering.ts';
import { homeOf } from '../may.ts';
import { EntrancePage } from '../pages/entrance-page.tsx';
import { SignOutPage, WelcomePage } from '../pages/sign-out-page.tsx';
import { presentNumber } from '../present/phone-number.ts';
import { frameOf, renderPage } from '../render.tsx';
import { addressKey } from '../security/address-key.ts';
import { endSession } from '../session.ts';

const credentials = z.object({
  uporabnik: z.string().trim().min(1).max(100),
  geslo: z.string().min(1).max(1000),
  naprej: z.string().max(500).optional(),
});

/** Sign-in, sign-out, and the first page (R9.4). */
export function entranceRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();

  router.get(['/', '/prijava'], async (ctx) => {
    const { user } = ctx.state;
    if (user == null) return showEntrance(ctx, room, { next: stringOf(ctx.query.naprej) });
    const home = homeOf(user);
    if (home !== null) return ctx.redirect(home);
    renderPage(
      ctx,
      room,
      { title: room.messages.entrance.noPageTitle },
      <WelcomePage m={room.messages} name={user.name} />,
    );
  });

  router.post('/prijava', async (ctx) => {
    const given = credentials.safeParse(ctx.request.body);
    if (!given.success) return refuse(ctx, room, {});
    await signIn(ctx, room, given.data);
  });

  router.get('/odjava', (ctx) => {
    if (ctx.state.user == null) return ctx.redirect('/prijava');
    const options = { title: room.messages.entrance.signOutHeading };
    renderPage(ctx, room, options, <SignOutPage {...frameOf(ctx, room)} />);
  });
  router.post('/odjava', async (ctx) => {
    const { user } = ctx.state;
    endSession(ctx);
    if (user != null) await addAuditEntry(room.db, { userId: user.id, action: 'signedOut', subject: user.id });
    ctx.status = 303;
    ctx.redirect('/prijava?odjavljeni=da');
  });

  /** Lets a live page tell a lost line from an ended session. */
  router.get('/seja', (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.status = ctx.state.user == null ? 401 : 204;
  });
  return router;
}

async function signIn(ctx: WebContext, room: Room, given: z.output<typeof credentials>): Promise<void> {
  const { db, metrics, signInLimits } = room;
  const name = given.uporabnik;
  const wait = await signInLimits.take(name, addressKey(ctx.ip));
  if (wait !== null) {
    metrics.signIns.inc({ result: 'limited' });
    ctx.set('Retry-After', String(wait));
    return refuse(ctx, room, { user: name, next: given.naprej ?? '', waitSeconds: wait });
  }
  const user = await findUserForSignIn(db, name);
  // Somebody who does not exist takes as long as somebody who does.
  const right = await verify(user?.passwordHash ?? (await nobody), given.geslo);
  if (user === null || user.disabledAt !== null || !right) {
    metrics.signIns.inc({ result: 'wrong' });
    // A name that nobody has may be a password in the wrong field: only known ones are written down.
    await addAuditEntry(db, { userId: null, action: 'signInRefused', subject: user?.id ?? 'unknown' });
    return refuse(ctx, room, { user: name, next: given.naprej ?? '' });
  }
  await signInLimits.forgive(name, addressKey(ctx.ip));
  await advance(ctx, room, {
    userId: user.id,
    at: Date.now(),
    proof: proofOf(user.passwordHash),
    codeGiven: false,
    next: localPath(given.naprej) ?? '',
  });
}

/** A hash of nobody's password, with the same cost as everybody's. */
const nobody = hash('nobody');

type Refused = { readonly user?: string; readonly next?: string; readonly waitSeconds?: number };

async function refuse(ctx: WebContext, room: Room, { user, next, waitSeconds }: Refused): Promise<void> {
  const { entrance } = room.messages;
  await showEntrance(ctx, room, {
    user: user ?? '',
    next: next ?? '',
    problem: waitSeconds === undefined ? entrance.wrong : entrance.tooMany(waitSeconds),
    status: waitSeconds === undefined ? 422 : 429,
  });
}

type Shown = { readonly user?: string; readonly next: string; readonly problem?: string; readonly status?: number };

async function showEntrance(ctx: WebContext, room: Room, shown: Shown): Promise<void> {
  const { status = 200, problem = null, user = '', next } = shown;
  const setting = await readSetting(room.db, 'line');
  const { door, messages } = room;
  const options = { title: messages.entrance.title, status };
  renderPage(
    ctx,
    room,
    options,
    <EntrancePage
      {...frameOf(ctx, room)}
      user={user}
      next={localPath(next) ?? ''}
      problem={problem}
      signedOut={ctx.query.odjavljeni === 'da'}
      number={setting === null ? null : presentNumber(setting.number)}
      line={door.state().connected ? (door.wallboard()?.line ?? null) : null}
      now={Date.now()}
    />,
  );
}

/** Only a path of our own: "//elsewhere" and "/\elsewhere" are other hosts to a browser. A query of plain words goes along. */
export function localPath(path: string | undefined): string | null {
  return path !== undefined && /^\/(?![/\\])[\w\-./]*(\?[\w\-.=&]*)?$/.test(path) && path !== '/prijava' ? path : null;
}

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');
