import Router from 'koa-router';
import { runsShortOfLegs } from '../../engine/core/leg-limit.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { RequestError } from '../request-error.ts';
import { type PartName, servesAllTheSame } from './serves-all-the-same.ts';

/** For whoever runs the system: alive, ready, and figures (R9.5). They need no session and no database to answer. */
export function statusRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  router.get('/zdravje', (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { ok: true };
  });
  router.get('/pripravljenost', async (ctx) => {
    const parts = await readiness(room);
    ctx.set('Cache-Control', 'no-store');
    ctx.status = parts.every(({ name, ok }) => ok || servesAllTheSame.has(name)) ? 200 : 503;
    ctx.body = { ok: ctx.status === 200, parts: Object.fromEntries(parts.map(({ name, ...part }) => [name, part])) };
  });
  router.get('/metrike', async (ctx) => {
    if (!mayReadMetrics(ctx, room.metricsToken)) throw new RequestError(403);
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Content-Type', room.metrics.registry.contentType);
    ctx.body = await room.metrics.registry.metrics();
  });
  return router;
}

type Part = {
  readonly name: PartName;
  readonly ok: boolean;
  /** What the line does meanwhile. */
  readonly state?: string;
  readonly since?: string;
};

const databaseWithinMs = 2_000;

async function readiness({ db, door, log }: Room): Promise<readonly Part[]> {
  const state = door.state();
  const view = door.wallboard();
  const lost = door.asteriskLostSince();
  const refused = view?.configuration?.refused ?? null;
  const journal = view?.journal ?? null;
  const legs = view?.legs ?? null;
  const database = await db
    .raw('select 1')
    .timeout(databaseWithinMs)
    .then(
      () => true,
      (error: unknown) => {
        log.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'the database does not answer');
        return false;
      },
    );
  return [
    { name: 'database', ok: database },
    { name: 'engine', ok: state.connected, since: new Date(state.since).toISOString() },
    {
      name: 'asterisk',
      ok: state.connected && view?.line.asteriskConnected === true && (view.line.asteriskHangs ?? null) === null,
      ...(lost === null ? {} : { since: new Date(lost).toISOString() }),
    },
    {
      name: 'configuration',
      ok: refused === null,
      ...(refused === null ? {} : { since: new Date(refused.since).toISOString() }),
    },
    {
      name: 'journal',
      ok: journal === null,
      ...(journal === null ? {} : { state: journal.kept, since: new Date(journal.since).toISOString() }),
    },
    {
      name: 'audioPorts',
      ok: legs === null || !runsShortOfLegs(legs),
      ...(legs === null ? {} : { state: `${legs.used} of ${legs.limit}${legs.full ? ', callers are refused' : ''}` }),
    },
  ];
}

/** From this machine itself, not through a proxy on it; or with the token from anywhere. */
function mayReadMetrics(ctx: WebContext, token: string | null): boolean {
  if (token !== null && ctx.get('Authorization') === `Bearer ${token}`) return true;
  const address = ctx.req.socket.remoteAddress ?? '';
  const forwarded = ctx.get('X-Forwarded-For') !== '' || ctx.get('Forwarded') !== '';
  return !forwarded && /^(::ffff:)?127\.|^::1$/.test(address);
}
