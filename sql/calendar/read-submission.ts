import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows } from '../rows.ts';
import type { Submission } from './find-submission.ts';
import { type HeldSlot, type Hold, holdOf } from './hold.ts';
import { hashOf } from './token.ts';

/** What was begun with a key, what it holds now, and what of the notice its page asks consent to. */
export type OpenSubmission = Submission & {
  /** Null: it holds nothing (any more). */
  readonly held: Hold | null;
  /** The newest change of the privacy notice; null: the shipped one holds. */
  readonly noticeChange: number | null;
};

/** By one question; null when nothing was ever begun with this key. */
export async function readSubmission(db: Knex, key: string, now: Instant): Promise<OpenSubmission | null> {
  const [found] = await hotRows<
    Submission & { slots: readonly HeldSlot[] | null; extended: boolean; noticeChange: number | null }
  >(
    db,
    `select id as "bookingId", array[service_id] || extra_service_ids as services, language,
       confirmed_at is not null as confirmed, handed_over_at is not null as "handedOver", call_id as "callId",
       extended_at is not null as extended, uenarocanje.slots_of(id, true) as slots,
       (select max(id) from uenarocanje.paper_version where name = 'privacy') as "noticeChange"
     from uenarocanje.booking
     where key_hash = :hash and purpose = 'visit'`,
    { hash: hashOf(key) },
  );
  if (found === undefined) return null;
  const { slots, extended, ...submission } = found;
  const ended = slots === null || slots.some(({ expiresAt }) => expiresAt <= now);
  return { ...submission, held: ended ? null : holdOf(submission.bookingId, extended, slots) };
}
