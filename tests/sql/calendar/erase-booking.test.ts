import test from 'ava';
import { eraseBooking } from '../../../sql/calendar/erase-booking.ts';
import { markVisit } from '../../../sql/calendar/mark-visit.ts';
import { readAppointment } from '../../../sql/calendar/read-appointment.ts';
import { newToken } from '../../../sql/calendar/token.ts';
import { until } from '../../until.ts';
import { local } from './calendar-fixture.ts';
import { at, book, withDesk } from './desk.ts';

const clerk = { channel: 'clerk' as const, userId: 'referent', callId: null };

test('[R9.3] who is marked as arrived while they have their data erased is told so, and nothing is erased', async (t) => {
  await withDesk(async (db, desk) => {
    const [visit] = (await book(db, desk, at(desk.counter, '2026-03-03 09:00'))).visits;
    const booked = visit === undefined ? null : await readAppointment(db, visit.appointmentId);
    if (booked === null) return t.fail();
    const { appointmentId, bookingId } = booked;
    const early = local('2026-03-03 08:50');
    const [marked, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const marking = db.transaction(async (trx) => {
      await markVisit(trx, desk.deed(early, clerk), appointmentId, 'arrived');
      marked.resolve();
      await commit.promise;
    });
    await marked.promise;
    const erasing = eraseBooking(db, desk.deed(early), { bookingId, cancelComing: true, token: newToken() });
    await until('the erasure waits for the clerk', async () => {
      const { rows } = await db.raw(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    });
    commit.resolve();
    await marking;
    t.is((await erasing).outcome, 'underway');
    t.truthy((await readAppointment(db, appointmentId))?.visitor);
    t.deepEqual(await db('audit_entry').where({ action: 'ownDataErased' }), []);
  });
});
