import type { Knex } from 'knex';
import { type LocalDays, rowsOf } from './calls-of-period.ts';

export type CallbackCounts = {
  /** Callbacks agreed, owed or added in the period; the outcomes and `open` add up to it. */
  readonly all: number;
  readonly asked: number;
  readonly closedLine: number;
  readonly lost: number;
  readonly abandoned: number;
  readonly byHand: number;
  readonly reached: number;
  readonly notReached: number;
  readonly cancelled: number;
  readonly handledOtherwise: number;
  readonly open: number;
  /** How often somebody was dialled. */
  readonly tries: number;
  /** Callbacks whose promised time can be judged, and those of which the person was rung within it. */
  readonly promises: number;
  readonly promisesKept: number;
};

/**
 * Callbacks by the local day on which they were asked for. A promise is judged once the person was rung, or the
 * callback ended in vain, or the promised time has gone by while it was open; what was settled otherwise before that is no
 * promise broken. That our side dialled and nothing rang keeps none.
 */
export async function countCallbacks(db: Knex, days: LocalDays, asOf: Date): Promise<CallbackCounts> {
  const [counts] = await rowsOf<CallbackCounts>(
    db,
    `with callbacks as (
       select callback.*,
              first_rung_at is not null or coalesce(outcome = 'notReached', false)
                or promised_by < coalesce(closed_at, cast(:asOf as timestamptz)) as judged
         from uenarocanje.callback
        where asked_at >= cast(:from as timestamp) at time zone 'Europe/Ljubljana'
          and asked_at < cast(:to as timestamp) at time zone 'Europe/Ljubljana'
     )
     select cast(count(*) as integer) as "all",
            cast(count(*) filter (where reason = 'asked') as integer) as asked,
            cast(count(*) filter (where reason = 'closed') as integer) as "closedLine",
            cast(count(*) filter (where reason = 'lost') as integer) as lost,
            cast(count(*) filter (where reason = 'abandoned') as integer) as abandoned,
            cast(count(*) filter (where reason = 'byHand') as integer) as "byHand",
            cast(count(*) filter (where outcome = 'reached') as integer) as reached,
            cast(count(*) filter (where outcome = 'notReached') as integer) as "notReached",
            cast(count(*) filter (where outcome = 'cancelled') as integer) as cancelled,
            cast(count(*) filter (where outcome = 'handledOtherwise') as integer) as "handledOtherwise",
            cast(count(*) filter (where state <> 'closed') as integer) as open,
            cast(coalesce(sum(try_count), 0) as integer) as tries,
            cast(count(*) filter (where judged) as integer) as promises,
            cast(count(*) filter (where judged and first_rung_at <= promised_by) as integer) as "promisesKept"
       from callbacks`,
    { ...days, asOf },
  );
  if (!counts) throw new Error('PostgreSQL gave no row for the callbacks of a period.');
  return counts;
}
