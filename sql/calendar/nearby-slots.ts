import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { listSlots } from './list-slots.ts';
import type { FreeSlot, ServiceId, Slot } from './words.ts';

const dayMs = 86_400_000;

/**
 * Free times in place of a visit that can not stay, the best first: at its own place before others, others by how far
 * they are, and each within a week before and three weeks after, the nearest in time first. A kilometre weighs as much
 * as three hours: people rather wait a few days than drive across the country.
 */
export async function nearbySlots(
  db: Knex,
  { services, near, now, count }: { services: readonly ServiceId[]; near: Slot; now: Instant; count: number },
): Promise<readonly FreeSlot[]> {
  const from = Math.max(now + dayMs, near.startsAt - 7 * dayMs) as Instant;
  const until = (Math.max(now, near.startsAt) + 21 * dayMs) as Instant;
  const slots = await listSlots(db, { services, from, until, channel: 'system', now, limit: 20_000 });
  const distances = await distancesFrom(db, near);
  const cost = (slot: FreeSlot): number =>
    Math.abs(slot.startsAt - near.startsAt) / 3_600_000 + (distances.get(slot.locationId) ?? 100) * 3;
  return slots
    .map((slot) => ({ slot, weight: cost(slot) }))
    .sort((a, b) => a.weight - b.weight || a.slot.startsAt - b.slot.startsAt || a.slot.counterId - b.slot.counterId)
    .slice(0, count)
    .map(({ slot }) => slot);
}

/** Kilometres as the crow flies from a counter's place to every other; places without coordinates are left out. */
async function distancesFrom(db: Knex, { counterId }: Slot): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ id: string; km: number | null }>(
    db,
    `select location.id,
       case when location.id = here.id then 0 else
         -- On the scale of a country the earth is flat enough: 111.2 km a degree, less to the east the further north.
         111.2 * sqrt((location.latitude - here.latitude) ^ 2 + ((location.longitude - here.longitude) * cos(radians(here.latitude))) ^ 2)
       end as km
     from uenarocanje.location
     cross join (
       select location.* from uenarocanje.location join uenarocanje.counter on counter.location_id = location.id where counter.id = :counterId
     ) as here`,
    { counterId },
  );
  return new Map(found.flatMap(({ id, km }) => (km === null ? [] : [[id, km] as const])));
}
