import test from 'ava';
import { announceBy } from '../../messages/announce.ts';
import { cancelAppointment } from '../../sql/calendar/cancel-appointment.ts';
import { eraseBooking } from '../../sql/calendar/erase-booking.ts';
import { handOverHold } from '../../sql/calendar/hand-over.ts';
import { holdSlots } from '../../sql/calendar/hold-slots.ts';
import { readAppointment } from '../../sql/calendar/read-appointment.ts';
import { newToken } from '../../sql/calendar/token.ts';
import { citizen } from '../../sql/calendar/words.ts';
import { at, book, sunday, visitor, withDesk } from '../sql/calendar/desk.ts';

/** A file of its own: a process is warned once only. */
test('[R4.5] what is told in a transaction is asked of its connection one after the other', async (t) => {
  const warnings: Error[] = [];
  const heard = (warning: Error): void => void warnings.push(warning);
  process.on('warning', heard);
  await withDesk(async (db, desk) => {
    const announce = announceBy({ publicUrl: 'https://narocanje.example.si', now: () => sunday });
    const deed = () => ({ now: sunday, actor: citizen, announce });
    const telling = { ...desk, deed };
    const slots = ['09:00', '10:00', '11:00', '11:30'].map((time) => at(desk.counter, `2026-03-05 ${time}`));
    const [first, second, third, fourth] = slots;
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) return t.fail();
    const cancelled = await book(db, telling, first);
    const [visit] = cancelled.visits;
    if (visit === undefined) return t.fail();
    t.is((await cancelAppointment(db, deed(), visit.appointmentId)).outcome, 'cancelled');
    const [other] = (await book(db, telling, second, fourth)).visits;
    const { bookingId } = (await readAppointment(db, other?.appointmentId ?? visit.appointmentId)) ?? {};
    if (bookingId === undefined) return t.fail();
    const erased = await eraseBooking(db, deed(), { bookingId, cancelComing: true, token: newToken() });
    t.is(erased.outcome, 'erased');
    const key = newToken();
    await holdSlots(db, deed(), { key, services: [desk.service], slots: [third], language: 'sl' });
    t.not(await handOverHold(db, deed(), { key, visitor }), 'ended');
    const kinds = new Set(await db('message').pluck('kind'));
    for (const kind of ['bookingCancelled', 'dataErased', 'handOver']) t.true(kinds.has(kind), kind);
  });
  // Warnings are told a turn after they happened; the database was closed since then.
  process.off('warning', heard);
  const ours = warnings.filter(({ message }) => message.includes('client.query()'));
  t.deepEqual(
    ours.map(({ message }) => message),
    [],
  );
});
