import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { type FirstFree, firstOfEachPlace } from './first-free-slots.ts';
import { roomOfPeriod, runsOfPeriod, withinHorizon } from './period-conditions.ts';
import type { Channel, ServiceId } from './words.ts';

/** When somebody can come. Times by the wall clock. */
export type SlotWish = {
  /** ISO, 1 is Monday; never empty. */
  readonly weekdays: readonly number[];
  /** Beginnings from this time, "00:00", … */
  readonly from: string;
  /** … and before this one, "24:00". */
  readonly before: string;
};

/** Like firstFreeSlots, for somebody who cannot come at any time, or wants to know what is free from a day on. */
export async function firstFreeWished(
  db: Knex,
  {
    services,
    wish,
    since,
    channel,
    now,
  }: {
    services: readonly ServiceId[];
    wish: SlotWish;
    /** Nothing before it; never before now. */
    since: Instant;
    channel: Channel;
    now: Instant;
  },
): Promise<readonly FirstFree[]> {
  return rows<FirstFree>(db, firstOfEachPlace(channel, soonestWished(channel)), {
    services,
    channel,
    weekdays: wish.weekdays,
    from: wish.from,
    before: wish.before,
    since: new Date(Math.max(since, now)),
    now: new Date(now),
  });
}

/** Each beginning is looked at by itself, because a wish is about the time of day; the first that fits ends the search. */
const soonestWished = (channel: Channel): string => `
  select slot as first
  from uenarocanje.open_period as period
  cross join lateral ${runsOfPeriod(channel, 'cast(:since as timestamptz)')} as run
  cross join lateral generate_series(
    run.first,
    run.first + (run.beginnings - 1) * coalesce(period.slot_step_minutes, offers.minutes) * interval '1 minute',
    coalesce(period.slot_step_minutes, offers.minutes) * interval '1 minute'
  ) as slot
  where period.counter_id = offers.counter_id
    and period.starts_at > cast(:since as timestamptz) - interval '26 hours'
    and period.ends_at > :since
    and period.longest_free_minutes >= offers.minutes and period.longest_free_minutes > 0
    and extract(isodow from slot at time zone 'Europe/Ljubljana') = any (cast(:weekdays as integer[]))
    and cast(slot at time zone 'Europe/Ljubljana' as time) >= cast(:from as time)
    and cast(slot at time zone 'Europe/Ljubljana' as time) < cast(:before as time)
    and ${withinHorizon(channel)}
    and ${roomOfPeriod(channel)} > 0
  order by period.starts_at, slot
  limit 1`;
