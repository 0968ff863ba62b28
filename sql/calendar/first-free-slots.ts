import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { offersOfServices, roomOfPeriod, runsOfPeriod, withinHorizon } from './period-conditions.ts';
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
  return rows<FirstFree>(db, firstOfEachPlace(channel, soonestOfOffer(channel)), {
    services,
    channel,
    now: new Date(now),
  });
}

/**
 * The soonest of each location among what `soonest` answers for each counter of `offers`, a row with `first` or none.
 * It asks for :services, :channel and :now.
 */
export const firstOfEachPlace = (channel: Channel, soonest: string): string => `
  with
    offers as materialized (${offersOfServices(channel)})
  select * from (
    select distinct on (offers.location_id)
      offers.location_id as "locationId",
      offers.counter_id as "counterId",
      soonest.first as "startsAt",
      offers.minutes as "minutes",
      uenarocanje.local_day(soonest.first) - uenarocanje.local_day(:now) as "waitingDays"
    from offers
    cross join lateral (${soonest}) as soonest
    order by offers.location_id, soonest.first, offers.counter_id
  ) as firsts
  order by "startsAt", "locationId"`;

/**
 * Reads a counter's periods with room in their order and stops at the first that has a slot. It asks for `offers` with
 * counter_id, minutes and held, and for :channel and :now.
 */
export const soonestOfOffer = (channel: Channel): string => `
  select run.first
  from uenarocanje.open_period as period
  cross join lateral (select min(first) as first from ${runsOfPeriod(channel)}) as run
  where period.counter_id = offers.counter_id
    and period.starts_at > cast(:now as timestamptz) - interval '26 hours'
    and period.ends_at > :now
    and period.longest_free_minutes >= offers.minutes and period.longest_free_minutes > 0
    and run.first is not null
    and ${withinHorizon(channel)}
    and ${roomOfPeriod(channel)} > 0
  order by period.starts_at
  limit 1`;
