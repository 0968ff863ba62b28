import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { listSlots } from './list-slots.ts';
import type { Channel, FreeSlot, ServiceId, Slot } from './words.ts';

const week = 7 * 86_400_000;

/**
 * What to offer somebody who did not get a slot: the nearest in time at the same location, three at most; when it has
 * nothing within two weeks, the soonest anywhere.
 */
export async function listAlternatives(
  db: Knex,
  {
    services,
    near,
    channel,
    now,
    count = 3,
  }: { services: readonly ServiceId[]; near: Slot; channel: Channel; now: Instant; count?: number },
): Promise<readonly FreeSlot[]> {
  const [place] = await rows<{ locationId: string }>(
    db,
    `select location_id as "locationId" from uenarocanje.counter where id = :counterId`,
    { counterId: near.counterId },
  );
  const from = Math.max(now, near.startsAt - week) as Instant;
  const until = (near.startsAt + 2 * week) as Instant;
  const same =
    place === undefined
      ? []
      : await listSlots(db, { services, locationId: place.locationId, from, until, channel, now, limit: 2000 });
  const found = same.length > 0 ? same : await listSlots(db, { services, from: now, until, channel, now, limit: 200 });
  const distance = (slot: FreeSlot) => Math.abs(slot.startsAt - near.startsAt);
  return [...found]
    .sort((a, b) => distance(a) - distance(b) || a.startsAt - b.startsAt || a.counterId - b.counterId)
    .slice(0, count);
}
