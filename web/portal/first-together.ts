import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import type { FirstFree } from '../../sql/calendar/first-free-slots.ts';
import { listDaysWithRoom } from '../../sql/calendar/list-days-with-room.ts';
import { listSlots } from '../../sql/calendar/list-slots.ts';
import type { ServiceId } from '../../sql/calendar/words.ts';
import { dayAfter, noonOf } from '../present/citizen-time.ts';
import { dateOf } from '../present/time.ts';
import { slotChoices } from './slot-choices.ts';

export type First = Pick<FirstFree, 'locationId' | 'startsAt'>;

export type Together = {
  readonly service: ServiceId;
  readonly visits: number;
  readonly firsts: readonly First[];
  readonly now: Instant;
};

/** Days looked at, from near to far: most places have room soon, and only the others are asked further. */
const windows = [10, 30, 90, 400];
/** Places that are asked for at once: one visitor leaves connections to the others. */
const atOnce = 4;

/**
 * The first time of each place at which so many visits find room together, as they are offered there (slot-choices.ts).
 * `firsts` are those for one visit: nobody finds room for several before.
 */
export async function firstTogether(db: Knex, { service, visits, firsts, now }: Together): Promise<readonly First[]> {
  if (visits === 1 || firsts.length === 0) return firsts;
  const found: First[] = [];
  let pending = firsts.map(({ locationId }) => locationId);
  let firstDay = dateOf(Math.min(...firsts.map(({ startsAt }) => startsAt)));
  for (const length of windows) {
    if (pending.length === 0) break;
    const lastDay = dayAfter(firstDay, length - 1);
    const candidates = await listDaysWithRoom(db, {
      services: [service],
      locationIds: pending,
      visits,
      firstDay,
      lastDay,
      channel: 'web',
      now,
    });
    const byPlace = [...Map.groupBy(candidates, ({ locationId }) => locationId)];
    for (let place = 0; place < byPlace.length; place += atOnce) {
      const some = byPlace.slice(place, place + atOnce);
      const here = await Promise.all(some.map(([locationId, days]) => firstOf(locationId, days)));
      for (const first of here) if (first !== null) found.push(first);
    }
    pending = pending.filter((id) => !found.some(({ locationId }) => locationId === id));
    firstDay = dayAfter(lastDay, 1);
  }
  return found;

  async function firstOf(locationId: string, days: readonly { readonly day: string }[]): Promise<First | null> {
    for (const { day } of days) {
      // Noon and fourteen hours to both sides: the whole day in both nights of the clock change.
      const from = (noonOf(day) - 14 * 3_600_000) as Instant;
      const until = (noonOf(day) + 14 * 3_600_000) as Instant;
      const slots = await listSlots(db, { services: [service], locationId, from, until, channel: 'web', now });
      const [first] = slotChoices(
        slots.filter(({ startsAt }) => dateOf(startsAt) === day),
        visits,
      );
      if (first !== undefined) return { locationId, startsAt: first.startsAt as Instant };
    }
    return null;
  }
}
