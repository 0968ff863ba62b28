import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows, rows } from '../rows.ts';
import { type AppointmentView, appointmentColumns, appointmentSources } from './appointment-view.ts';
import type { VisitEvent } from './deed.ts';
import { readReference } from './reference.ts';
import type { AppointmentId, BookingId, Channel } from './words.ts';

/** One visit; null when there is none, or only a hold. */
export async function readAppointment(db: Knex, appointmentId: AppointmentId): Promise<AppointmentView | null> {
  const [visit] = await hotRows<AppointmentView>(
    db,
    `select ${appointmentColumns} from ${appointmentSources} where appointment.id = :appointmentId and appointment.state <> 'held'`,
    { appointmentId },
  );
  return visit ?? null;
}

/** All visits of one booking, in order of time, cancelled ones too. */
export async function readBooking(db: Knex, bookingId: BookingId): Promise<readonly AppointmentView[]> {
  return hotRows<AppointmentView>(
    db,
    `select ${appointmentColumns} from ${appointmentSources}
     where appointment.booking_id = :bookingId and appointment.state <> 'held'
     order by lower(appointment.during), appointment.counter_id`,
    { bookingId },
  );
}

/** What a citizen or caller says besides the number, to show that the visit is theirs. */
export type Proof =
  | { readonly kind: 'email' | 'phone' | 'name'; readonly value: string }
  /** The last four digits of the phone: what can be keyed in by telephone. */
  | { readonly kind: 'phoneEnd'; readonly value: string };

/**
 * A visit by its number and a second proof. Null, whatever was wrong: who guesses learns nothing. A visit whose contact
 * data were erased is found by nobody any more.
 */
export async function findByReference(db: Knex, typed: string, proof: Proof): Promise<AppointmentView | null> {
  const reference = readReference(typed);
  const value = proof.value.trim();
  if (reference === null || value === '') return null;
  const [visit] = await rows<AppointmentView>(
    db,
    `select ${appointmentColumns} from ${appointmentSources}
     where appointment.reference = :reference
       and case :kind
         when 'email' then lower(visitor.email) = lower(:value)
         when 'phone' then visitor.phone = :value
         when 'phoneEnd' then :value ~ '^[0-9]{4}$' and right(visitor.phone, 4) = :value
         else translate(lower(:value), 'čćđšžäöüáéíóőúűàèìòù', 'ccdszaouaeioouuaeiou') in (
           visitor.name_key, regexp_replace(visitor.name_key, '^.*\\s', '')
         )
       end`,
    { reference, kind: proof.kind, value },
  );
  return visit ?? null;
}

export type VisitHistoryEntry = {
  readonly at: Instant;
  readonly what: VisitEvent;
  readonly channel: Channel;
  readonly userId: string | null;
  readonly callId: string | null;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
};

/** Who did what when, through which channel and from which call (R3.9); the oldest first. */
export async function readHistory(db: Knex, appointmentId: AppointmentId): Promise<readonly VisitHistoryEntry[]> {
  return rows<VisitHistoryEntry>(
    db,
    `select at, what, channel, user_id as "userId", call_id as "callId", details
     from uenarocanje.appointment_event where appointment_id = :appointmentId order by id`,
    { appointmentId },
  );
}
