import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { offersOfServices, roomOfPeriod, runsOfPeriod, withinHorizon } from './period-conditions.ts';
import type { Channel, ServiceId } from './words.ts';

export type DayWithRoom = {
  readonly locationId: string;
  /** Local, "2026-12-07". */
  readonly day: string;
};

/**
 * The days of places on which so many visits find room at all, in order of time. Whether they find it near each
 * other is for who looks at the day's slots.
 */
export async function listDaysWithRoom(
  db: Knex,
  question: {
    readonly services: readonly ServiceId[];
    readonly locationIds: readonly string[];
    readonly visits: number;
    /** Inclusive. */
    readonly firstDay: string;
    readonly lastDay: string;
    readonly channel: Channel;
    readonly now: Instant;
  },
): Promise<readonly DayWithRoom[]> {
  const { channel, now } = question;
  return rows<DayWithRoom>(
    db,
    `
    with
      offers as materialized (${offersOfServices(channel, 'location_id = any (cast(:locationIds as text[]))')}),
      room as (
        select offers.location_id, period.day, sum(least(run.visits, ${roomOfPeriod(channel)})) as visits
        from offers
        join uenarocanje.open_period as period
          on period.counter_id = offers.counter_id
          and period.starts_at >= uenarocanje.local_moment(:firstDay, '00:00', 'from')
          and period.starts_at < uenarocanje.local_moment(:lastDay, '24:00', 'to')
          and period.ends_at > :now
          and period.longest_free_minutes >= offers.minutes and period.longest_free_minutes > 0
        cross join lateral (
          select coalesce(sum(visits), 0) as visits from ${runsOfPeriod(channel, 'cast(:now as timestamptz)')}
        ) as run
        where ${withinHorizon(channel)}
        group by offers.location_id, period.day
      )
    select location_id as "locationId", day from room where visits >= :visits order by day, location_id
    `,
    { ...question, now: new Date(now) },
  );
}
