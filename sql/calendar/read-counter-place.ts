import type { Knex } from 'knex';
import { hotRows } from '../rows.ts';

/** Where somebody goes for a slot of a counter. */
export type CounterPlace = {
  readonly counterName: string;
  readonly counterFloorNote: string;
  readonly locationId: string;
  readonly locationName: string;
  readonly address: string;
};

/** Where a counter stands; null when there is no such counter. */
export async function readCounterPlace(db: Knex, counterId: number): Promise<CounterPlace | null> {
  const [place] = await hotRows<CounterPlace>(
    db,
    `select counter.name as "counterName", counter.floor_note as "counterFloorNote",
       location.id as "locationId", location.name as "locationName", location.address
     from uenarocanje.counter
     join uenarocanje.location on location.id = counter.location_id
     where counter.id = :counterId`,
    { counterId },
  );
  return place ?? null;
}
