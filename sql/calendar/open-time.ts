import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { oneRow, rows } from '../rows.ts';
import type { CounterId } from './words.ts';

export type OpenTime = {
  readonly counterId: CounterId;
  /** Local. */
  readonly day: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
};

/** When counters are open on local days, inclusive, whoever stands in it: in order of counter and time. */
export async function listOpenTime(
  db: Knex,
  days: { readonly counterIds: readonly CounterId[]; readonly firstDay: string; readonly lastDay: string },
): Promise<readonly OpenTime[]> {
  return rows<OpenTime>(
    db,
    `select counter_id as "counterId", day, starts_at as "startsAt", ends_at as "endsAt"
     from uenarocanje.open_period
     where counter_id = any (:counterIds) and day between :firstDay and :lastDay
     order by counter_id, starts_at`,
    days,
  );
}

/** Whether a counter is open in some of a stretch of a local day; null: that day's open time is not reckoned yet. */
export async function isOpenIn(
  db: Knex,
  stretch: {
    readonly counterId: CounterId;
    readonly day: string;
    readonly startsAt: Instant;
    readonly endsAt: Instant;
  },
): Promise<boolean | null> {
  const { open } = await oneRow<{ open: boolean | null }>(
    db,
    `select case when :day <= last_day then exists (
       select from uenarocanje.open_period
       where counter_id = :counterId and day = :day and starts_at < :endsAt and ends_at > :startsAt
     ) end as open
     from uenarocanje.open_time_built`,
    { ...stretch, startsAt: new Date(stretch.startsAt), endsAt: new Date(stretch.endsAt) },
  );
  return open;
}
