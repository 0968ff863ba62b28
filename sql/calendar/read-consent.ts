import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import type { BookingId } from './words.ts';

/** When a booking was made, and what its citizen consented to and confirmed (R4.2, R4.4). */
export type BookingConsent = {
  readonly confirmedAt: Instant | null;
  readonly informationConfirmedAt: Instant | null;
  /** Version of the privacy notice. */
  readonly consentVersion: string | null;
  readonly consentAt: Instant | null;
};

export async function readConsent(db: Knex, bookingId: BookingId): Promise<BookingConsent | null> {
  const [consent] = await rows<BookingConsent>(
    db,
    `select confirmed_at as "confirmedAt", information_confirmed_at as "informationConfirmedAt",
       consent_version as "consentVersion", consent_at as "consentAt"
     from uenarocanje.booking where id = :bookingId`,
    { bookingId },
  );
  return consent ?? null;
}
