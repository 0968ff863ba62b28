import Router from 'koa-router';
import type { Instant } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { blockAround } from '../../sql/calendar/block-around.ts';
import { blockTime, readBlockedTime, unblockTime } from '../../sql/calendar/block-time.ts';
import { listCounters } from '../../sql/calendar/counters.ts';
import { listDay, listVisits } from '../../sql/calendar/list-visits.ts';
import { isOpenIn } from '../../sql/calendar/open-time.ts';
import { beginOpeningChange } from '../../sql/calendar/opening-change.ts';
import type { AppointmentId } from '../../sql/calendar/words.ts';
import { type Place, readPlace } from '../../sql/places/place.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import type { ParamContext } from '../locations/reach.ts';
import { anyProblem, noProblems, type Problems, readTyped, type Typed } from '../locations/typed.ts';
import { may } from '../may.ts';
import { changePath } from '../opening/hours-page.tsx';
import { TimeBlockPage, type TimeBlockPageProps } from '../pages/time-block-page.tsx';
import { isDay } from '../portal/month.ts';
import { dateOf } from '../present/time.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { addressOf, readChoice, type ScheduleChoice } from '../schedule/choice.ts';
import { judgeBlock, type TimeBlock } from '../schedule/time-block-form.ts';
import { seeOther } from './forms.ts';
import { allow, userOf } from './guard.ts';

type Wanted = {
  readonly place: Place;
  readonly day: string;
  /** The schedule that it came from. */
  readonly chosen: ScheduleChoice;
  readonly typed: Typed;
};

