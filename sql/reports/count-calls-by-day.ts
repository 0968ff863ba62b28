import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

/** Calls to the service that began on a local day, "YYYY-MM-DD". `calls` is the sum of the other four. */
export type DayCount = {
  readonly date: string;
  readonly calls: number;
  readonly answered: number;
  readonly missed: number;
  /** Calls that found the line closed, whatever came of them. */
  readonly closed: number;
  /** Callbacks wished and voice messages left while the line was open. */
  readonly other: number;
};

/** Every day of the period, also those without a call. */
export async function countCallsByDay(db: Knex, days: LocalDays): Promise<DayCount[]> {
  return await rowsOf<DayCount>(
    db,
    `with ${callsOfPeriod},
     counts as (
       select cast(local_start as date) as day,
              cast(count(*) as integer) as calls,
              cast(count(*) filter (where outcome = 'answered') as integer) as answered,
              cast(count(*) filter (where missed) as integer) as missed,
              cast(count(*) filter (where outside) as integer) as closed,
              cast(count(*) filter (where outcome in ('callback', 'voiceMessage', 'selfServed') and not outside) as integer) as other
         from calls
        where outcome <> 'refused'
        group by 1
     )
     select to_char(day, 'YYYY-MM-DD') as date,
            coalesce(calls, 0) as calls,
            coalesce(answered, 0) as answered,
            coalesce(missed, 0) as missed,
            coalesce(closed, 0) as closed,
            coalesce(other, 0) as other
       from (
         select cast(series as date) as day
           from generate_series(cast(:from as timestamp), cast(:to as timestamp) - interval '1 day', interval '1 day') as series
       ) as every_day
       left join counts using (day)
      order by day`,
    days,
  );
}
