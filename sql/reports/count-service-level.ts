import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

export type ServiceLevelCounts = {
  /** Answered by a human within the seconds of the queue, the bound included. */
  readonly answeredInTime: number;
  /** Calls to the service while the line was open, less those served by keys, which needed nobody: the base. */
  readonly base: number;
  /** Of these, those that their callers left within the same seconds, or before they were queued. */
  readonly leftEarly: number;
};

/** Seconds are those that the call's queue has now; a call whose queue is no longer configured takes `defaultSeconds`. */
export async function countServiceLevel(
  db: Knex,
  days: LocalDays,
  defaultSeconds: number,
): Promise<ServiceLevelCounts> {
  const [counts] = await rowsOf<ServiceLevelCounts>(
    db,
    `with ${callsOfPeriod},
     judged as (
       select outcome, wait_ms, queued_at, coalesce(queue.service_level_seconds, :defaultSeconds) * 1000 as limit_ms
         from calls
         left join uenarocanje.queue on queue.id = calls.queue_id
        where outcome not in ('refused', 'selfServed') and not outside
     )
     select cast(count(*) filter (where outcome = 'answered' and wait_ms <= limit_ms) as integer) as "answeredInTime",
            cast(count(*) as integer) as base,
            cast(count(*) filter (where outcome = 'abandoned' and (queued_at is null or wait_ms <= limit_ms)) as integer)
              as "leftEarly"
       from judged`,
    { ...days, defaultSeconds },
  );
  if (!counts) throw new Error('PostgreSQL gave no row for the service level of a period.');
  return counts;
}
