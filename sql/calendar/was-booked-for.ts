import type { Knex } from 'knex';
import { hotRows } from '../rows.ts';
import type { BookingId, Slot } from './words.ts';

/**
 * Whether these slots are what a booking was confirmed for: its visits stand there, or stood there before they were
 * moved or cancelled. A form of details that is sent again is done already, whatever became of its visit.
 */
export async function wasBookedFor(db: Knex, bookingId: BookingId, slots: readonly Slot[]): Promise<boolean> {
  const others = await hotRows(
    db,
    `select from unnest(cast(:counterIds as integer[]), cast(:startsAt as timestamptz[])) as slot (counter, starts)
     where not exists (
       select from uenarocanje.appointment as visit
       where booking_id = :bookingId and (
         (visit.counter_id = counter and lower(visit.during) = starts) or exists (
           select from uenarocanje.appointment_event as event
           where event.appointment_id = visit.id and event.what = 'moved'
             and cast(event.details ->> 'fromCounterId' as integer) = counter
             and cast(event.details ->> 'fromStartsAt' as numeric) = round(extract(epoch from starts) * 1000)
         )
       )
     )`,
    {
      bookingId,
      counterIds: slots.map((slot) => slot.counterId),
      startsAt: slots.map((slot) => new Date(slot.startsAt)),
    },
  );
  return others.length === 0;
}
