import test from 'ava';
import { erasePerson } from '../../../sql/calendar/erase-visitors.ts';
import { readAppointment } from '../../../sql/calendar/read-appointment.ts';
import { aboutAppointment, recipientOfBooking } from '../../../sql/messages/erase-recipients.ts';
import { withdrawMessages } from '../../../sql/messages/withdraw-messages.ts';
import { putMessage } from '../message-fixture.ts';
import { local } from './calendar-fixture.ts';
import { at, book, visitor, withDesk } from './desk.ts';

test('[R9.3] with a person’s visit goes what they and the unit were told of it; who still comes keeps it', async (t) => {
  await withDesk(async (db, desk) => {
    const bookingIds: number[] = [];
    for (const day of ['2026-03-02', '2026-03-20']) {
      const { appointmentId } = (await book(db, desk, at(desk.counter, `${day} 08:00`))).visits[0]!;
      const about = aboutAppointment(appointmentId);
      const bookingId = (await readAppointment(db, appointmentId))?.bookingId ?? 0;
      const recipientId = recipientOfBooking(bookingId);
      bookingIds.push(bookingId);
      await putMessage(db, { recipientId, about });
      await putMessage(db, { recipientId: 'location:kraj', about, kind: 'reminder' });
    }
    const person = { email: visitor.email, phone: null };
    await db.transaction((trx) => erasePerson(trx, person, local('2026-03-10 08:00')));
    const messages = await db('message').orderBy('id').select('about', 'state', db.raw('payload is null as empty'));
    const [gone, kept] = [messages.filter(({ empty }) => empty), messages.filter(({ empty }) => !empty)];
    t.deepEqual([gone.length, kept.length], [2, 2]);
    t.true(gone.every(({ state }) => state === 'withdrawn'));
    const [{ about }] = kept;
    t.is(await withdrawMessages(db, about), 2);
    const erased = await db('message_recipient').whereNull('email').whereNotNull('erased_at').pluck('id');
    t.deepEqual(erased, bookingIds.slice(0, 1).map(recipientOfBooking));
  });
});
