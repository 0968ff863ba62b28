import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows } from '../rows.ts';
import { hashOf, newToken } from './token.ts';
import type { AppointmentId, BookingId } from './words.ts';

/** What a link is good for. It shows on GET and acts on POST; a link for one purpose opens nothing else. */
export type LinkPurpose = 'view' | 'cancel' | 'move' | 'complete' | 'waitlistOffer' | 'evacuation';

export type LinkSubject =
  | { readonly purpose: Exclude<LinkPurpose, 'complete'>; readonly appointmentId: AppointmentId }
  | { readonly purpose: 'complete'; readonly bookingId: BookingId };

/** A fresh token for a message; only its hash is kept. A visit may have many, all of them good. */
export async function issueLink(db: Knex, subject: LinkSubject, times: LinkTimes): Promise<string> {
  const [token = ''] = await issueLinks(db, [subject], times);
  return token;
}

export type LinkTimes = { readonly now: Instant; readonly expiresAt: Instant };

/** One for each subject, in their order, by one statement. */
export async function issueLinks(
  db: Knex,
  subjects: readonly LinkSubject[],
  { now, expiresAt }: LinkTimes,
): Promise<readonly string[]> {
  const tokens = subjects.map(() => newToken());
  await hotRows(
    db,
    `insert into uenarocanje.appointment_link (hash, purpose, appointment_id, booking_id, created_at, expires_at)
     select hash, purpose, appointment_id, booking_id, :now, :expiresAt
     from unnest(
       cast(:hashes as bytea[]), cast(:purposes as text[]), cast(:appointmentIds as bigint[]), cast(:bookingIds as bigint[])
     ) as link (hash, purpose, appointment_id, booking_id)`,
    {
      hashes: tokens.map(hashOf),
      purposes: subjects.map(({ purpose }) => purpose),
      appointmentIds: subjects.map((subject) => (subject.purpose === 'complete' ? null : subject.appointmentId)),
      bookingIds: subjects.map((subject) => (subject.purpose === 'complete' ? subject.bookingId : null)),
      now: new Date(now),
      expiresAt: new Date(expiresAt),
    },
  );
  return tokens;
}

/** What a token opens for this purpose; null when it opens nothing, or nothing any more. Looking changes nothing. */
export async function openLink(
  db: Knex,
  token: string,
  purpose: LinkPurpose,
  now: Instant,
): Promise<LinkSubject | null> {
  const [link] = await hotRows<LinkSubject>(
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
