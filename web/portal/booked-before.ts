import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { findStandingVisits } from '../../sql/calendar/find-standing-visits.ts';
import { earlierSubmissions } from './submission.ts';

export type BookedBefore = { readonly visits: number; readonly href: string };

/**
 * How many visits still to come were booked under the names that a name follows, and the page of the newest: whoever
 * went back after a booking and chose another time must see that this is one more.
 */
export async function bookedBefore(
  db: Knex,
  keyOf: (name: string) => string,
  name: string,
  pageOf: (name: string) => string,
): Promise<BookedBefore | null> {
  const names = earlierSubmissions(name);
  if (names.length === 0) return null;
  const found = await findStandingVisits(db, names.map(keyOf), Date.now() as Instant);
  return found === null ? null : { visits: found.visits, href: pageOf(names[found.which] ?? name) };
}
