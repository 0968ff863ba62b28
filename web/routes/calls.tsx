import Router from 'koa-router';
import { z } from 'zod';
import { localDayOfDate } from '../../dialplan/local-time.ts';
import type { Outcome } from '../../engine/core/facts.ts';
import { instant } from '../../engine/core/ids.ts';
import { daysIn, daysPeriod } from '../../reports/period.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import type { CallListEntry } from '../../sql/calls/call-list-entry.ts';
import type { CallFilter, CallPlace } from '../../sql/calls/list-calls.ts';
import { listCalls } from '../../sql/calls/list-calls.ts';
import { streamCalls } from '../../sql/calls/stream-calls.ts';
import { listAgents } from '../../sql/web/list-agents.ts';
import { callsCsv } from '../calls/calls-csv.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { may } from '../may.ts';
import { CallsPage } from '../pages/calls-page.tsx';
import { timeZone } from '../present/time.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { allow, userOf } from './guard.ts';

const date = z.iso.date();
const outcomes = [
  'answered',
  'abandoned',
  'callback',
  'voiceMessage',
  'selfServed',
  'closed',
  'refused',
  'failed',
  'notReached',
  'withdrawn',
] as const satisfies readonly Outcome[];

/** What a link of the list may ask for; a value that nobody chose counts as not given. */
const query = z.object({
  dan: date.optional().catch(undefined),
  izid: z.enum(outcomes).optional().catch(undefined),
  /** The agent by phone: an address holds nobody's name. */
  telefon: z
    .string()
    .regex(/^\d{2,6}$/)
    .optional()
    .catch(undefined),
  starejsi: z.string().optional().catch(undefined),
  novejsi: z.string().optional().catch(undefined),
});
export type CallsQuery = z.output<typeof query>;

const pageSize = 50;
const longestExportDays = 366;

/** The list of calls, and its export (R2.10). An agent sees their own. */
export function callsRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  router.get('/klici', allow('seeCalls', 'seeOwnCalls'), async (ctx) => {
    await showCalls(ctx, room, query.parse(ctx.query), null);
  });
  router.get('/klici/izvoz.csv', allow('exportCalls'), async (ctx) => {
    const period = periodOf(ctx.query.od, ctx.query.do);
    if (period === null) return showCalls(ctx, room, {}, room.messages.calls.badPeriod);
    const { from, to } = period;
    const user = userOf(ctx);
    await addAuditEntry(room.db, { userId: user.id, action: 'callsExported', subject: `${from}/${to}` });
    ctx.attachment(room.messages.calls.csvName(from, String(ctx.query.do)));
    ctx.type = 'text/csv; charset=utf-8';
    ctx.set('Cache-Control', 'no-store');
    const calls = streamCalls(room.db, { startedFrom: startOf(from), startedBefore: startOf(to) });
    ctx.body = callsCsv(room.messages, calls);
  });
  return router;
}

async function showCalls(ctx: WebContext, room: Room, given: CallsQuery, problem: string | null): Promise<void> {
  const user = userOf(ctx);
  const all = may(user, 'seeCalls');
  const agents = all ? await listAgents(room.db) : [];
  const chosen = given.telefon === undefined ? undefined : agents.find((agent) => agent.phone === given.telefon);
  const agentId = all ? chosen?.id : user.id;
  const filter: CallFilter = {
    ...(given.dan === undefined ? {} : { startedFrom: startOf(given.dan), startedBefore: endOf(given.dan) }),
    ...(given.izid === undefined ? {} : { outcome: given.izid }),
    ...(agentId === undefined ? {} : { agentId }),
  };
  const page = await readPage(room, filter, given);
  const { messages } = room;
  renderPage(
    ctx,
    room,
    { title: all ? messages.calls.title : messages.calls.ownTitle, status: problem === null ? 200 : 422 },
    <CallsPage
      {...frameOf(ctx, room)}
      all={all}
      mayExport={may(user, 'exportCalls')}
      agents={agents}
      outcomes={outcomes}
      chosen={{ ...given, telefon: chosen?.phone }}
      problem={problem}
      now={Date.now()}
      {...page}
    />,
  );
}

export type CallsListPage = {
  readonly calls: readonly CallListEntry[];
  /** Places to go on from; null at either end. */
  readonly newer: string | null;
  readonly older: string | null;
};

/** A page that begins where another ended; one call more is asked for than shown, to know whether there is a next. */
async function readPage({ db }: Room, filter: CallFilter, { starejsi, novejsi }: CallsQuery): Promise<CallsListPage> {
  const before = placeOf(starejsi);
  const after = placeOf(novejsi);
  const limit = pageSize + 1;
  if (after !== null) {
    const found = await listCalls(db, { ...filter, order: 'oldestFirst', after, limit });
    const calls = found.slice(0, pageSize).reverse();
    return { calls, newer: found.length === limit ? nameOf(calls[0]) : null, older: nameOf(calls.at(-1)) };
  }
  const found = await listCalls(db, { ...filter, ...(before === null ? {} : { after: before }), limit });
  const calls = found.slice(0, pageSize);
  return {
    calls,
    newer: before === null ? null : nameOf(calls[0]),
    older: found.length === limit ? nameOf(calls.at(-1)) : null,
  };
}

const nameOf = (call: CallListEntry | undefined): string | null =>
  call === undefined ? null : `${call.startedAt}~${call.id}`;

function placeOf(name: string | undefined): CallPlace | null {
  const match = /^(\d{1,15})~(.{1,100})$/.exec(name ?? '');
  return match === null ? null : { startedAt: instant(Number(match[1])), id: String(match[2]) };
}

const startOf = (day: string) => instant(localDayOfDate(timeZone, day).startsAt);
const endOf = (day: string) => instant(localDayOfDate(timeZone, day).endsAt);

/** Both days belong to it; null when they make no period. */
function periodOf(first: unknown, last: unknown): { from: string; to: string } | null {
  const days = z.tuple([date, date]).safeParse([first, last]);
  if (!days.success) throw new RequestError(400);
  const [from, until] = days.data;
  if (until < from) return null;
  const period = daysPeriod(from, until);
  return daysIn(period) > longestExportDays ? null : period;
}
