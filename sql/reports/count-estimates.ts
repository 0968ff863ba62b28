import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

/** What callers were told of their wait, beside how long it was from then on. */
export type EstimateCounts = {
  /** Announcements of the place in the queue; some of them told a time too. */
  readonly announced: number;
  readonly spoken: number;
  /** Of those with a time, the ones of which it is known whether they came true. */
  readonly judged: number;
  /** An agent answered within the longest time that was said, the bound included. */
  readonly kept: number;
  /** How far the wait for an agent's answer lay outside what was said, milliseconds; nearest rank; null: none. */
  readonly medianErrorMs: number | null;
  readonly ninetiethErrorMs: number | null;
};

/**
 * A caller who left without an answer proves an announcement wrong by having waited longer than it said; one who left
 * before proves nothing. One number said is both the shortest and the longest time.
 */
export async function countEstimates(db: Knex, days: LocalDays): Promise<EstimateCounts> {
  const [counts] = await rowsOf<EstimateCounts>(
    db,
    `with ${callsOfPeriod},
     told as (
       select cast(estimate ->> 'estimateSeconds' as double precision) * 1000 as longest_ms,
              cast(coalesce(estimate ->> 'fromSeconds', estimate ->> 'estimateSeconds') as double precision) * 1000
                as shortest_ms,
              cast(entry ->> 'leftAt' as double precision) - cast(estimate ->> 'at' as double precision) as waited_ms,
              entry ->> 'leftBecause' as left_because
         from calls
        cross join lateral jsonb_array_elements(calls.cdr -> 'queueEntries') as entry
        cross join lateral jsonb_array_elements(entry -> 'estimates') as estimate
        where calls.queued_at is not null
     ),
     judged as (
       select *,
              left_because = 'answered' and waited_ms <= longest_ms as kept,
              case when left_because = 'answered'
                   then greatest(waited_ms - longest_ms, shortest_ms - waited_ms, 0) end as error_ms
         from told
        where longest_ms is not null
          and (left_because = 'answered' or (left_because = 'abandoned' and waited_ms > longest_ms))
     )
     select (select cast(count(*) as integer) from told) as announced,
            (select cast(count(longest_ms) as integer) from told) as spoken,
            cast(count(*) as integer) as judged,
            cast(count(*) filter (where kept) as integer) as kept,
            cast(percentile_disc(0.5) within group (order by error_ms) as double precision) as "medianErrorMs",
            cast(percentile_disc(0.9) within group (order by error_ms) as double precision) as "ninetiethErrorMs"
       from judged`,
    days,
  );
  if (!counts) throw new Error('PostgreSQL gave no row for the estimates of a period.');
  return counts;
}
