import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import type { AppointmentId, AppointmentState, CounterId, Reference, Texts } from './words.ts';

/** What a counter's calendar feed says of a visit, or of blocked time: nothing personal. */
export type FeedEntry = {
  readonly appointmentId: AppointmentId;
  readonly state: Exclude<AppointmentState, 'held' | 'cancelled'>;
  /** Null for blocked time. */
  readonly reference: Reference | null;
  readonly sequence: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Empty for blocked time. */
  readonly serviceNames: readonly Texts[];
  readonly changedAt: Instant;
};

/** A counter's visits and blocked time from a local day on, in order of time. */
export async function listFeedEntries(
  db: Knex,
  { counterId, firstDay }: { counterId: CounterId; firstDay: string },
): Promise<readonly FeedEntry[]> {
  return rows<FeedEntry>(
    db,
    `select
       appointment.id as "appointmentId", appointment.state, appointment.reference, appointment.sequence,
       lower(appointment.during) as "startsAt", upper(appointment.during) as "endsAt",
       coalesce((
         select jsonb_agg(service.name order by array_position(array[booking.service_id] || booking.extra_service_ids, service.id))
         from uenarocanje.service where service.id = any (array[booking.service_id] || booking.extra_service_ids)
       ), '[]') as "serviceNames",
       -- Blocked time has no history: it is made and taken away, never changed.
       coalesce(
         (select max(at) from uenarocanje.appointment_event where appointment_id = appointment.id),
         appointment.booked_at, lower(appointment.during)
       ) as "changedAt"
     from uenarocanje.appointment
     left join uenarocanje.booking on booking.id = appointment.booking_id
     where appointment.counter_id = :counterId and appointment.state not in ('held', 'cancelled')
       and appointment.during && tstzrange(uenarocanje.local_moment(:firstDay, '00:00', 'from'), null)
     order by lower(appointment.during), appointment.id`,
    { counterId, firstDay },
  );
}
