import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

export type OutcomeCounts = {
  /** Every call that reached the line; the eight below add up to it. */
  readonly all: number;
  readonly answered: number;
  readonly abandoned: number;
  /** Wishes for a callback and voice messages of calls to the open line. */
  readonly callback: number;
  readonly voiceMessage: number;
  /** Calls to the open line that needed nobody: served by keys (R1.5). */
  readonly selfServed: number;
  /** Calls that found the line closed, whatever came of them. */
  readonly closed: number;
  readonly refused: number;
  readonly failed: number;
  /** `all` less the sum of the outcomes: 0 when the ledger balances. */
  readonly residual: number;
  readonly abandonedBeforeQueue: number;
  readonly queued: number;
  /** Of `closed`, those that ended with a wish for a callback, with a voice message, and served by keys. */
  readonly closedToCallback: number;
  readonly closedToVoiceMessage: number;
  readonly closedToSelfServed: number;
  /** Why the line was closed, adding up to `closed`. */
  readonly closedByHours: number;
  readonly closedByHoliday: number;
  readonly closedByException: number;
  readonly closedBySupervisor: number;
  readonly closedOtherwise: number;
};

/** One row, zeros when there was no call. */
export async function countOutcomes(db: Knex, days: LocalDays): Promise<OutcomeCounts> {
  const [counts] = await rowsOf<OutcomeCounts>(
    db,
    `with ${callsOfPeriod},
     told as (
       select outcome, queued_at, outside, case when outside then coalesce(cdr ->> 'closedReason', '') end as reason
         from calls
     ),
     counts as (
       select cast(count(*) as integer) as "all",
              cast(count(*) filter (where outcome = 'answered') as integer) as answered,
              cast(count(*) filter (where outcome = 'abandoned') as integer) as abandoned,
              cast(count(*) filter (where outcome = 'callback' and not outside) as integer) as callback,
              cast(count(*) filter (where outcome = 'voiceMessage' and not outside) as integer) as "voiceMessage",
              cast(count(*) filter (where outcome = 'selfServed' and not outside) as integer) as "selfServed",
              cast(count(*) filter (where outside) as integer) as closed,
              cast(count(*) filter (where outcome = 'refused') as integer) as refused,
              cast(count(*) filter (where outcome = 'failed') as integer) as failed,
              cast(count(*) filter (where outcome = 'abandoned' and queued_at is null) as integer) as "abandonedBeforeQueue",
              cast(count(queued_at) as integer) as queued,
              cast(count(*) filter (where outside and outcome = 'callback') as integer) as "closedToCallback",
              cast(count(*) filter (where outside and outcome = 'voiceMessage') as integer) as "closedToVoiceMessage",
              cast(count(*) filter (where outside and outcome = 'selfServed') as integer) as "closedToSelfServed",
              cast(count(*) filter (where reason = 'hours') as integer) as "closedByHours",
              cast(count(*) filter (where reason = 'holiday') as integer) as "closedByHoliday",
              cast(count(*) filter (where reason = 'exception') as integer) as "closedByException",
              cast(count(*) filter (where reason = 'supervisor') as integer) as "closedBySupervisor",
              cast(count(*) filter (where reason not in ('hours', 'holiday', 'exception', 'supervisor')) as integer) as "closedOtherwise"
         from told
     )
     select counts.*,
            "all" - answered - abandoned - callback - "voiceMessage" - "selfServed" - closed - refused - failed as residual
       from counts`,
    days,
  );
  if (!counts) throw new Error('PostgreSQL gave no row for the outcomes of a period.');
  return counts;
}
