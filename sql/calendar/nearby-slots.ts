import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { listSlots } from './list-slots.ts';
import type { Channel, FreeSlot, ServiceId, Slot } from './words.ts';

const dayMs = 86_400_000;

/** Of how many places the free times are compared; the visit's own is the first of them. */
const placesCompared = 8;

const hoursPerKilometre = 3;

/** Where the kilometres are not known they are many. */
export const weightOfDistance = (km: number | null): number => (km ?? 100) * hoursPerKilometre;
export const weightOfTime = (milliseconds: number): number => milliseconds / 3_600_000;

/** Days around the visit, looked at in this order; most visits find their place in the first. */
const windows = [
  { fromDays: -2, untilDays: 2, leastDays: 0 },
  { fromDays: 2, untilDays: 21, leastDays: 2 },
  { fromDays: -7, untilDays: -2, leastDays: 2 },
] as const;

/**
 * Free times in place of a visit that can not stay, the best first: at its own place before others, others by how far
 * they are, and each within a week before and three weeks after, the nearest in time first. A kilometre weighs as much
 * as three hours: people rather wait a few days than drive across the country.
 */
export async function nearbySlots(
  db: Knex,
  {
    services,
    near,
    now,
    count,
    channel = 'system',
  }: { services: readonly ServiceId[]; near: Slot; now: Instant; count: number; channel?: Channel },
): Promise<readonly FreeSlot[]> {
  const found: Weighed[] = [];
  for (const { locationId, km } of await nearestPlaces(db, services, near)) {
    const byDistance = weightOfDistance(km);
    for (const { fromDays, untilDays, leastDays } of windows) {
      // Nothing in this window can be better than its distance and its least difference in time.
      const least = byDistance + leastDays * 24;
      if (found.length >= count && found.every(({ weight }) => weight <= least)) continue;
      const from = Math.max(now + dayMs, near.startsAt + fromDays * dayMs) as Instant;
      const until = (Math.max(now, near.startsAt) + untilDays * dayMs) as Instant;
      if (from >= until) continue;
      const slots = await listSlots(db, { services, locationId, from, until, channel, now });
      for (const slot of slots)
        found.push({ slot, weight: weightOfTime(Math.abs(slot.startsAt - near.startsAt)) + byDistance });
      found.sort(byWeight).splice(count);
    }
  }
  return found.map(({ slot }) => slot);
}

type Weighed = { readonly slot: FreeSlot; readonly weight: number };

const byWeight = (a: Weighed, b: Weighed): number =>
  a.weight - b.weight || a.slot.startsAt - b.slot.startsAt || a.slot.counterId - b.slot.counterId;

/** Places that do these services, with the kilometres as the crow flies; those without coordinates come last. */
export async function nearestPlaces(
  db: Knex,
  services: readonly ServiceId[],
  { counterId }: Slot,
): Promise<readonly { readonly locationId: string; readonly km: number | null }[]> {
  return rows(
    db,
    `select location.id as "locationId",
       case when location.id = here.id then 0 else
         -- On the scale of a country the earth is flat enough: 111.2 km a degree, less to the east the further north.
         111.2 * sqrt((location.latitude - here.latitude) ^ 2 + ((location.longitude - here.longitude) * cos(radians(here.latitude))) ^ 2)
       end as km
     from uenarocanje.location
     cross join (
       select location.* from uenarocanje.location join uenarocanje.counter on counter.location_id = location.id where counter.id = :counterId
     ) as here
     where location.id in (select location_id from uenarocanje.offers_of(cast(:services as text[])))
     order by km nulls last, location.id
     limit ${placesCompared}`,
    { counterId, services },
  );
}
