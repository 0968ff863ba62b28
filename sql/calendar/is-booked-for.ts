import type { Knex } from 'knex';
import { hotRows } from '../rows.ts';
import type { BookingId, Slot } from './words.ts';

/**
 * Whether visits of a booking stand at these slots now. What was cancelled, or moved elsewhere, stands there no more:
 * whoever chooses such a time again wants another visit (was-booked-for.ts says when a form is only sent again).
 */
export async function isBookedFor(db: Knex, bookingId: BookingId, slots: readonly Slot[]): Promise<boolean> {
  const others = await hotRows(
    db,
    `select from unnest(cast(:counterIds as integer[]), cast(:startsAt as timestamptz[])) as slot (counter, starts)
     where not exists (
       select from uenarocanje.appointment as visit
       where booking_id = :bookingId and state <> 'cancelled' and counter_id = counter and lower(during) = starts
     )`,
    {
      bookingId,
      counterIds: slots.map((slot) => slot.counterId),
      startsAt: slots.map((slot) => new Date(slot.startsAt)),
    },
  );
  return others.length === 0;
}
