import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

/**
 * Calls to the service by the local hour in which they began. `weekday` is ISO, 1 is Monday; `hour` 0 to 23.
 * In the night in which the clock is set back, both hours from 2 to 3 count as hour 2.
 */
export type HourCount = {
  readonly weekday: number;
  readonly hour: number;
  readonly calls: number;
  readonly answered: number;
  readonly missed: number;
  readonly closed: number;
  readonly other: number;
};

/** Hours without a call are not among the rows. */
export async function countCallsByHour(db: Knex, days: LocalDays): Promise<HourCount[]> {
  return await rowsOf<HourCount>(
    db,
    `with ${callsOfPeriod}
     select cast(extract(isodow from local_start) as integer) as weekday,
            cast(extract(hour from local_start) as integer) as hour,
            cast(count(*) as integer) as calls,
            cast(count(*) filter (where outcome = 'answered') as integer) as answered,
            cast(count(*) filter (where missed) as integer) as missed,
            cast(count(*) filter (where outside) as integer) as closed,
            cast(count(*) filter (where outcome in ('callback', 'voiceMessage', 'selfServed') and not outside) as integer) as other
       from calls
      where outcome <> 'refused'
      group by 1, 2
      order by 1, 2`,
    days,
  );
}
