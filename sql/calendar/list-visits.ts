import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { type AppointmentView, appointmentColumns, appointmentSources } from './appointment-view.ts';
import type { AppointmentId, CounterId, ServiceId } from './words.ts';

export type VisitQuestion = {
  /** Of these locations themselves; pages pass the signed-in user's subtree. Null: everywhere. */
  readonly locationIds: readonly string[] | null;
  readonly counterId?: CounterId | null;
  readonly serviceId?: ServiceId | null;
  /** Local days, inclusive. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly cancelled?: boolean;
};

/** Daily and weekly schedules per counter and per service (R3.7): visits in order of time, then of the counters. */
export async function listVisits(
  db: Knex,
  { locationIds, counterId = null, serviceId = null, firstDay, lastDay, cancelled = false }: VisitQuestion,
): Promise<readonly AppointmentView[]> {
  return rows<AppointmentView>(
    db,
    `select ${appointmentColumns} from ${appointmentSources}
     where appointment.counter_id in (
         select id from uenarocanje.counter
         where (cast(:locationIds as text[]) is null or location_id = any (:locationIds)) and (cast(:counterId as integer) is null or id = :counterId)
       )
       and appointment.during && tstzrange(uenarocanje.local_moment(:firstDay, '00:00', 'from'), uenarocanje.local_moment(:lastDay, '24:00', 'to'))
       and appointment.state <> 'held' and (appointment.state <> 'cancelled' or :cancelled)
       and (cast(:serviceId as text) is null or booking.service_id = :serviceId or :serviceId = any (booking.extra_service_ids))
     order by lower(appointment.during), counter.position, appointment.id`,
    { locationIds, counterId, serviceId, firstDay, lastDay, cancelled },
  );
}

/** A stretch of a counter's day. Open stretches are what is left between taken ones; closed time is what is missing. */
export type DayStretch = {
  readonly counterId: CounterId;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
} & (
  | { readonly kind: 'free' }
  | { readonly kind: 'visit'; readonly appointmentId: AppointmentId }
  | { readonly kind: 'held'; readonly expiresAt: Instant }
  | { readonly kind: 'blocked'; readonly appointmentId: AppointmentId; readonly note: string }
);

/** Whole days of counters, free, held, blocked and visited time side by side, in order of counter and time (R3.5). */
export async function listDay(
  db: Knex,
  {
    counterIds,
    firstDay,
    lastDay,
    now,
  }: { counterIds: readonly CounterId[]; firstDay: string; lastDay: string; now: Instant },
): Promise<readonly DayStretch[]> {
  return rows<DayStretch>(
    db,
    `
    with
      bounds as (
        select uenarocanje.local_moment(:firstDay, '00:00', 'from') as from, uenarocanje.local_moment(:lastDay, '24:00', 'to') as until
      ),
      taken as (
        select counter_id, during, id, block_note, expires_at,
          case state when 'blocked' then 'blocked' when 'held' then 'held' else 'visit' end as kind
        from uenarocanje.appointment, bounds
        where counter_id = any (:counterIds) and during && tstzrange(bounds.from, until) and state <> 'cancelled'
          and (state <> 'held' or expires_at > :now)
      ),
      free as (
        select period.counter_id, stretch
        from uenarocanje.open_period as period
        cross join bounds
        cross join lateral unnest(
          period.free - coalesce((select range_agg(during) from taken where taken.counter_id = period.counter_id and kind = 'held'), '{}')
        ) as stretch
        where counter_id = any (:counterIds) and starts_at >= bounds.from and starts_at < until
      )
    select counter_id as "counterId", lower(during) as "startsAt", upper(during) as "endsAt", kind,
      id as "appointmentId", block_note as note, expires_at as "expiresAt"
    from taken
    union all
    select counter_id, lower(stretch), upper(stretch), 'free', null, null, null from free
    order by 1, 2
    `,
    { counterIds, firstDay, lastDay, now: new Date(now) },
  );
}
