import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { listSlots } from '../../sql/calendar/list-slots.ts';
import type { Channel, FreeSlot, ServiceId } from '../../sql/calendar/words.ts';
import { dateOf } from '../present/time.ts';
import { placesForMany } from './asked-by-many.ts';
import type { Alternative } from './pages/lost-page.tsx';
import { slotChoices } from './slot-choices.ts';

const most = 3;
const week = 7 * 86_400_000;

/** What to offer instead of slots that are gone: single ones as the calendar found them, several together anew. */
export async function alternativesFor(
  db: Knex,
  wanted: {
    readonly services: readonly [ServiceId, ...ServiceId[]];
    readonly visits: number;
    readonly near: Instant;
    readonly locationId: string | null;
    readonly found: readonly FreeSlot[];
    readonly channel?: Channel;
  },
  now: Instant,
): Promise<readonly Alternative[]> {
  const { services, visits, near, locationId, found, channel = 'web' } = wanted;
  const sets = visits === 1 ? found.map((slot) => [slot]) : await nearestTogether();
  const places = await placesForMany(db, { services });
  return sets.slice(0, most).map((slots) => {
    const place = places.find((candidate) => candidate.locationId === slots[0]?.locationId);
    return { slots, placeName: place?.name ?? '' };
  });

  async function nearestTogether(): Promise<readonly (readonly FreeSlot[])[]> {
    const from = Math.max(now, near - week) as Instant;
    const until = (near + 2 * week) as Instant;
    const slots = await listSlots(db, { services, locationId, from, until, channel, now });
    const byDay = Map.groupBy(slots, (slot) => dateOf(slot.startsAt));
    const choices = [...byDay.values()].flatMap((day) => [...slotChoices(day, visits)]);
    choices.sort((a, b) => Math.abs(a.startsAt - near) - Math.abs(b.startsAt - near));
    // Choices that share a slot are no choice: each is offered with slots of its own.
    const taken = new Set<string>();
    return choices.flatMap((choice) => {
      const names = choice.slots.map((slot) => `${slot.counterId}@${slot.startsAt}`);
      if (names.some((name) => taken.has(name))) return [];
      for (const name of names) taken.add(name);
      return [choice.slots];
    });
  }
}
