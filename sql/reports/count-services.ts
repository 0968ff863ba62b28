import type { Knex } from 'knex';
import { type LocalDays, rowsOf } from './calls-of-period.ts';

/** Through which door it was done. `system`: by a unit's own measure, as when an office closes. */
export type ServiceChannel = 'web' | 'agent' | 'clerk' | 'telephone' | 'system';

/** What was done for citizens (seed 000 §2.6): bookings, cancellations, rebookings and waiting times told. */
export type ServiceCounts = {
  readonly booked: ChannelCounts;
  readonly cancelled: ChannelCounts;
  readonly moved: ChannelCounts;
  /** Citizens who said beforehand that they will come. */
  readonly assured: ChannelCounts;
  /** Waiting times told: by the telephone menu, and by agents in calls of that category. */
  readonly waitingTimes: { readonly byKey: number; readonly byAgent: number };
  /** Opening hours and needed documents that callers heard from the telephone menu. */
  readonly informations: { readonly openingHours: number; readonly documents: number };
};

export type ChannelCounts = { readonly [channel in ServiceChannel]: number };

const deeds = ['booked', 'cancelled', 'moved', 'assured'] as const;
const channels = ['web', 'agent', 'clerk', 'telephone', 'system'] as const;
/** The category of calls about waiting times (seed 000 §2.6). */
const waitingTimesCategory = 'cakalneDobe';

/** By the local day on which it was done. Neither erasure nor a later change alters a past month. */
export async function countServices(db: Knex, days: LocalDays): Promise<ServiceCounts> {
  const bounds = `
    bounds as (
      select cast(:from as timestamp) at time zone 'Europe/Ljubljana' as first,
             cast(:to as timestamp) at time zone 'Europe/Ljubljana' as last
    )`;
  const done = await rowsOf<{ what: string; channel: string; count: number }>(
    db,
    `with ${bounds}
     select what, channel, cast(count(*) as integer) as count
       from bounds
       join uenarocanje.appointment_event on at >= first and at < last
      where what in ('booked', 'cancelled', 'moved', 'assured')
      group by 1, 2`,
    days,
  );
  const [told] = await rowsOf<{ byKey: number; byAgent: number; openingHours: number; documents: number }>(
    db,
    `with ${bounds}
     select cast(count(*) filter (where kind = 'waitingTime') as integer) as "byKey",
            cast(count(*) filter (where kind = 'openingHours') as integer) as "openingHours",
            cast(count(*) filter (where kind = 'documents') as integer) as documents,
            (
              select cast(count(*) as integer)
                from bounds
                join uenarocanje.call on started_at >= first and started_at < last
               where outcome = 'answered' and disposition = :category
            ) as "byAgent"
       from bounds
       join uenarocanje.call_self_service on at >= first and at < last`,
    { ...days, category: waitingTimesCategory },
  );
  const counted = (what: string): ChannelCounts =>
    Object.fromEntries(
      channels.map((channel) => [
        channel,
        done.find((row) => row.what === what && row.channel === channel)?.count ?? 0,
      ]),
    ) as ChannelCounts;
  const [booked, cancelled, moved, assured] = deeds.map(counted) as [
    ChannelCounts,
    ChannelCounts,
    ChannelCounts,
    ChannelCounts,
  ];
  const { byKey = 0, byAgent = 0, openingHours = 0, documents = 0 } = told ?? {};
  return {
    ...{ booked, cancelled, moved, assured },
    waitingTimes: { byKey, byAgent },
    informations: { openingHours, documents },
  };
}
