import type { Knex } from 'knex';
import { hotRows } from '../rows.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import { type Deed, recordVisitEvent } from './deed.ts';
import { type BookedVisit, inLockOrder, slotsOfBooking, visitsOfBooking } from './hold.ts';
import { newReference } from './reference.ts';
import { hashOf } from './token.ts';
import { saveVisitor, type Visitor } from './visitor.ts';
import type { BookingId } from './words.ts';

export type ConfirmInput = WhichHold & {
  readonly visitor: Visitor;
  /** Which version of the notice was agreed to; null only where staff books for somebody (R4.4). */
  readonly consentVersion: string | null;
  /** The service's information and documents were read (R4.2). */
  readonly informationConfirmed: boolean;
};

/** By the submission's key, or by what a link to complete it opened (hand-over.ts). */
export type WhichHold = { readonly key: string } | { readonly bookingId: BookingId };

export type ConfirmOutcome =
  | {
      readonly outcome: 'booked';
      readonly bookingId: BookingId;
      readonly visits: readonly BookedVisit[];
      /** True when this submission had been confirmed before: nothing was done again. */
      readonly repeated: boolean;
    }
  /** A citizen books alone: information and consent are asked. */
  | { readonly outcome: 'consentMissing' }
  /** The hold ended and its time is gone, or there never was one with this key. */
  | { readonly outcome: 'ended' };

/**
 * A hold becomes booked visits, all at once, each with its reference number. Confirmed twice, by a double click or
 * a repeated POST, it answers the same. A hold whose time was over a moment ago is still good while nobody took it.
 */
export async function confirmBooking(db: Knex, deed: Deed, input: ConfirmInput): Promise<ConfirmOutcome> {
  const answer = await bookingTransaction(db, (trx) => confirm(trx, deed, input));
  return answer instanceof Refusal ? { outcome: 'ended' } : answer;
}

async function confirm(trx: Knex.Transaction, deed: Deed, input: ConfirmInput): Promise<ConfirmOutcome> {
  const { now, actor, announce } = deed;
  const { visitor, consentVersion, informationConfirmed } = input;
  const [booking] = await hotRows<{ id: BookingId; channel: string; wanted: number; confirmed: boolean }>(
    trx,
    `select id, channel, hold_slots as wanted, confirmed_at is not null as confirmed from uenarocanje.booking
     where (key_hash = :hash or id = :bookingId) and purpose = 'visit' for update`,
    'key' in input ? { hash: hashOf(input.key), bookingId: null } : { hash: null, bookingId: input.bookingId },
  );
  if (booking === undefined) return { outcome: 'ended' };
  const bookingId = booking.id;
  if (booking.confirmed) {
    return { outcome: 'booked', bookingId, visits: await visitsOfBooking(trx, bookingId), repeated: true };
  }
  if ((actor.channel === 'web' || booking.channel === 'web') && (consentVersion === null || !informationConfirmed)) {
    return { outcome: 'consentMissing' };
  }
  const held = inLockOrder(await slotsOfBooking(trx, bookingId));
  if (held.length < booking.wanted) return { outcome: 'ended' };
  for (const { appointmentId } of held) {
    const booked = await hotRows(
      trx,
      `update uenarocanje.appointment set state = 'booked', booked_at = :now, expires_at = null, reference = :reference
       where id = :appointmentId and state = 'held'
       returning id`,
      { appointmentId, now: new Date(now), reference: newReference() },
    );
    // Deleted since we looked, by somebody whom it stood in the way of after its end.
    if (booked.length === 0) throw new Refusal(null, { reason: 'taken' });
    await recordVisitEvent(trx, deed, appointmentId, 'booked');
  }
  await hotRows(
    trx,
    `update uenarocanje.booking set confirmed_at = :now,
       information_confirmed_at = case when :informationConfirmed then cast(:now as timestamptz) end,
       consent_version = :consentVersion, consent_at = case when cast(:consentVersion as text) is not null then cast(:now as timestamptz) end
     where id = :bookingId`,
    { bookingId, now: new Date(now), informationConfirmed, consentVersion },
  );
  await saveVisitor(trx, bookingId, visitor);
  const visits = await visitsOfBooking(trx, bookingId);
  await announce(trx, { type: 'booked', bookingId, appointmentIds: visits.map((visit) => visit.appointmentId) });
  return { outcome: 'booked', bookingId, visits, repeated: false };
}
