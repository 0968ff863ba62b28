import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { soonestOfOffer } from './first-free-slots.ts';
import type { Channel, ServiceId } from './words.ts';

export type ServiceWait = {
  readonly serviceId: ServiceId;
  readonly locationId: string;
  /** Null: offered here, and nothing is free within the horizon. */
  readonly startsAt: Instant | null;
  readonly waitingDays: number | null;
};

/**
 * Waiting time and first free slot of every service at every location that offers it (R3.6): the board of waiting
 * times. Counters are looked at once for each duration, not for each service. `locationIds` null: everywhere.
 */
export async function firstFreeOfAll(
  db: Knex,
  { locationIds = null, channel, now }: { locationIds?: readonly string[] | null; channel: Channel; now: Instant },
): Promise<readonly ServiceWait[]> {
  return rows<ServiceWait>(
    db,
    `
    with
      offered as materialized (
        select service_id, counter_id, location_id, minutes
        from uenarocanje.service_offer
        where (cast(:locationIds as text[]) is null or location_id = any (:locationIds))
          and (:channel <> 'web' or service_id in (select id from uenarocanje.service where online))
      ),
      offers as materialized (
        select counters.counter_id, counters.minutes, held.during as held
        from (select distinct counter_id, minutes from offered) as counters
        left join uenarocanje.held_time(:now) as held using (counter_id)
      ),
      firsts as materialized (
        select offers.counter_id, offers.minutes, soonest.first
        from offers
        cross join lateral (${soonestOfOffer(channel)}) as soonest
      )
    select
      service_id as "serviceId",
      location_id as "locationId",
      min(first) as "startsAt",
      uenarocanje.local_day(min(first)) - uenarocanje.local_day(:now) as "waitingDays"
    from offered
    left join firsts using (counter_id, minutes)
    group by service_id, location_id
    order by service_id, min(first), location_id
    `,
    { locationIds, channel, now: new Date(now) },
  );
}
