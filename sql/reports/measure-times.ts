import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

/**
 * Milliseconds. `sumMs` by `count` is the mean; the percentiles are observed values: the shortest time within which
 * at least half, or nine tenths, of the calls fell (nearest rank). Null when there was no call.
 */
export type TimeFigures = {
  readonly count: number;
  readonly sumMs: number;
  readonly longestMs: number | null;
  readonly medianMs: number | null;
  readonly ninetiethMs: number | null;
};

/**
 * `response`: arrival in the queue to the human answer, answered calls. `wait`: all calls that were queued, up to the
 * human answer or to the end without one. `untilHuman`: from the call's beginning, announcements included, to the
 * human answer. `talk`: human answer to the end of talk. `call`: beginning to end, calls to the service.
 * `wrapUp`: the work after the talk.
 */
export type TimeName = 'response' | 'wait' | 'untilHuman' | 'talk' | 'call' | 'wrapUp';

export async function measureTimes(db: Knex, days: LocalDays): Promise<Record<TimeName, TimeFigures>> {
  const rows = await rowsOf<TimeFigures & { name: TimeName }>(
    db,
    `with ${callsOfPeriod},
     spans as (
       select 'response' as name, wait_ms as ms from calls where outcome = 'answered' and wait_ms is not null
       union all
       select 'wait', wait_ms from calls where queued_at is not null and wait_ms is not null
       union all
       select 'untilHuman', cast(round(extract(epoch from human_answered_at - started_at) * 1000) as bigint)
         from calls where outcome = 'answered'
       union all
       select 'talk', talk_ms from calls where outcome = 'answered' and talk_ms is not null
       union all
       select 'call', cast(round(extract(epoch from ended_at - started_at) * 1000) as bigint)
         from calls where outcome <> 'refused'
       union all
       select 'wrapUp', wrap_up_ms from calls where outcome = 'answered' and wrap_up_ms is not null
     )
     select name,
            cast(count(*) as integer) as count,
            cast(sum(ms) as double precision) as "sumMs",
            cast(max(ms) as double precision) as "longestMs",
            cast(percentile_disc(0.5) within group (order by ms) as double precision) as "medianMs",
            cast(percentile_disc(0.9) within group (order by ms) as double precision) as "ninetiethMs"
       from spans
      group by name`,
    days,
  );
  const of = (name: TimeName): TimeFigures => {
    const row = rows.find((each) => each.name === name);
    if (!row) return { count: 0, sumMs: 0, longestMs: null, medianMs: null, ninetiethMs: null };
    const { name: _, ...figures } = row;
    return figures;
  };
  return {
    response: of('response'),
    wait: of('wait'),
    untilHuman: of('untilHuman'),
    talk: of('talk'),
    call: of('call'),
    wrapUp: of('wrapUp'),
  };
}
