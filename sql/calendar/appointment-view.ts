import type { Instant } from '../../engine/core/ids.ts';
import type {
  AppointmentId,
  AppointmentState,
  BookingId,
  Channel,
  CounterId,
  Language,
  Reference,
  ServiceId,
  Texts,
} from './words.ts';

/** A visit with all that pages, messages and calendars show of it. */
export type AppointmentView = {
  readonly appointmentId: AppointmentId;
  readonly bookingId: BookingId;
  readonly reference: Reference;
  readonly state: Exclude<AppointmentState, 'held' | 'blocked'>;
  /** iCalendar SEQUENCE. */
  readonly sequence: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly services: readonly ServiceId[];
  readonly serviceNames: readonly Texts[];
  readonly counterId: CounterId;
  readonly counterName: string;
  readonly counterFloorNote: string;
  readonly locationId: string;
  readonly locationName: string;
  readonly address: string;
  readonly channel: Channel;
  readonly language: Language;
  readonly bookedAt: Instant;
  readonly cancelledAt: Instant | null;
  /** The citizen has said that they will come. */
  readonly assuredAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly servedAt: Instant | null;
  readonly noShowAt: Instant | null;
  readonly consentVersion: string | null;
  /** Null after erasure. */
  readonly visitor: {
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly note: string;
  } | null;
};

/** Its columns; the FROM below belongs to them. */
export const appointmentColumns = `
  appointment.id as "appointmentId", appointment.booking_id as "bookingId", appointment.reference, appointment.state,
  appointment.sequence, lower(appointment.during) as "startsAt", upper(appointment.during) as "endsAt",
  array[booking.service_id] || booking.extra_service_ids as services,
  (
    select jsonb_agg(service.name order by array_position(array[booking.service_id] || booking.extra_service_ids, service.id))
    from uenarocanje.service where service.id = any (array[booking.service_id] || booking.extra_service_ids)
  ) as "serviceNames",
  appointment.counter_id as "counterId", counter.name as "counterName", counter.floor_note as "counterFloorNote",
  counter.location_id as "locationId", location.name as "locationName", location.address,
  booking.channel, booking.language, appointment.booked_at as "bookedAt", appointment.cancelled_at as "cancelledAt", appointment.assured_at as "assuredAt",
  appointment.arrived_at as "arrivedAt", appointment.served_at as "servedAt", appointment.no_show_at as "noShowAt",
  booking.consent_version as "consentVersion",
  case when visitor.booking_id is not null then jsonb_build_object(
    'name', visitor.name, 'email', visitor.email, 'phone', visitor.phone, 'note', visitor.note
  ) end as visitor`;

export const appointmentSources = `
  uenarocanje.appointment
  join uenarocanje.booking on booking.id = appointment.booking_id
  join uenarocanje.counter on counter.id = appointment.counter_id
  join uenarocanje.location on location.id = counter.location_id
  left join uenarocanje.visitor on visitor.booking_id = booking.id`;
