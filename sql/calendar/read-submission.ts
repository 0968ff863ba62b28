import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows } from '../rows.ts';
import type { Submission } from './find-submission.ts';
import { type HeldSlot, type Hold, holdOf } from './hold.ts';
import type { DetailsTexts } from './read-details-texts.ts';
import { hashOf } from './token.ts';
import { type ToldHold, type ToldHoldRow, toldHoldColumns, toldHoldOf, toldHoldSource } from './told-visits.ts';

/** What was begun with a key, what it holds now, and what of the notice its page asks consent to. */
export type OpenSubmission = Submission & {
  /** Null: it holds nothing (any more). */
  readonly held: Hold | null;
  /** The newest change of the privacy notice; null: the shipped one holds. */
  readonly noticeChange: number | null;
};

/** With what will be told when it is confirmed; null: nothing is held. */
export type SubmissionToConfirm = OpenSubmission & { readonly told: ToldHold | null };

/** By one question; null when nothing was ever begun with this key. */
export async function readSubmission(db: Knex, key: string, now: Instant): Promise<SubmissionToConfirm | null> {
  const [found] = await hotRows<SubmissionRow & ToldHoldRow>(
    db,
    submissionOfHash(`, ${toldHoldColumns}`, toldHoldSource),
    { hash: hashOf(key), now: new Date(now) },
  );
  if (found === undefined) return null;
  const { toldVisits, toldVersion, ...row } = found;
  return { ...openSubmission(row, now), told: toldHoldOf({ ...row, toldVisits, toldVersion }) };
}

/** With what the page of details says besides: texts of what is held first (null: nothing is), and the line's setting. */
export type SubmissionPage = OpenSubmission & { readonly texts: DetailsTexts | null; readonly line: unknown };

/** The page of details by one question. */
export async function readSubmissionPage(db: Knex, key: string, now: Instant): Promise<SubmissionPage | null> {
  const [found] = await hotRows<SubmissionRow & Pick<SubmissionPage, 'texts' | 'line'>>(
    db,
    `with submission as materialized (${submissionOfHash()})
     select submission.*, (select value from uenarocanje.setting where key = 'line') as line, (
         select jsonb_build_object(
           'name', service.name, 'documents', documents, 'information', information,
           'placeName', location.name, 'placeAddress', location.address
         )
         from uenarocanje.service, uenarocanje.location
         where service.id = services[1] and location.id = slots -> 0 ->> 'locationId'
       ) as texts
     from submission`,
    { hash: hashOf(key) },
  );
  if (found === undefined) return null;
  const { texts, line, ...row } = found;
  return { ...openSubmission(row, now), texts, line };
}

const submissionOfHash = (columns = '', source = ''): string => `
  select booking.id as "bookingId", array[service_id] || extra_service_ids as services, language,
    confirmed_at is not null as confirmed, handed_over_at is not null as "handedOver", call_id as "callId",
    extended_at is not null as extended, uenarocanje.slots_of(booking.id, true) as slots,
    (select max(id) from uenarocanje.paper_version where name = 'privacy') as "noticeChange"${columns}
  from uenarocanje.booking ${source}
  where key_hash = :hash and purpose = 'visit'`;

type SubmissionRow = Submission & {
  readonly slots: readonly HeldSlot[] | null;
  readonly extended: boolean;
  readonly noticeChange: number | null;
};

function openSubmission({ slots, extended, ...submission }: SubmissionRow, now: Instant): OpenSubmission {
  const ended = slots === null || slots.some(({ expiresAt }) => expiresAt <= now);
  return { ...submission, held: ended ? null : holdOf(submission.bookingId, extended, slots) };
}
