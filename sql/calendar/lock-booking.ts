import type { Knex } from 'knex';
import { rows } from '../rows.ts';
import type { BookingId } from './words.ts';

/**
 * Whoever touches several visits of a booking, or what is told of them, locks the booking first and its visits after it,
 * as `lockVisit` does (cancel-appointment.ts): so deeds with siblings follow one another and none waits for the other.
 */
export async function lockBooking(trx: Knex, bookingId: BookingId): Promise<void> {
  await rows(trx, `select from uenarocanje.booking where id = :bookingId for no key update`, { bookingId });
}

/** The same with the booking that a visit belongs to. */
export async function lockBookingOf(trx: Knex, appointmentId: number): Promise<void> {
  await rows(
    trx,
    `select from uenarocanje.booking
     where id = (select booking_id from uenarocanje.appointment where id = :appointmentId) for no key update`,
    { appointmentId },
  );
}
