import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows } from '../rows.ts';
import { offersOfServices, roomOfPeriod, runsOfPeriod, withinHorizon } from './period-conditions.ts';
import type { Channel, CounterId, OfferedSlot, ServiceId } from './words.ts';

export type SlotQuestion = {
  /** Several are done in one visit; see offers_of. */
  readonly services: readonly ServiceId[];
  /** Counters of this location itself, not of those below it; null: all locations. */
  readonly locationId?: string | null;
  readonly counterId?: CounterId | null;
  /** Beginnings from here (never before now) up to `until`, exclusive. */
  readonly from: Instant;
  readonly until: Instant;
  readonly channel: Channel;
  readonly now: Instant;
  readonly limit?: number;
};

/**
 * The free slots, in order of their beginning, then of the counters. Each can be held at this moment; of one opening of
 * a counter no more than its `room` together.
 */
export async function listSlots(
  db: Knex,
  { services, locationId = null, counterId = null, from, until, channel, now, limit = 5000 }: SlotQuestion,
): Promise<readonly OfferedSlot[]> {
  return hotRows<OfferedSlot>(
    db,
    `
    with
      offers as materialized (
        ${offersOfServices(
          channel,
          '(cast(:locationId as text) is null or location_id = :locationId) and (cast(:counterId as integer) is null or counter_id = :counterId)',
        )}
      )
    select
      offers.counter_id as "counterId",
      offers.location_id as "locationId",
      counter.name as "counterName",
      slot as "startsAt",
      slot + offers.minutes * interval '1 minute' as "endsAt",
      period.starts_at as "opensAt",
      limits.room
    from offers
    join uenarocanje.counter on counter.id = offers.counter_id
    join uenarocanje.open_period as period
      on period.counter_id = offers.counter_id
      and period.starts_at >= cast(:from as timestamptz) - interval '26 hours' and period.starts_at < :until
      and period.ends_at > :from and period.ends_at > :now
      and period.longest_free_minutes >= offers.minutes and period.longest_free_minutes > 0
    cross join lateral ${runsOfPeriod(channel, ':from')} as run
    -- "offset 0": asked once for each opening, not for each slot of it.
    cross join lateral (select cast(${roomOfPeriod(channel)} as integer) as room offset 0) as limits
    cross join lateral generate_series(
      run.first,
      run.first + (run.beginnings - 1) * coalesce(period.slot_step_minutes, offers.minutes) * interval '1 minute',
      coalesce(period.slot_step_minutes, offers.minutes) * interval '1 minute'
    ) as slot
    where slot < :until
      and ${withinHorizon(channel)}
      and limits.room > 0
    order by slot, counter.position, counter.id
    limit :limit
    `,
    {
      services,
      locationId,
      counterId,
      channel,
      limit,
      from: new Date(from),
      until: new Date(until),
      now: new Date(now),
    },
  );
}
