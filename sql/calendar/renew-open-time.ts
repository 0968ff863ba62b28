import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { oneRow, rows } from '../rows.ts';
import type { CounterId } from './words.ts';

/**
 * Brings the open time of all counters up to the furthest horizon of any rule and a month further. Run at the start
 * and nightly; between, triggers keep it whenever rules, days, holidays or counters change. Answers the last day.
 */
export async function extendOpenTime(db: Knex, now: Instant): Promise<string> {
  return db.transaction(async (trx) => {
    const { today, built, wanted } = await oneRow<{ today: string; built: string | null; wanted: string }>(
      trx,
      `select
         uenarocanje.local_day(:now) as today,
         last_day as built,
         uenarocanje.local_day(:now) + 31 + coalesce((select max(horizon_days) from uenarocanje.office_rule), 90) as wanted
       from uenarocanje.open_time_built for update`,
      { now: new Date(now) },
    );
    if (built !== null && built >= wanted) return built;
    await rows(
      trx,
      `select uenarocanje.renew_open_time(null, case when cast(:built as date) is null then cast(:today as date) else cast(:built as date) + 1 end, :wanted)`,
      { built, today, wanted },
    );
    await rows(trx, `update uenarocanje.open_time_built set last_day = :wanted`, { wanted });
    return wanted;
  });
}

/** Makes days again, inclusive; counters null: of all. What the triggers do for the days ahead, for any days. */
export async function renewOpenTime(
  db: Knex,
  counterIds: readonly CounterId[] | null,
  firstDay: string,
  lastDay: string,
): Promise<void> {
  await rows(db, `select uenarocanje.renew_open_time(cast(:counterIds as integer[]), :firstDay, :lastDay)`, {
    counterIds,
    firstDay,
    lastDay,
  });
}
