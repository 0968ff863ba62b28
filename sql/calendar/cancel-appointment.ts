import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import { type Because, type Deed, recordVisitEvent } from './deed.ts';
import { endOpenOffer } from './end-offer.ts';
import { offerFreedTime } from './offer-freed-time.ts';
import type { AppointmentId, AppointmentState, CounterId } from './words.ts';

export type CancelOutcome =
  /** `repeated`: it was cancelled before, and nothing was done again. */
  | { readonly outcome: 'cancelled'; readonly repeated: boolean }
  /** It has begun, or the visitor came, or it is past. */
  | { readonly outcome: 'tooLate'; readonly state: AppointmentState }
  | { readonly outcome: 'unknown' };

/**
 * Cancels one visit; others of the same booking stay. Its time is free at once, and offered to the waitlist first.
 * Staff may cancel until the visit's end, everybody else until its beginning.
 */
export async function cancelAppointment(
  db: Knex,
  deed: Deed,
  appointmentId: AppointmentId,
  because?: Because,
): Promise<CancelOutcome> {
  const answer = await bookingTransaction<CancelOutcome>(db, async (trx) => {
    const [visit] = await rows<LockedVisit>(trx, lockVisit, { appointmentId });
    if (visit === undefined) return { outcome: 'unknown' };
    if (visit.state === 'cancelled') return { outcome: 'cancelled', repeated: true };
    const { now, actor } = deed;
    const last = actor.channel === 'clerk' || actor.channel === 'system' ? visit.endsAt : visit.startsAt;
    if (visit.state !== 'booked' || last <= now) return { outcome: 'tooLate', state: visit.state };
    await rows(
      trx,
      `update uenarocanje.appointment set state = 'cancelled', cancelled_at = :now, sequence = sequence + 1 where id = :appointmentId`,
      { appointmentId, now: new Date(now) },
    );
    await recordVisitEvent(trx, deed, appointmentId, 'cancelled', detailsOf(because));
    await leaveWaitlist(trx, deed, appointmentId);
    await deed.announce(trx, { type: 'cancelled', appointmentId, because });
    await offerFreedTime(trx, deed, visit);
    return { outcome: 'cancelled', repeated: false };
  });
  // Nothing is taken here, so two collisions in a row are an operational failure: the caller may simply ask again.
  if (answer instanceof Refusal) throw answer;
  return answer;
}

/** What of a reason stands in the history. */
export const detailsOf = (because: Because | undefined): { readonly reason?: string } =>
  because === undefined ? {} : { reason: because.reason };

export type LockedVisit = {
  readonly state: AppointmentState;
  readonly counterId: CounterId;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly services: readonly string[];
};

/**
 * Reads a visit and keeps everybody else from changing it until the transaction ends. Its booking is locked before it
 * (lock-booking.ts), because what follows writes links and takes back reminders of all visits of the booking.
 */
export const lockVisit = `
  with own as materialized (
    select id from uenarocanje.booking
    where id = (select booking_id from uenarocanje.appointment where id = :appointmentId) for no key update
  )
  select appointment.state, counter_id as "counterId", lower(during) as "startsAt", upper(during) as "endsAt",
    array[service_id] || extra_service_ids as services
  from uenarocanje.appointment
  join own on own.id = appointment.booking_id
  join uenarocanje.booking on booking.id = own.id
  where appointment.id = :appointmentId and appointment.state <> 'held'
  for update of appointment`;

/** Who cancelled waits for nothing any more; what was offered to them goes to whoever waits next. */
export async function leaveWaitlist(trx: Knex.Transaction, deed: Deed, appointmentId: AppointmentId): Promise<void> {
  await rows(
    trx,
    `update uenarocanje.waitlist_entry set state = 'left', ended_at = :now where appointment_id = :appointmentId and ended_at is null`,
    { appointmentId, now: new Date(deed.now) },
  );
  await endOpenOffer(trx, deed, { appointmentId }, 'declined');
}
