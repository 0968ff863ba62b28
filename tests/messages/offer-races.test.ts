import test from 'ava';
import type { Knex } from 'knex';
import { announceBy } from '../../messages/announce.ts';
import { cancelAppointment, leaveWaitlist, lockVisit } from '../../sql/calendar/cancel-appointment.ts';
import type { Deed } from '../../sql/calendar/deed.ts';
import { readAppointment } from '../../sql/calendar/read-appointment.ts';
import { joinWaitlist } from '../../sql/calendar/waitlist.ts';
import { type AppointmentId, citizen } from '../../sql/calendar/words.ts';
import { recipientOfBooking } from '../../sql/messages/erase-recipients.ts';
import { saveRecipient } from '../../sql/messages/save-recipient.ts';
import { rows } from '../../sql/rows.ts';
import { at, book, type Desk, sunday, withDesk } from '../sql/calendar/desk.ts';
import { until } from '../until.ts';

const announce = announceBy({ publicUrl: 'https://narocanje.example.si', now: () => sunday });

type Told = Deed & { readonly attempts: () => number };

/** Counts how often it was done: what the server ended for a deadlock is done again. */
function counted(): Told {
  let attempts = 0;
  return {
    now: sunday,
    actor: citizen,
    announce: async (trx, told) => {
      if (told.type === 'cancelled') attempts += 1;
      await announce(trx, told);
    },
    attempts: () => attempts,
  };
}

/** One visit that is cancelled, and a later one of a booking of two that waits for such a time. */
async function freedAndWaiting(db: Knex, desk: Desk) {
  await db('location').where({ id: 'zgornja' }).update({ notify_email: 'enota@example.si' });
  const telling = { ...desk, deed: () => counted() };
  const early = await book(db, telling, at(desk.counter, '2026-03-10 09:00'));
  const late = await book(db, telling, at(desk.counter, '2026-03-24 09:00'), at(desk.counter, '2026-03-24 10:00'));
  const [freed, waiting, sibling] = [...early.visits, ...late.visits].map(({ appointmentId }) => appointmentId);
  if (freed === undefined || waiting === undefined || sibling === undefined) throw new Error('Nothing was booked.');
  const wish = { firstDay: null, lastDay: null, weekdays: null, from: null, to: null, noticeDays: 0, withinKm: null };
  await joinWaitlist(db, counted(), waiting, { ...wish, locationIds: ['kraj'] });
  return { freed, waiting, sibling };
}

/** The other one waits for a lock, or is done without. */
async function waitsOrIsDone(db: Knex, other: Promise<unknown>): Promise<void> {
  let done = false;
  other.finally(() => {
    done = true;
  });
  await until('somebody waits for a lock', async () => {
    const waiting = await rows(
      db,
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return done || waiting.length > 0;
  });
}

const lock = (trx: Knex, appointmentId: AppointmentId) => rows(trx, lockVisit, { appointmentId });

test('[R3.8] [R4.5] a time is freed while who waits for it cancels: neither waits for the other', async (t) => {
  await withDesk(async (db, desk) => {
    const { freed, waiting } = await freedAndWaiting(db, desk);
    const deed = counted();
    let cancelled: Promise<unknown> = Promise.resolve();
    await db.transaction(async (trx) => {
      // As cancelling does: the visit is locked, and a moment later it waits for nothing any more.
      await lock(trx, waiting);
      cancelled = cancelAppointment(db, deed, freed);
      await waitsOrIsDone(db, cancelled);
      await leaveWaitlist(trx, counted(), waiting);
    });
    t.deepEqual(await cancelled, { outcome: 'cancelled', repeated: false });
    t.is(deed.attempts(), 1, 'it was not ended by the server for a deadlock and done again');
    t.deepEqual(await db('waitlist_offer'), [], 'who waits for nothing any more is offered nothing');
  });
});

test('[R3.8] [R4.5] a time is freed while a sibling of who waits for it is cancelled: neither waits for the other', async (t) => {
  await withDesk(async (db, desk) => {
    const { freed, waiting, sibling } = await freedAndWaiting(db, desk);
    const { bookingId, visitor } = (await readAppointment(db, waiting)) ?? {};
    if (bookingId === undefined || visitor == null) return t.fail();
    const deed = counted();
    let cancelled: Promise<unknown> = Promise.resolve();
    await db.transaction(async (trx) => {
      // As cancelling does: the visit is locked, its citizen is told, and then the unit.
      await lock(trx, sibling);
      await saveRecipient(trx, { id: recipientOfBooking(bookingId), email: visitor.email, phone: visitor.phone });
      cancelled = cancelAppointment(db, deed, freed);
      await waitsOrIsDone(db, cancelled);
      await saveRecipient(trx, { id: 'location:zgornja', email: 'enota@example.si', phone: null });
    });
    t.deepEqual(await cancelled, { outcome: 'cancelled', repeated: false });
    t.is(deed.attempts(), 1);
  });
});

test('[R4.5] a time that is freed while nobody touches who waits for it is offered to them', async (t) => {
  await withDesk(async (db, desk) => {
    const { freed, waiting } = await freedAndWaiting(db, desk);
    await cancelAppointment(db, counted(), freed);
    t.is((await db('waitlist_offer')).length, 1);
    t.deepEqual(await db('message').where({ kind: 'waitlistOffer' }).distinct('about').pluck('about'), [
      `appointment:${waiting}`,
    ]);
  });
});
