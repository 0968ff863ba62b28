import type { Knex } from 'knex';
import { recipientOfBooking } from '../messages/erase-recipients.ts';
import { saveRecipient } from '../messages/save-recipient.ts';
import { rows } from '../rows.ts';
import { type Deed, recordVisitEvent } from './deed.ts';
import { lockBooking } from './lock-booking.ts';
import { saveVisitor, type Visitor } from './visitor.ts';
import type { AppointmentId, BookingId } from './words.ts';

/** Corrects who comes and where to reach them, for all visits of the booking. 'erased': it was erased and stays so. */
export async function changeVisitor(
  db: Knex,
  deed: Deed,
  { bookingId, visitor }: { bookingId: BookingId; visitor: Visitor },
): Promise<'changed' | 'erased'> {
  return db.transaction(async (trx) => {
    await lockBooking(trx, bookingId);
    const [standing] = await rows(trx, `select from uenarocanje.visitor where booking_id = :bookingId for update`, {
      bookingId,
    });
    if (standing === undefined) return 'erased';
    await saveVisitor(trx, bookingId, visitor);
    // What is not sent yet, a reminder above all, goes to the corrected address.
    const { email, phone } = visitor;
    await saveRecipient(trx, { id: recipientOfBooking(bookingId), email, phone });
    const visits = await rows<{ id: AppointmentId }>(
      trx,
      `select id from uenarocanje.appointment where booking_id = :bookingId and state <> 'held' order by id`,
      { bookingId },
    );
    for (const { id } of visits) await recordVisitEvent(trx, deed, id, 'contactChanged');
    // By another way than before, too: who has an address now and had none is reminded.
    const [first] = visits;
    if (first !== undefined) await deed.announce(trx, { type: 'remindersChanged', appointmentId: first.id });
    return 'changed';
  });
}