/** A counter's time is taken out of booking, and given back (R3.3). */
export function timeBlockRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;

  router.post('/urnik/zapora', allow('blockTime'), async (ctx) => {
    const wanted = await wantedBy(ctx);
    const { place, day, typed } = wanted;
    const counters = await listCounters(db, { locationIds: [place.id] });
    const { problems, block } = judgeBlock(messages, typed, { counters, day, now: Date.now() });
    if (block === null || anyProblem(problems)) return show(ctx, wanted, { problems, found: null, status: 422 });
    switch (typed.dejanje) {
      case 'okrog':
        return around(ctx, wanted, block, seenIn(typed));
      case 'premakni':
        return closeAndMove(ctx, wanted, block);
      default:
        return blockIt(ctx, wanted, block);
    }
  });

  router.post('/urnik/zapora/:id/odpri', allow('blockTime'), async (ctx: ParamContext) => {
    const wanted = await wantedBy(ctx);
    const { place, day } = wanted;
    const id = /^\d{1,12}$/.test(String(ctx.params.id)) ? (Number(ctx.params.id) as AppointmentId) : null;
    if (id === null) throw new RequestError(404);
    const blocked = await readBlockedTime(db, id);
    // A second click, or a colleague who was faster: it is open already.
    if (blocked === null) return done(ctx, wanted, 'odprto');
    if (blocked.locationId !== place.id) throw new RequestError(404);
    const actor = { channel: 'clerk', userId: userOf(ctx).id, callId: null } as const;
    const isOpen = await unblockTime(db, { now: now(), actor, announce: room.announce }, id);
    if (isOpen) await note(ctx, place, day, 'timeUnblocked', { counter: blocked.counterId });
    done(ctx, wanted, 'odprto');
  });
  return router;

  function now(): Instant {
    return Date.now() as Instant;
  }

  /** A place of somebody else is not there, whatever the form says. */
  async function wantedBy(ctx: WebContext): Promise<Wanted> {
    const typed = readTyped(ctx);
    const { lokacija = '', dan = '' } = typed;
    const place = may(userOf(ctx), 'blockTime', lokacija) ? await readPlace(db, lokacija) : null;
    if (place === null) throw new RequestError(404);
    if (!isDay(dan)) throw new RequestError(400);
    return { place, day: dan, chosen: { ...readChoice(typed), lokacija: place.id, dan, pogled: 'dan' }, typed };
  }

  async function blockIt(ctx: WebContext, wanted: Wanted, block: TimeBlock): Promise<void> {
    const { counter, startsAt: from, endsAt: until, reason } = block;
    const blocked = await blockTime(db, { counterId: counter.id, from, until, note: reason, now: now() });
    if (blocked.outcome === 'blocked') return blockedIt(ctx, wanted, block, { visits: 0, held: false });
    const found = await standingIn(wanted, block);
    // Only blocked time stands in it: what is left is blocked too.
    if (found.visits.length === 0 && !found.held) return around(ctx, wanted, block, []);
    await show(ctx, wanted, { found: { ...found, changed: false }, status: 409 });
  }

  async function around(
    ctx: WebContext,
    wanted: Wanted,
    block: TimeBlock,
    seen: readonly AppointmentId[],
  ): Promise<void> {
    const { counter, startsAt: from, endsAt: until, reason } = block;
    const outcome = await blockAround(db, { counterId: counter.id, from, until, note: reason, seen, now: now() });
    if (outcome.outcome === 'changed') {
      const found = await standingIn(wanted, block);
      return show(ctx, wanted, { found: { ...found, changed: true }, status: 409 });
    }
    if (outcome.appointmentIds.length > 0) return blockedIt(ctx, wanted, block, outcome);
    done(ctx, wanted, outcome.held ? 'v-rezervaciji' : 'ze-zaprto');
  }

  /** Visits can not stand in blocked time: the counter is closed by an exception, whose preview leads to their moving. */
  async function closeAndMove(ctx: WebContext, { place, day }: Wanted, block: TimeBlock): Promise<void> {
    const user = userOf(ctx);
    if (!may(user, 'manageLocations', place.id)) throw new RequestError(403);
    const { counter, from, to, reason } = block;
    const exception = {
      ...{ kind: 'closed' as const, firstDay: day, lastDay: day, from, to },
      ...{ notice: {}, announcedFrom: null, note: reason },
    };
    const scope = { of: 'counter', counterId: counter.id } as const;
    const content = { kind: 'addException', exception } as const;
    const id = await beginOpeningChange(db, { scope, content, now: now(), by: user.id });
    seeOther(ctx, changePath(id, 'predogled'));
  }

  async function standingIn({ place, day }: Wanted, { counter, startsAt, endsAt }: TimeBlock) {
    const span = { firstDay: day, lastDay: day };
    const [visits, stretches] = await Promise.all([
      listVisits(db, { locationIds: [place.id], counterId: counter.id, ...span }),
      listDay(db, { counterIds: [counter.id], ...span, now: now() }),
    ]);
    const isIn = (stretch: { readonly startsAt: Instant; readonly endsAt: Instant }): boolean =>
      stretch.startsAt < endsAt && stretch.endsAt > startsAt;
    return {
      visits: visits.filter(isIn),
      held: stretches.some((stretch) => stretch.kind === 'held' && isIn(stretch)),
    };
  }

  async function blockedIt(
    ctx: WebContext,
    wanted: Wanted,
    block: TimeBlock,
    { visits, held }: { readonly visits: number; readonly held: boolean },
  ): Promise<void> {
    const { counter, from, to, startsAt, endsAt } = block;
    await note(ctx, wanted.place, wanted.day, 'timeBlocked', { counter: counter.id, from, to, visits });
    const opens = await isOpenIn(db, { counterId: counter.id, day: wanted.day, startsAt, endsAt });
    if (opens === false && visits === 0 && !held) return done(ctx, wanted, 'zaprto-zunaj');
    done(ctx, wanted, `${visits === 0 ? 'zaprto' : 'zaprto-okrog'}${held ? '-razen' : ''}`);
  }

  async function note(
    ctx: WebContext,
    place: Place,
    day: string,
    action: 'timeBlocked' | 'timeUnblocked' | 'scheduleSeen',
    details: Readonly<Record<string, string | number | boolean>>,
  ): Promise<void> {
    await addAuditEntry(db, { userId: userOf(ctx).id, action, subject: `${place.id}/${day}`, details });
  }

  function done(ctx: WebContext, { chosen }: Wanted, what: string): void {
    seeOther(ctx, `${addressOf(chosen)}&opravljeno=${what}`);
  }

  async function show(
    ctx: WebContext,
    { place, day, chosen, typed }: Wanted,
    shown: { problems?: Problems; found: TimeBlockPageProps['found']; status: number },
  ): Promise<void> {
    const { problems = noProblems, found, status } = shown;
    const user = userOf(ctx);
    const mayNames = chosen.imena !== 'ne' && may(user, 'seeVisitors', place.id);
    const visits = found?.visits.length ?? 0;
    if (mayNames && visits > 0) await note(ctx, place, day, 'scheduleSeen', { view: 'day', names: true, visits });
    renderPage(
      ctx,
      room,
      { title: messages.timeBlocks.title, status },
      <TimeBlockPage
        {...frameOf(ctx, room)}
        placeName={place.name}
        chosen={chosen}
        counters={await listCounters(db, { locationIds: [place.id] })}
        typed={typed}
        problems={problems}
        found={found}
        mayNames={mayNames}
        mayMove={may(user, 'manageLocations', place.id) && day >= dateOf(Date.now())}
        backTo={addressOf(chosen)}
      />,
    );
  }
}

const seenIn = ({ videno = '' }: Typed): readonly AppointmentId[] =>
  /^\d{1,12}(\.\d{1,12}){0,999}$/.test(videno) ? videno.split('.').map((id) => Number(id) as AppointmentId) : [];
