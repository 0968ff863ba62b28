import type { Knex } from 'knex';
import { hotRows, rows } from '../rows.ts';

/** Who is told of the visits of a location: it itself, or the nearest above it that has an address for that. */
export type UnitToTell = { readonly locationId: string; readonly email: string };

/** Whom to tell of a visit at a location at once; null: it wants a daily list or nothing, or nobody has an address. */
export async function findUnitToTell(db: Knex, locationId: string): Promise<UnitToTell | null> {
  const [unit] = await hotRows<UnitToTell & { when: string }>(
    db,
    `select location.id as "locationId", notify_email as email, notify_when as "when"
       from uenarocanje.location_path
       join uenarocanje.location on location.id = ancestor_id
      where location_path.location_id = :locationId and notify_email <> ''
      order by distance
      limit 1`,
    { locationId },
  );
  return unit?.when === 'atOnce' ? { locationId: unit.locationId, email: unit.email } : null;
}

export type DailyUnit = UnitToTell & {
  readonly name: string;
  /** It itself and those below it for which nobody nearer is told. */
  readonly locationIds: readonly string[];
};

/** The locations that want a list of their visits each morning instead of a message for each. */
export async function listDailyUnits(db: Knex): Promise<readonly DailyUnit[]> {
  return rows<DailyUnit>(
    db,
    `select unit.id as "locationId", unit.name, unit.notify_email as email,
            array_agg(nearest.location_id order by nearest.location_id) as "locationIds"
       from (
         select distinct on (location_path.location_id) location_path.location_id, ancestor_id
           from uenarocanje.location_path
           join uenarocanje.location on location.id = ancestor_id
          where notify_email <> ''
          order by location_path.location_id, distance
       ) as nearest
       join uenarocanje.location as unit on unit.id = nearest.ancestor_id
      where unit.notify_when = 'daily' and unit.closed_at is null
      group by unit.id
      order by unit.id`,
  );
}
