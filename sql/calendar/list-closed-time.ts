import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import type { CounterId, OptionalTexts } from './words.ts';

/** Time of a counter in which nobody is served although the day is a working day, or why it is none. */
export type ClosedTime = {
  readonly counterId: CounterId;
  /** Local. */
  readonly day: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly kind: 'break' | 'closure';
  /** All day, as it was announced. */
  readonly wholeDay: boolean;
  /** What citizens read of a closure; empty for a break. */
  readonly notice: OptionalTexts;
  /** What staff wrote for themselves. */
  readonly note: string;
};

/**
 * Breaks and closures of counters on local days, inclusive, without what is open or taken all the same: with the
 * stretches of `listDay` they fill the working day (R3.7). A break that stands at the edge of a day is no break.
 */
export async function listClosedTime(
  db: Knex,
  {
    counterIds,
    firstDay,
    lastDay,
    now,
  }: { counterIds: readonly CounterId[]; firstDay: string; lastDay: string; now: Instant },
): Promise<readonly ClosedTime[]> {
  return rows<ClosedTime>(
    db,
    `
    with
      days as (select cast(:firstDay as date) + step as day from generate_series(0, cast(:lastDay as date) - cast(:firstDay as date)) as step),
      levels as (select counter_id, scope from uenarocanje.counter_level where counter_id = any (:counterIds)),
      opened as (
        select counter_id, day, range_agg(tstzrange(starts_at, ends_at)) as during, min(starts_at) as first, max(ends_at) as last
        from uenarocanje.open_period
        where counter_id = any (:counterIds) and day between :firstDay and :lastDay
        group by 1, 2
      ),
      taken as (
        select counter_id, range_agg(during) as during
        from uenarocanje.appointment
        where counter_id = any (:counterIds) and state <> 'cancelled' and (state <> 'held' or expires_at > :now)
          and during && tstzrange(uenarocanje.local_moment(:firstDay, '00:00', 'from'), uenarocanje.local_moment(:lastDay, '24:00', 'to'))
        group by 1
      ),
      told as (
        select levels.counter_id, days.day, 'closure' as kind, opens is null as whole_day, notice, note,
          case when opens is null
            then tstzrange(uenarocanje.local_moment(days.day, '00:00', 'from'), uenarocanje.local_moment(days.day, '24:00', 'to'))
            else uenarocanje.local_period(days.day, opens, closes)
          end as during
        from levels
        join uenarocanje.office_exception using (scope)
        join days on days.day between first_day and last_day
        where kind = 'closed'
        union
        select levels.counter_id, days.day, 'break', false, '{}', '',
          tstzrange(opened.first, opened.last) * uenarocanje.local_period(days.day, opens, closes)
        from levels
        join uenarocanje.office_rule using (scope)
        join days on uenarocanje.office_rule_applies(office_rule, days.day)
        join opened on opened.counter_id = levels.counter_id and opened.day = days.day
        where kind = 'break'
      )
    select told.counter_id as "counterId", told.day, lower(piece) as "startsAt", upper(piece) as "endsAt", kind,
      whole_day as "wholeDay", notice, note
    from told
    left join opened using (counter_id, day)
    left join taken using (counter_id)
    cross join lateral unnest(
      case when whole_day then tstzmultirange(told.during)
        else tstzmultirange(told.during) - coalesce(opened.during, '{}') - coalesce(taken.during, '{}')
      end
    ) as piece
    order by 1, 3, 5
    `,
    { counterIds, firstDay, lastDay, now: new Date(now) },
  );
}
