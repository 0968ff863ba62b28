import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows } from '../rows.ts';
import type { CounterId, ServiceId, Slot } from './words.ts';

export type SlotPlace = Slot & {
  readonly counterId: CounterId;
  readonly counterName: string;
  readonly locationId: string;
  readonly endsAt: Instant;
};

/** Slots with their places and ends, free or not, in order of time; a counter that does not offer these is left out. */
export async function readSlotPlaces(
  db: Knex,
  slots: readonly Slot[],
  services: readonly ServiceId[],
): Promise<readonly SlotPlace[]> {
  const found = await hotRows<{ counterId: CounterId; counterName: string; locationId: string; minutes: number }>(
    db,
    `select counter.id as "counterId", counter.name as "counterName", counter.location_id as "locationId", offers.minutes
     from uenarocanje.offers_of(cast(:services as text[])) as offers
     join uenarocanje.counter on counter.id = offers.counter_id
     where counter.id = any (:counterIds)`,
    { services, counterIds: slots.map((slot) => slot.counterId) },
  );
  return slots
    .flatMap(({ counterId, startsAt }) => {
      const place = found.find((candidate) => candidate.counterId === counterId);
      if (place === undefined) return [];
      const { minutes, ...where } = place;
      return [{ ...where, startsAt, endsAt: (startsAt + minutes * 60_000) as Instant }];
    })
    .sort((a, b) => a.startsAt - b.startsAt || a.counterId - b.counterId);
}
