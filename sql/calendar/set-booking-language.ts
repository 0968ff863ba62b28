import type { Knex } from 'knex';
import { hotRows } from '../rows.ts';
import type { BookingId, Language } from './words.ts';

/** In which language a citizen wants to be told; as long as the booking is not confirmed. */
export async function setBookingLanguage(db: Knex, bookingId: BookingId, language: Language): Promise<void> {
  await hotRows(
    db,
    `update uenarocanje.booking set language = :language where id = :bookingId and confirmed_at is null and language <> :language`,
    { bookingId, language },
  );
}
