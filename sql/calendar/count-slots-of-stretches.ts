import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import type { CounterId, ServiceId } from './words.ts';

/** How many visits of a service still find room one after the other in a stretch of free time of a counter. */
export type StretchSlots = {
  readonly counterId: CounterId;
  /** Of the stretch. */
  readonly startsAt: Instant;
  readonly visits: number;
};

/** By the raster of the rule that opened the time (R3.5), without what is over; holds take their time. */
export async function countSlotsOfStretches(
  db: Knex,
  {
    counterIds,
    serviceId,
    firstDay,
    lastDay,
    now,
  }: { counterIds: readonly CounterId[]; serviceId: ServiceId; firstDay: string; lastDay: string; now: Instant },
): Promise<readonly StretchSlots[]> {
  return rows<StretchSlots>(
    db,
    `select period.counter_id as "counterId", lower(stretch) as "startsAt",
       cast(coalesce((
         select sum(visits)
         from uenarocanje.slot_runs(period.starts_at, tstzmultirange(stretch), period.slot_step_minutes, offers.minutes, :now)
       ), 0) as integer) as visits
     from uenarocanje.open_period as period
     join uenarocanje.offers_of(array[cast(:serviceId as text)]) as offers using (counter_id)
     left join uenarocanje.held_time(:now) as held using (counter_id)
     cross join lateral unnest(period.free - coalesce(held.during, '{}')) as stretch
     where period.counter_id = any (:counterIds) and period.day between :firstDay and :lastDay
     order by 1, 2`,
    { counterIds, serviceId, firstDay, lastDay, now: new Date(now) },
  );
}
