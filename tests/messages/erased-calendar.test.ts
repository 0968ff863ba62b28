import test from 'ava';
import { announceBy } from '../../messages/announce.ts';
import { eraseBooking } from '../../sql/calendar/erase-booking.ts';
import { readAppointment } from '../../sql/calendar/read-appointment.ts';
import { newToken } from '../../sql/calendar/token.ts';
import { urlOf } from '../../sql/database.ts';
import { at, book, sunday, visitor, withDesk } from '../sql/calendar/desk.ts';
import { readMail, withMailServer } from './mail-server.ts';
import { reaches, withMessenger } from './messenger-fixture.ts';

test('[R9.3] [R4.5] who has coming visits erased is sent the end of each for their calendar, and no copy keeps their address', async (t) => {
  await withDesk(async (db, desk) => {
    await withMailServer(async (server) => {
      const announce = announceBy({ publicUrl: 'http://127.0.0.1', now: () => sunday });
      const told = {
        ...desk,
        deed: (...[when, actor]: Parameters<typeof desk.deed>) => ({ ...desk.deed(when, actor), announce }),
      };
      const { visits } = await book(
        db,
        told,
        at(desk.counter, '2026-03-02 08:00'),
        at(desk.counter, '2026-03-02 08:30'),
      );
      const booked = await readAppointment(db, visits[0]!.appointmentId);
      if (booked === null) return t.fail();
      const wish = { bookingId: booked.bookingId, cancelComing: true, token: newToken() };
      t.is((await eraseBooking(db, told.deed(), wish)).outcome, 'erased');
      const { id } = await db('message').where({ kind: 'dataErased', channel: 'email' }).first('id');
      await withMessenger({ databaseUrl: urlOf(db), smtpUrl: server.smtpUrl }, async () => {
        await reaches(db, id, 'sent');
      });
      const mail = server.mails.map(readMail).find(({ headers }) => headers['message-id']?.includes(id));
      t.deepEqual(
        mail?.calendars.map(({ method }) => method),
        ['CANCEL', 'CANCEL'],
      );
      for (const { content } of mail?.calendars ?? []) {
        for (const line of [/METHOD:CANCEL/, /STATUS:CANCELLED/, /SEQUENCE:1/, /ORGANIZER/]) t.regex(content, line);
        t.true(content.replaceAll(/\r\n /g, '').includes(`MAILTO:${visitor.email}`), 'to whom it was sent');
      }
      const uids = mail?.calendars.map(({ content }) => /UID:(\S+)/.exec(content)?.[1]);
      t.deepEqual(
        uids,
        visits.map(({ appointmentId }) => `${appointmentId}@ue`),
      );
      const kept = JSON.stringify(await db('message').select());
      t.false(kept.includes(visitor.email));
    });
  });
});
