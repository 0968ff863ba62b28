import type { Knex } from 'knex';
import { localDate } from '../../dialplan/local-time.ts';
import type { Instant } from '../../engine/core/ids.ts';
import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import { countSlotsOfStretches } from '../../sql/calendar/count-slots-of-stretches.ts';
import { type Counter, listCounters } from '../../sql/calendar/counters.ts';
import { listHolidays } from '../../sql/calendar/holidays.ts';
import { listClosedTime } from '../../sql/calendar/list-closed-time.ts';
import { listDay, listVisits } from '../../sql/calendar/list-visits.ts';
import { listOpenTime } from '../../sql/calendar/open-time.ts';
import { type AppointmentId, type CounterId, type ServiceId, textIn } from '../../sql/calendar/words.ts';
import { dayAfter, timeZone } from '../period.ts';

/** A stretch of a counter's day as the schedule shows it (R3.7). */
export type Block = { readonly startsAt: Instant; readonly endsAt: Instant } & (
  | {
      readonly kind: 'free';
      /** How many visits of the chosen service find room; null while none is chosen, or it is not offered here. */
      readonly slots: number | null;
    }
  | { readonly kind: 'visit'; readonly visit: ScheduledVisit }
  | { readonly kind: 'held' }
  | { readonly kind: 'blocked'; readonly note: string; readonly appointmentId: AppointmentId }
  | { readonly kind: 'break' }
  | { readonly kind: 'closure'; readonly notice: string }
);

/** A visit without what the reader may not see. */
export type ScheduledVisit = Pick<AppointmentView, 'appointmentId' | 'reference' | 'state' | 'channel'> & {
  readonly service: string;
  /** Of the chosen service; true while none is chosen. */
  readonly chosen: boolean;
  /** Null: not shown to this reader, or erased. */
  readonly name: string | null;
};

export type CounterDay = {
  readonly counter: Counter;
  /** Local. */
  readonly day: string;
  /** Why the whole day is closed: a holiday's name or a closure's notice; null while it is not. */
  readonly closedBecause: string | null;
  /** When it is open, whatever stands in it. */
  readonly open: readonly { readonly startsAt: Instant; readonly endsAt: Instant }[];
  readonly blocks: readonly Block[];
};

export type Schedule = {
  readonly place: { readonly id: string; readonly name: string; readonly address: string };
  readonly view: ScheduleView;
  readonly days: readonly string[];
  readonly counters: readonly Counter[];
  readonly serviceName: string | null;
  /** Whether names stand in it. */
  readonly names: boolean;
  /** By day, then in the order of the counters. */
  readonly counterDays: readonly CounterDay[];
  readonly madeAt: Instant;
};

export type ScheduleView = 'day' | 'week';

export type ScheduleQuestion = {
  readonly place: Schedule['place'];
  readonly view: ScheduleView;
  /** A local day; of a week any of its days. */
  readonly day: string;
  readonly counterId: CounterId | null;
  readonly service: { readonly id: ServiceId; readonly name: string } | null;
  readonly names: boolean;
  readonly now: Instant;
};

