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
  times: LinkTimes,
): Promise<readonly string[]> {
  const links = newLinks(subjects, times);
  await writeLinks(db, links);
  return links.links.map(({ token }) => token);
}

/** Links that are still to be written down. */
export type NewLinks = LinkTimes & { readonly links: readonly { readonly token: string; readonly of: LinkSubject }[] };

/** One for each subject, in their order. */
export const newLinks = (subjects: readonly LinkSubject[], times: LinkTimes): NewLinks => ({
  ...times,
  links: subjects.map((of) => ({ token: newToken(), of })),
});

export async function writeLinks(db: Knex, links: NewLinks): Promise<void> {
  await hotRows(db, writtenLinks('true'), linkValues(links));
}

/** SQL that writes links, for one statement with what they lead to; `condition` is SQL of ours. */
export const writtenLinks = (condition: string): string => `
  insert into uenarocanje.appointment_link (hash, purpose, appointment_id, booking_id, created_at, expires_at)
  select hash, purpose, appointment_id, booking_id, :linkedAt, :linkedUntil
  from unnest(
    cast(:linkHashes as bytea[]), cast(:linkPurposes as text[]), cast(:linkAppointments as bigint[]), cast(:linkBookings as bigint[])
  ) as link (hash, purpose, appointment_id, booking_id)
  where ${condition}`;

export const linkValues = ({ links, now, expiresAt }: NewLinks) => ({
  linkHashes: links.map(({ token }) => hashOf(token)),
  linkPurposes: links.map(({ of }) => of.purpose),
  linkAppointments: links.map(({ of }) => (of.purpose === 'complete' ? null : of.appointmentId)),
  linkBookings: links.map(({ of }) => (of.purpose === 'complete' ? of.bookingId : null)),
  linkedAt: new Date(now),
  linkedUntil: new Date(expiresAt),
});

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
