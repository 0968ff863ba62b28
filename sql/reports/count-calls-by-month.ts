import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

/** `month` is "YYYY-MM", local. Months without a call are not among them. */
export type MonthCount = {
  readonly month: string;
  /** Calls to the service: without refused ones. */
  readonly calls: number;
  readonly answered: number;
  readonly missed: number;
};

/** The local days must be whole months. */
export async function countCallsByMonth(db: Knex, days: LocalDays): Promise<MonthCount[]> {
  return await rowsOf<MonthCount>(
    db,
    `with ${callsOfPeriod}
     select to_char(local_start, 'YYYY-MM') as month,
            cast(count(*) as integer) as calls,
            cast(count(*) filter (where outcome = 'answered') as integer) as answered,
            cast(count(*) filter (where missed) as integer) as missed
       from calls
      where outcome <> 'refused'
      group by 1
      order by 1`,
    days,
  );
}
