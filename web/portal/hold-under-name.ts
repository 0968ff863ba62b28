import type { Knex } from 'knex';
import { findSubmission } from '../../sql/calendar/find-submission.ts';
import type { HoldOutcome } from '../../sql/calendar/hold-slots.ts';
import { isBookedFor } from '../../sql/calendar/is-booked-for.ts';
import type { Slot } from '../../sql/calendar/words.ts';
import { nextSubmission } from './submission.ts';

export type NamedHold = { readonly submission: string; readonly outcome: HoldOutcome };

/**
 * Holds slots under a name, or under the first one that follows it and is neither too old nor booked for other slots:
 * whoever goes back after a booking and chooses another time wants another visit. What it was booked for already
 * answers `confirmed`, with the name of that booking.
 */
export async function holdUnderName(
  db: Knex,
  keyOf: (name: string) => string,
  { name, slots }: { readonly name: string; readonly slots: readonly Slot[] },
  hold: (name: string) => Promise<HoldOutcome>,
): Promise<NamedHold> {
  const outcome = await hold(name);
  // It ends at the first name that nothing was begun under.
  if (!(await isOver())) return { submission: name, outcome };
  return holdUnderName(db, keyOf, { name: nextSubmission(name), slots }, hold);

  async function isOver(): Promise<boolean> {
    if (outcome.outcome === 'tooOld') return true;
    // What is lost may be their own under the name that follows: the choice was sent twice.
    if (outcome.outcome !== 'confirmed' && outcome.outcome !== 'conflict') return false;
    const begun = await findSubmission(db, keyOf(name));
    return begun?.confirmed === true && !(await isBookedFor(db, begun.bookingId, slots));
  }
}
