import type { Knex } from 'knex';
import { rows } from '../rows.ts';

/** Where a counter stands; null when there is no such counter. */
export async function readCounterPlace(
  db: Knex,
  counterId: number,
): Promise<{ readonly locationId: string; readonly locationName: string } | null> {
  const [place] = await rows<{ locationId: string; locationName: string }>(
    db,
    `select location.id as "locationId", location.name as "locationName"
     from uenarocanje.counter
     join uenarocanje.location on location.id = counter.location_id
     where counter.id = :counterId`,
    { counterId },
  );
  return place ?? null;
}
