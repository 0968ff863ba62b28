import type { Knex } from 'knex';
import { rowsOf } from './calls-of-period.ts';

/** The local day, "YYYY-MM-DD", from which there are records; null before the first. Earlier months have no data. */
export async function findFirstRecordedDay(db: Knex): Promise<string | null> {
  const [row] = await rowsOf<{ day: string | null }>(
    db,
    `select to_char(
              least(
                (select min(started_at) from uenarocanje.call),
                (select min(at) from uenarocanje.journal_event)
              ) at time zone 'Europe/Ljubljana',
              'YYYY-MM-DD'
            ) as day`,
    {},
  );
  return row?.day ?? null;
}
