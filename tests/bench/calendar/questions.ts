import type { Knex } from 'knex';
import type { Instant } from '../../../engine/core/ids.ts';
import { readSchedule } from '../../../reports/schedule/schedule.ts';
import { countFreeDays } from '../../../sql/calendar/count-free-days.ts';
import { firstFreeOfAll } from '../../../sql/calendar/first-free-of-all.ts';
import { firstFreeSlots } from '../../../sql/calendar/first-free-slots.ts';
import { firstFreeWished } from '../../../sql/calendar/first-free-wished.ts';
import { listSlots } from '../../../sql/calendar/list-slots.ts';
import { listVisits } from '../../../sql/calendar/list-visits.ts';
import { searchVisits } from '../../../sql/calendar/search-visits.ts';
import type { ServiceId } from '../../../sql/calendar/words.ts';
import { dayAfter } from '../../../web/present/citizen-time.ts';
import type { Size } from './data-set.ts';
import { type Figures, measure } from './figures.ts';

const dayMs = 86_400_000;

export const firstFreeQuestion = 'first free slot of a service at all places';
export const monthQuestion = 'a month of one place';

/** Milliseconds of each question that pages ask, by what it is called. */
export type Answered = ReadonlyMap<string, Figures>;

/** Asks the database what pages ask it, over one connection, each time for another place or service. */
export async function askAll(
  db: Knex,
  { units, services, today }: Size,
  now: Instant,
  runs: number,
): Promise<Answered> {
  const service = (n: number) => [`storitev-${1 + (n % services)}` as ServiceId];
  const place = (n: number) => `unit-${1 + (n % units)}`;
  const ask = { channel: 'web' as const, now };
  const agent = { channel: 'agent' as const, now };
  const inDays = (days: number): Instant => (now + days * dayMs) as Instant;
  const month = { firstDay: dayAfter(today, 7), lastDay: dayAfter(today, 37) };
  const someDay = dayAfter(today, 8);
  const wish = { weekdays: [2, 4], from: '09:00', before: '12:00' };
  const fewer = Math.ceil(runs / 5);
  const schedule = (view: 'day' | 'week') => (n: number) =>
    readSchedule(db, {
      place: { id: place(n), name: '', address: '' },
      view,
      day: someDay,
      counterId: null,
      service: { id: service(n)[0] as ServiceId, name: '' },
      names: true,
      now,
    });
  const search = (text: (n: number) => string, locations: (n: number) => readonly string[] | null) => (n: number) =>
    searchVisits(db, { text: text(n), locationIds: locations(n), now });
  const questions: readonly (readonly [string, number, (n: number) => Promise<unknown>])[] = [
    [firstFreeQuestion, runs, (n) => firstFreeSlots(db, { ...ask, services: service(n) })],
    [
      'first free slot of a service by a wish, two weeks from now',
      runs,
      (n) => firstFreeWished(db, { ...agent, services: service(n), wish, since: inDays(14) }),
    ],
    ['first free slots of all services at all places', Math.ceil(runs / 10), () => firstFreeOfAll(db, ask)],
    [monthQuestion, runs, (n) => countFreeDays(db, { ...ask, ...month, services: service(n), locationId: place(n) })],
    [
      'a day of one place',
      runs,
      (n) => listSlots(db, { ...ask, from: inDays(28), until: inDays(29), services: service(n), locationId: place(n) }),
    ],
    [
      'six weeks of one place for an agent',
      fewer,
      (n) => listSlots(db, { ...agent, from: now, until: inDays(45), services: service(n), locationId: place(n) }),
    ],
    ['the schedule of a place for a day', fewer, schedule('day')],
    ['the schedule of a place for a week', fewer, schedule('week')],
    [
      'who comes to a place on a day',
      runs,
      (n) => listVisits(db, { locationIds: [place(n)], firstDay: someDay, lastDay: someDay }),
    ],
    [
      'visits found by a name that many have, everywhere',
      fewer,
      search(
        () => 'novak',
        () => null,
      ),
    ],
    [
      'visits found by a name that many have, at one place',
      fewer,
      search(
        () => 'novak',
        (n) => [place(n)],
      ),
    ],
    [
      'visits found by a whole name',
      fewer,
      search(
        (n) => `ana priimek${(n * 31) % 9973}`,
        () => null,
      ),
    ],
    [
      'visits found by a phone number',
      fewer,
      search(
        (n) => `04${String(n * 977).padStart(7, '0')}`,
        () => null,
      ),
    ],
  ];
  const answered = new Map<string, Figures>();
  for (const [what, times, question] of questions) answered.set(what, await measure(times, question));
  // A question that asks nothing, on the same connection: what the way there and back costs alone.
  answered.set('select 1', await measure(runs, () => db.raw('select 1')));
  return answered;
}
