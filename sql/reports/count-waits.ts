import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

export type WaitCount = {
  /** Place among the bounds, 0 and up; the last one has no upper bound. */
  readonly bin: number;
  readonly answered: number;
  readonly notAnswered: number;
};

/**
 * Queued calls by how long they waited. A bound belongs to the class below it: a wait of exactly 20 s is "up to 20 s",
 * as in the service level. `boundsMs` ascend. Empty classes are not among the rows.
 */
export async function countWaits(db: Knex, days: LocalDays, boundsMs: readonly number[]): Promise<WaitCount[]> {
  return await rowsOf<WaitCount>(
    db,
    `with ${callsOfPeriod}
     select (select cast(count(*) as integer) from unnest(cast(:bounds as bigint[])) as bound where bound < wait_ms) as bin,
            cast(count(*) filter (where outcome = 'answered') as integer) as answered,
            cast(count(*) filter (where outcome <> 'answered') as integer) as "notAnswered"
       from calls
      where queued_at is not null and wait_ms is not null
      group by 1
      order by 1`,
    { ...days, bounds: [...boundsMs] },
  );
}
