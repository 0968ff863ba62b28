import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { hashOf, newToken } from './token.ts';
import type { AppointmentId, BookingId } from './words.ts';

/** What a link is good for. It shows on GET and acts on POST; a link for one purpose opens nothing else. */
export type LinkPurpose = 'view' | 'cancel' | 'move' | 'complete' | 'waitlistOffer' | 'evacuation';

export type LinkSubject =
  | { readonly purpose: Exclude<LinkPurpose, 'complete'>; readonly appointmentId: AppointmentId }
  | { readonly purpose: 'complete'; readonly bookingId: BookingId };

/** A fresh token for a message; only its hash is kept. A visit may have many, all of them good. */
export async function issueLink(
  db: Knex,
  subject: LinkSubject,
  { now, expiresAt }: { now: Instant; expiresAt: Instant },
): Promise<string> {
  const token = newToken();
  await rows(
    db,
    `insert into uenarocanje.appointment_link (hash, purpose, appointment_id, booking_id, created_at, expires_at)
     values (:hash, :purpose, :appointmentId, :bookingId, :now, :expiresAt)`,
    {
      hash: hashOf(token),
      purpose: subject.purpose,
      appointmentId: subject.purpose === 'complete' ? null : subject.appointmentId,
      bookingId: subject.purpose === 'complete' ? subject.bookingId : null,
      now: new Date(now),
      expiresAt: new Date(expiresAt),
    },
  );
  return token;
}

/** What a token opens for this purpose; null when it opens nothing, or nothing any more. Looking changes nothing. */
export async function openLink(
  db: Knex,
  token: string,
  purpose: LinkPurpose,
  now: Instant,
): Promise<LinkSubject | null> {
  const [link] = await rows<LinkSubject>(
    db,
    `select purpose, appointment_id as "appointmentId", booking_id as "bookingId"
     from uenarocanje.appointment_link
     where hash = :hash and purpose = :purpose and expires_at > :now`,
    { hash: hashOf(token), purpose, now: new Date(now) },
  );
  return link ?? null;
}

/** Links that open nothing any more. Run nightly; answers how many. */
export async function deleteExpiredLinks(db: Knex, now: Instant): Promise<number> {
  return db('appointment_link').where('expires_at', '<=', new Date(now)).delete();
}