/** Reads the schedule of a place: all that stands in its counters' days, side by side and without gaps of meaning. */
export async function readSchedule(db: Knex, question: ScheduleQuestion): Promise<Schedule> {
  const { place, view, service, names, now } = question;
  const days = daysOf(question);
  const span = { firstDay: days[0] as string, lastDay: days.at(-1) as string };
  const all = await listCounters(db, { locationIds: [place.id], closed: true });
  const visits = await listVisits(db, { locationIds: [place.id], ...span });
  const counters = all.filter(
    ({ id, closed, serviceIds }) =>
      (question.counterId === null || id === question.counterId) &&
      // What is out of use, or does not offer the service, is shown as long as somebody comes to it.
      ((!closed && (service === null || serviceIds.includes(service.id))) ||
        visits.some((visit) => visit.counterId === id && (service === null || visit.services.includes(service.id)))),
  );
  const counterIds = counters.map(({ id }) => id);
  const [stretches, closed, openTime, holidays, slots] = await Promise.all([
    listDay(db, { counterIds, ...span, now }),
    listClosedTime(db, { counterIds, ...span, now }),
    listOpenTime(db, { counterIds, ...span }),
    listHolidays(db, span.firstDay, span.lastDay),
    service === null ? [] : countSlotsOfStretches(db, { counterIds, serviceId: service.id, ...span, now }),
  ]);
  const byId = new Map(visits.map((visit) => [visit.appointmentId, visit]));
  const counted = new Map(slots.map((stretch) => [`${stretch.counterId} ${stretch.startsAt}`, stretch.visits]));

  const blocksOf = (counterId: CounterId, day: string): Block[] => {
    const blocks: Block[] = [];
    for (const stretch of stretches) {
      if (stretch.counterId !== counterId || localDate(timeZone, stretch.startsAt) !== day) continue;
      const { startsAt, endsAt } = stretch;
      switch (stretch.kind) {
        case 'free':
          blocks.push({ kind: 'free', startsAt, endsAt, slots: counted.get(`${counterId} ${startsAt}`) ?? null });
          break;
        case 'held':
          blocks.push({ kind: 'held', startsAt, endsAt });
          break;
        case 'blocked':
          blocks.push({
            ...{ kind: 'blocked', startsAt, endsAt, note: names ? stretch.note : '' },
            appointmentId: stretch.appointmentId,
          });
          break;
        case 'visit': {
          const visit = byId.get(stretch.appointmentId);
          if (visit !== undefined)
            blocks.push({ kind: 'visit', startsAt, endsAt, visit: scheduled(visit, service, names) });
        }
      }
    }
    for (const { counterId: of, day: on, kind, wholeDay, startsAt, endsAt, notice } of closed) {
      if (of !== counterId || on !== day || wholeDay) continue;
      blocks.push(
        kind === 'break' ? { kind, startsAt, endsAt } : { kind, startsAt, endsAt, notice: textIn(notice, 'sl') },
      );
    }
    return blocks.sort((one, other) => one.startsAt - other.startsAt);
  };

  const counterDays = days.flatMap((day) =>
    counters.map((counter): CounterDay => {
      const blocks = blocksOf(counter.id, day);
      const open = blocks.some(({ kind }) => kind === 'free');
      const holiday = holidays.find((each) => each.day === day);
      const closure = closed.find((each) => each.wholeDay && each.counterId === counter.id && each.day === day);
      const closedBecause = open
        ? null
        : closure !== undefined
          ? textIn(closure.notice, 'sl')
          : holiday === undefined
            ? null
            : textIn(holiday.name, 'sl');
      const openThen = openTime.filter((each) => each.counterId === counter.id && each.day === day);
      return { counter, day, closedBecause, open: openThen, blocks };
    }),
  );
  return { place, view, days, counters, serviceName: service?.name ?? null, names, counterDays, madeAt: now };
}

function scheduled(visit: AppointmentView, service: { readonly id: ServiceId } | null, names: boolean): ScheduledVisit {
  const { appointmentId, reference, state, channel, serviceNames, services, visitor } = visit;
  return {
    appointmentId,
    reference,
    state,
    channel,
    service: serviceNames.map((name) => textIn(name, 'sl')).join(' + '),
    chosen: service === null || services.includes(service.id),
    name: names ? (visitor?.name ?? null) : null,
  };
}

/** The day itself, or its week from Monday to Sunday. */
function daysOf({ view, day }: Pick<ScheduleQuestion, 'view' | 'day'>): readonly string[] {
  if (view === 'day') return [day];
  const days = [mondayOf(day)];
  while (days.length < 7) days.push(dayAfter(days.at(-1) as string));
  return days;
}

/** The Monday of a local day's week. */
export function mondayOf(day: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  return new Date(noon - ((new Date(noon).getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
}

/** What a counter's day holds, in figures. */
export type DayFigures = { readonly visits: number; readonly freeMinutes: number; readonly freeSlots: number | null };

export function figuresOf({ blocks }: CounterDay, now: number): DayFigures {
  let visits = 0;
  let freeMinutes = 0;
  let freeSlots: number | null = null;
  for (const block of blocks) {
    if (block.kind === 'visit' && block.visit.chosen) visits += 1;
    if (block.kind !== 'free') continue;
    freeMinutes += Math.max(0, Math.floor((block.endsAt - Math.max(now, block.startsAt)) / 60_000));
    if (block.slots !== null) freeSlots = (freeSlots ?? 0) + block.slots;
  }
  return { visits, freeMinutes, freeSlots };
}
