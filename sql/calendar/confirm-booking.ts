import type { Knex } from 'knex';
import { oneHotRow } from '../rows.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import type { Deed } from './deed.ts';
import type { BookedVisit } from './hold.ts';
import { newReference } from './reference.ts';
import { hashOf } from './token.ts';
import type { Visitor } from './visitor.ts';
import type { BookingId, Slot } from './words.ts';

export type ConfirmInput = WhichHold & {
  readonly visitor: Visitor;
  /** Which version of the notice was agreed to; null only where staff books for somebody (R4.4). */
  readonly consentVersion: string | null;
  /** The service's information and documents were read (R4.2). */
  readonly informationConfirmed: boolean;
  /** What the page showed that was confirmed: anything else that the key holds by now is not booked. */
  readonly shown?: readonly Slot[];
  /** A fresh token that leads whoever confirmed to their first visit, now or when it was confirmed before. */
  readonly viewToken?: string;
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
  /** The hold ended and its time is gone, it is of other slots than shown, or there never was one with this key. */
  | { readonly outcome: 'ended' };

/** As many visits as one session may have (service_most_visits). */
const mostVisits = 20;

/**
 * A hold becomes booked visits, all at once, each with its reference number. Confirmed twice, by a double click or
 * a repeated POST, it answers the same. A hold whose time was over a moment ago is still good while nobody took it, and its period
 * has room for it.
 */
export async function confirmBooking(db: Knex, deed: Deed, input: ConfirmInput): Promise<ConfirmOutcome> {
  const answer = await bookingTransaction(db, (trx) => confirm(trx, deed, input));
  return answer instanceof Refusal ? { outcome: 'ended' } : answer;
}

async function confirm(
  trx: Knex.Transaction,
  { now, actor, announce }: Deed,
  input: ConfirmInput,
): Promise<ConfirmOutcome> {
  const { visitor, consentVersion, informationConfirmed, shown, viewToken } = input;
  const { outcome, bookingId, visits } = await oneHotRow<{
    outcome: 'booked' | 'repeated' | 'consentMissing' | 'ended';
    bookingId: BookingId;
    visits: readonly BookedVisit[];
  }>(
    trx,
    `select outcome, booking_id as "bookingId", visits
     from uenarocanje.confirm_booking(:hash, :bookingId, cast(:counterIds as integer[]), cast(:startsAt as timestamptz[]), :references,
       :name, :email, :phone, :note, :read, :consent, :channel, :userId, :callId, :now, :link)`,
    {
      ...('key' in input ? { hash: hashOf(input.key), bookingId: null } : { hash: null, bookingId: input.bookingId }),
      counterIds: shown?.map((slot) => slot.counterId) ?? null,
      startsAt: shown?.map((slot) => new Date(slot.startsAt)) ?? null,
      references: Array.from({ length: mostVisits }, newReference),
      ...visitor,
      read: informationConfirmed,
      consent: consentVersion,
      ...actor,
      now: new Date(now),
      link: viewToken === undefined ? null : hashOf(viewToken),
    },
  );
  if (outcome === 'ended' || outcome === 'consentMissing') return { outcome };
  if (outcome === 'booked') {
    await announce(trx, { type: 'booked', bookingId, appointmentIds: visits.map((visit) => visit.appointmentId) });
  }
  return { outcome: 'booked', bookingId, visits, repeated: outcome === 'repeated' };
}
