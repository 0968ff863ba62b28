import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import type { Channel, ServiceId } from './words.ts';

/** Local days; `to` is exclusive. */
export type StatisticsPeriod = {
  readonly from: string;
  readonly to: string;
  /** Only of these places; null: of all. */
  readonly locationIds?: readonly string[] | null;
};

const isThere = `(cast(:locationIds as text[]) is null or counter.location_id = any (:locationIds))`;

const bounds = `
  bounds as (
    select uenarocanje.local_moment(:from, '00:00', 'from') as first, uenarocanje.local_moment(:to, '00:00', 'from') as last
  )`;

/** What was done in a period (seed 000 §2.6): bookings, cancellations and rebookings, by channel and place. */
export type DeedCount = {
  readonly what: 'booked' | 'cancelled' | 'moved';
  readonly channel: Channel;
  /** Where the visit stands now. */
  readonly locationId: string;
  readonly serviceId: ServiceId;
  readonly count: number;
};

/** Counted from the history by the moment of the deed, so that neither erasure nor a later change alters a past month. */
export async function countDeeds(
  db: Knex,
  { from, to, locationIds = null }: StatisticsPeriod,
): Promise<readonly DeedCount[]> {
  return rows<DeedCount>(
    db,
    `with ${bounds}
     select event.what, event.channel, counter.location_id as "locationId", booking.service_id as "serviceId", count(*) as count
     from bounds
     join uenarocanje.appointment_event as event on event.at >= first and event.at < last and event.what in ('booked', 'cancelled', 'moved')
     join uenarocanje.appointment on appointment.id = event.appointment_id
     join uenarocanje.booking on booking.id = appointment.booking_id
     join uenarocanje.counter on counter.id = appointment.counter_id
     where ${isThere}
     group by 1, 2, 3, 4
     order by 1, 2, 3, 4`,
    { from, to, locationIds },
  );
}

/** How the visits of a period ended (R3.10), and how long they were waited for. */
export type VisitCount = {
  readonly locationId: string;
  readonly serviceId: ServiceId;
  /** Their time is not over yet. */
  readonly coming: number;
  /** Over, and nobody said how. */
  readonly unmarked: number;
  readonly arrived: number;
  readonly served: number;
  readonly noShow: number;
  readonly cancelled: number;
  /** From booking to visit, the sum of those not cancelled. */
  readonly waitingDays: number;
};

/** By the day of the visit. */
export async function countVisits(
  db: Knex,
  { from, to, now, locationIds = null }: StatisticsPeriod & { readonly now: Instant },
): Promise<readonly VisitCount[]> {
  return rows<VisitCount>(
    db,
    `with ${bounds}
     select
       counter.location_id as "locationId", booking.service_id as "serviceId",
       count(*) filter (where state = 'booked' and upper(during) > :now) as coming,
       count(*) filter (where state = 'booked' and upper(during) <= :now) as unmarked,
       count(*) filter (where state = 'arrived') as arrived,
       count(*) filter (where state = 'served') as served,
       count(*) filter (where state = 'noShow') as "noShow",
       count(*) filter (where state = 'cancelled') as cancelled,
       coalesce(sum(uenarocanje.local_day(lower(during)) - uenarocanje.local_day(booked_at)) filter (where state <> 'cancelled'), 0) as "waitingDays"
     from bounds
     join uenarocanje.appointment on lower(during) >= first and lower(during) < last
     join uenarocanje.booking on booking.id = appointment.booking_id
     join uenarocanje.counter on counter.id = appointment.counter_id
     where state not in ('held', 'blocked') and ${isThere}
     group by 1, 2
     order by 1, 2`,
    { from, to, locationIds, now: new Date(now) },
  );
}

/** How much of the open time of a place was used, in minutes. */
export type Utilisation = {
  readonly locationId: string;
  readonly openMinutes: number;
  readonly visitMinutes: number;
  readonly blockedMinutes: number;
};

export async function measureUtilisation(
  db: Knex,
  { from, to, locationIds = null }: StatisticsPeriod,
): Promise<readonly Utilisation[]> {
  return rows<Utilisation>(
    db,
    `with ${bounds},
       opened as (
         select counter_id, sum(extract(epoch from ends_at - starts_at)) / 60 as open_minutes, sum(visit_minutes) as visit_minutes
         from uenarocanje.open_period
         where day >= cast(:from as date) and day < cast(:to as date)
         group by counter_id
       ),
       blocked as (
         select counter_id, sum(extract(epoch from upper(during) - lower(during))) / 60 as minutes
         from bounds
         join uenarocanje.appointment on state = 'blocked' and lower(during) >= first and lower(during) < last
         group by counter_id
       )
     select counter.location_id as "locationId", round(sum(open_minutes)) as "openMinutes", sum(visit_minutes) as "visitMinutes",
       round(coalesce(sum(blocked.minutes), 0)) as "blockedMinutes"
     from opened
     join uenarocanje.counter on counter.id = opened.counter_id
     left join blocked on blocked.counter_id = opened.counter_id
     where ${isThere}
     group by 1
     order by 1`,
    { from, to, locationIds },
  );
}
