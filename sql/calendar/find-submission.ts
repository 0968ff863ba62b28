import type { Knex } from 'knex';
import { hotRows } from '../rows.ts';
import { hashOf } from './token.ts';
import type { BookingId, Language, ServiceId } from './words.ts';

export type Submission = {
  readonly bookingId: BookingId;
  readonly services: readonly [ServiceId, ...ServiceId[]];
  readonly language: Language;
  readonly confirmed: boolean;
  /** An agent gave it to the citizen to finish. */
  readonly handedOver: boolean;
  /** The call in which it was begun. */
  readonly callId: string | null;
};

/** What was begun with a key, whether it still holds anything or not; null when nothing ever was. */
export async function findSubmission(db: Knex, key: string): Promise<Submission | null> {
  const [submission] = await hotRows<Submission>(
    db,
    `select id as "bookingId", array[service_id] || extra_service_ids as services, language,
       confirmed_at is not null as confirmed, handed_over_at is not null as "handedOver", call_id as "callId"
     from uenarocanje.booking
     where key_hash = :hash and purpose = 'visit'`,
    { hash: hashOf(key) },
  );
  return submission ?? null;
}
