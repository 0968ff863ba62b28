import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import type { Hold } from '../../sql/calendar/hold.ts';
import { sameSlot } from '../../sql/calendar/hold.ts';
import { type OpenSubmission, readSubmission, type SubmissionToConfirm } from '../../sql/calendar/read-submission.ts';
import { wasBookedFor } from '../../sql/calendar/was-booked-for.ts';
import type { BookingId, Slot } from '../../sql/calendar/words.ts';
import { nextSubmission } from './submission.ts';

/** What a form of details goes on with: a submission that is not confirmed, and maybe not begun either. */
export type FormSubmission = Pick<OpenSubmission, 'services' | 'noticeChange'> & {
  readonly name: string;
  /** Null: nothing was begun under this name yet. */
  readonly begun: Pick<SubmissionToConfirm, 'bookingId' | 'language' | 'told'> | null;
  readonly held: Hold | null;
};

/** The same slots, in whatever order. */
export const sameSlots = (some: readonly Slot[], others: readonly Slot[]): boolean =>
  some.length === others.length && some.every((slot) => others.some((other) => sameSlot(slot, other)));

/**
 * Which submission a form speaks of that shows these slots. Another tab may have confirmed its name for others: then it
 * is the one that follows, always the same, so that the form that is sent twice is one visit. A booking that was
 * confirmed for just these slots answers its own id: it is done already.
 */
export async function submissionOfForm(
  db: Knex,
  keyOf: (name: string) => string,
  {
    name,
    submission,
    shown,
    now,
  }: { name: string; submission: SubmissionToConfirm; shown: readonly Slot[]; now: Instant },
): Promise<FormSubmission | BookingId> {
  const { services, noticeChange } = submission;
  let found: SubmissionToConfirm | null = submission;
  while (found?.confirmed === true) {
    if (await wasBookedFor(db, found.bookingId, shown)) return found.bookingId;
    name = nextSubmission(name);
    found = await readSubmission(db, keyOf(name), now);
  }
  return { name, services, noticeChange, begun: found, held: found?.held ?? null };
}
