import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows } from '../rows.ts';
import { offersOfServices, roomOfPeriod, runsOfPeriod, withinHorizon } from './period-conditions.ts';
import type { Channel, CounterId, ServiceId } from './words.ts';

export type FreeDay = {
  /** Local, "2026-12-07". */
  readonly day: string;
  /** How many visits find room beside each other. */
  readonly free: number;
  /** Whether any counter that offers the service is open at all on that day. */
  readonly open: boolean;
  readonly first: Instant | null;
};

/** A month, or any days, of one place (R3.5): what is free on each day from `firstDay` to `lastDay`, inclusive. */
export async function countFreeDays(
  db: Knex,
  {
    services,
    locationId,
    counterId = null,
    firstDay,
    lastDay,
    channel,
    now,
  }: {
    services: readonly ServiceId[];
    locationId: string;
    counterId?: CounterId | null;
    firstDay: string;
    lastDay: string;
    channel: Channel;
    now: Instant;
  },
): Promise<readonly FreeDay[]> {
  return hotRows<FreeDay>(
    db,
    `
    with
      offers as materialized (
        ${offersOfServices(channel, 'location_id = :locationId and (cast(:counterId as integer) is null or counter_id = :counterId)')}
      ),
      open_days as (
        select
          period.day,
          case when ${withinHorizon(channel)} then least(run.visits, ${roomOfPeriod(channel)}) else 0 end as visits,
          run.first
        from offers
        join uenarocanje.open_period as period
          on period.counter_id = offers.counter_id
          and period.starts_at >= uenarocanje.local_moment(:firstDay, '00:00', 'from')
          and period.starts_at < uenarocanje.local_moment(:lastDay, '24:00', 'to')
        cross join lateral (
          select coalesce(sum(visits), 0) as visits, min(first) as first
          from ${runsOfPeriod(channel, 'cast(:now as timestamptz)')}
          where period.longest_free_minutes >= offers.minutes
        ) as run
      )
    select
      cast(:firstDay as date) + step as day,
      coalesce(sum(visits), 0) as free,
      count(open_days.day) > 0 as open,
      min(first) filter (where visits > 0) as first
    from generate_series(0, cast(:lastDay as date) - cast(:firstDay as date)) as step
    left join open_days on open_days.day = cast(:firstDay as date) + step
    group by 1
    order by 1
    `,
    { services, locationId, counterId, firstDay, lastDay, channel, now: new Date(now) },
  );
}
