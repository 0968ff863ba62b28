import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import type { Channel, CounterId, ServiceId } from './words.ts';

export type FirstFree = {
  readonly locationId: string;
  readonly counterId: CounterId;
  readonly startsAt: Instant;
  readonly minutes: number;
  /** Local days from today; 0: today. */
  readonly waitingDays: number;
};

/**
 * The first free slot of a service at every location that offers it, the soonest first (R3.6). A location that offers
 * it and has nothing free within its horizon is not among them. One query for portal, console, wallboard and telephone.
 */
export async function firstFreeSlots(
  db: Knex,
  { services, channel, now }: { services: readonly ServiceId[]; channel: Channel; now: Instant },
): Promise<readonly FirstFree[]> {
  return rows<FirstFree>(
    db,
    `
    with
      offers as materialized (
        select offers.*, held.during as held
        from uenarocanje.offers_of(cast(:services as text[])) as offers
        left join uenarocanje.held_time(:now) as held using (counter_id)
        where :channel <> 'web' or not exists (select from uenarocanje.service where id = any (:services) and not online)
      )
    select * from (
      select distinct on (offers.location_id)
        offers.location_id as "locationId",
        offers.counter_id as "counterId",
        soonest.first as "startsAt",
        offers.minutes as "minutes",
        uenarocanje.local_day(soonest.first) - uenarocanje.local_day(:now) as "waitingDays"
      from offers
      cross join lateral (${soonestOfOffer}) as soonest
      order by offers.location_id, soonest.first, offers.counter_id
    ) as firsts
    order by "startsAt", "locationId"
    `,
    { services, channel, now: new Date(now) },
  );
}

/**
 * Reads a counter's periods with room in their order and stops at the first that has a slot. It asks for `offers` with
 * counter_id, minutes and held, and for :channel and :now.
 */
export const soonestOfOffer = `
  select run.first
  from uenarocanje.open_period as period
  cross join lateral (
    select min(first) as first
    from uenarocanje.slot_runs(
      period.starts_at,
      case when offers.held is null then period.free else period.free - offers.held end,
      period.slot_step_minutes,
      offers.minutes,
      uenarocanje.earliest_in(period, :channel, :now)
    )
  ) as run
  where period.counter_id = offers.counter_id
    and period.starts_at > cast(:now as timestamptz) - interval '26 hours'
    and period.ends_at > :now
    and period.longest_free_minutes >= offers.minutes
    and run.first is not null
    and (:channel in ('clerk', 'system') or period.day <= uenarocanje.local_day(:now) + period.horizon_days)
    and (not uenarocanje.is_limited(period, :channel)
      or uenarocanje.room_in(period, :channel, offers.minutes, :now) > 0)
  order by period.starts_at
  limit 1`;
