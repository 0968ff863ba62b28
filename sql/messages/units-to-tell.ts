import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows, rows } from '../rows.ts';

/** Who is told of the visits of a location: it itself, or the nearest above it that has an address for that. */
export type UnitToTell = { readonly locationId: string; readonly email: string };

/**
 * Whom to tell at once of a change at a location. Null: nobody there has an address, it wants nothing, or its daily list
 * is still to come for each of the days (`startsAt`: where the visit is, and where it was).
 */
export async function findUnitToTell(
  db: Knex,
  { locationId, startsAt, now }: { locationId: string; startsAt: readonly Instant[]; now: Instant },
): Promise<UnitToTell | null> {
  const [unit] = await hotRows<UnitToTell & { isToldNow: boolean }>(
    db,
    `select told.id as "locationId", notify_email as email,
            notify_when = 'atOnce' or notify_when = 'daily' and (
              select bool_or(uenarocanje.daily_list_is_out(told.id, uenarocanje.local_day(at), cast(:now as timestamptz)))
                from unnest(cast(:startsAt as timestamptz[])) as at
            ) as "isToldNow"
       from (
         select location.id, notify_email, notify_when
           from uenarocanje.location_path
           join uenarocanje.location on location.id = ancestor_id
          where location_path.location_id = :locationId and notify_email <> ''
          order by distance
          limit 1
       ) as told`,
    { locationId, startsAt: startsAt.map((at) => new Date(at)), now: new Date(now) },
  );
  return unit?.isToldNow === true ? { locationId: unit.locationId, email: unit.email } : null;
}

/** Until the end of the transaction nobody changes a visit of the unit's day without knowing that its list is out. */
export async function lockDailyList(
  trx: Knex,
  { locationId, day }: { locationId: string; day: string },
): Promise<void> {
  await rows(trx, `select pg_advisory_xact_lock(hashtextextended('unitDailyList:' || :locationId || ':' || :day, 0))`, {
    locationId,
    day,
  });
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
