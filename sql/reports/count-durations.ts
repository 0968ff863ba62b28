import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

export type DurationCount = {
  readonly bin: number;
  /** Answered calls by the time that caller and agent talked. */
  readonly talks: number;
  /** Calls to the service by their whole duration. */
  readonly calls: number;
};

/** As countWaits: a bound belongs to the class below it; empty classes are not among the rows. */
export async function countDurations(db: Knex, days: LocalDays, boundsMs: readonly number[]): Promise<DurationCount[]> {
  return await rowsOf<DurationCount>(
    db,
    `with ${callsOfPeriod},
     spans as (
       select talk_ms as ms, true as talk from calls where outcome = 'answered' and talk_ms is not null
       union all
       select cast(round(extract(epoch from ended_at - started_at) * 1000) as bigint), false
         from calls where outcome <> 'refused'
     )
     select (select cast(count(*) as integer) from unnest(cast(:bounds as bigint[])) as bound where bound < ms) as bin,
            cast(count(*) filter (where talk) as integer) as talks,
            cast(count(*) filter (where not talk) as integer) as calls
       from spans
      group by 1
      order by 1`,
    { ...days, bounds: [...boundsMs] },
  );
}
