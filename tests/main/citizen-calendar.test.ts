import test from 'ava';
import type { Knex } from 'knex';
import { type CallId, type Instant, later } from '../../engine/core/ids.ts';
import type { CalendarAnswer, CalendarQuestion } from '../../engine/core/self-service.ts';
import { citizenCalendar } from '../../main/telephone/citizen-calendar.ts';
import { announceBy } from '../../messages/announce.ts';
import { readAppointment, readHistory } from '../../sql/calendar/read-appointment.ts';
import { swapAppointment } from '../../sql/calendar/swap-appointment.ts';
import type { AppointmentId } from '../../sql/calendar/words.ts';
import { openVisitorLimits } from '../../web/security/visitor-limits.ts';
import { at, book, type Desk, sunday, visitor, withDesk } from '../sql/calendar/desk.ts';

const callId = 'call-of-keys' as CallId;

/** The calendar as callers reach it, at an instant of the desk's story. */
const asking =
  (db: Knex, callerNumber: string | null = '38641999888') =>
  (question: CalendarQuestion, now: Instant = sunday): Promise<CalendarAnswer> =>
    citizenCalendar({
      db,
      announce: announceBy({ publicUrl: 'http://127.0.0.1', now: () => now }),
      limits: openVisitorLimits(db, 'a secret of forty characters for the test'),
      now: () => now,
    }).answer(question, { callId, callerNumber });

async function booked(
  db: Knex,
  desk: Desk,
  time = '2026-03-02 08:00',
): Promise<{ reference: string; appointment: number }> {
  const { visits } = await book(db, desk, at(desk.counter, time));
  const [visit] = visits;
  if (visit === undefined) throw new Error('Nothing was booked.');
  return { reference: visit.reference, appointment: visit.appointmentId };
}

const phoneEnd = visitor.phone.slice(-4);

test('[R1.5] [R3.6] the first free slots anywhere, within a place and its offices, and none', async (t) => {
  await withDesk(async (db, desk) => {
    const ask = asking(db);
    const { service } = desk;
    const [{ location_id: office } = { location_id: '' }] = await db('counter').select('location_id');
    const [{ parent_id: unit } = { parent_id: '' }] = await db('location').where({ id: office }).select('parent_id');
    const anywhere = await ask({ kind: 'freeSlots', service, location: null });
    t.like(anywhere, { kind: 'freeSlots', waitingDays: 1 });
    if (anywhere.kind === 'freeSlots')
      t.deepEqual(
        anywhere.slots.map(({ startsAt }) => startsAt),
        [at(desk.counter, '2026-03-02 08:00').startsAt],
      );
    for (const location of [office, unit]) {
      const within = await ask({ kind: 'freeSlots', service, location });
      if (within.kind !== 'freeSlots') return t.fail(within.kind);
      // Two counters have the first time; it is said once.
      const times = within.slots.map(({ startsAt }) => startsAt);
      t.is(new Set(times).size, 3, location);
      t.deepEqual(times, [...times].sort());
      t.is(times[0], at(desk.counter, '2026-03-02 08:00').startsAt);
    }
    await db('counter').catch(() => undefined);
    const after = await ask({ kind: 'freeSlots', service, location: 'there-is-no-such-place' });
    t.deepEqual(after, { kind: 'freeSlots', slots: [], waitingDays: 0 });
  });
});

test('[R1.5] [R3.9] a visit is found by number and proof, cancelled once, with its mail and its history of the call', async (t) => {
  await withDesk(async (db, desk) => {
    const ask = asking(db);
    const { reference, appointment } = await booked(db, desk);
    const found = await ask({ kind: 'findVisit', reference, phoneEnd });
    t.like(found, { kind: 'visit', visit: { appointment, state: 'booked', confirmed: false } });
    t.false(JSON.stringify(found).includes('Čuček'), 'nothing personal is told');
    t.deepEqual(await ask({ kind: 'cancelVisit', appointment }), { kind: 'cancelled' });
    t.deepEqual(await ask({ kind: 'cancelVisit', appointment }), { kind: 'cancelled' }, 'asked again after a crash');
    const history = await readHistory(db, appointment as AppointmentId);
    t.deepEqual(
      history.filter(({ what }) => what === 'cancelled').map(({ channel, callId: call }) => [channel, call]),
      [['telephone', callId]],
    );
    const mails = await db('message').where({ kind: 'bookingCancelled' }).select('channel');
    t.deepEqual([...new Set(mails.map(({ channel }) => channel))].sort(), ['email', 'sms']);
    t.like(await ask({ kind: 'findVisit', reference, phoneEnd }), { visit: { state: 'cancelled' } });
    t.like(await ask({ kind: 'confirmVisit', appointment }), { kind: 'tooLate', state: 'cancelled' });
  });
});

test('[R1.5] who says that they will come is known by it until the visit moves', async (t) => {
  await withDesk(async (db, desk) => {
    const ask = asking(db);
    const { reference, appointment } = await booked(db, desk);
    t.deepEqual(await ask({ kind: 'confirmVisit', appointment }), { kind: 'confirmed' });
    t.deepEqual(await ask({ kind: 'confirmVisit', appointment }, later(sunday, 60_000)), { kind: 'confirmed' });
    const id = appointment as AppointmentId;
    t.is((await readAppointment(db, id))?.assuredAt, sunday, 'the first time counts');
    t.is((await readHistory(db, id)).filter(({ what }) => what === 'assured').length, 1);
    t.like(await ask({ kind: 'findVisit', reference, phoneEnd }), { visit: { confirmed: true } });
    await swapAppointment(db, desk.deed(), { appointmentId: id, to: at(desk.counter, '2026-03-03 09:00') });
    t.is((await readAppointment(db, id))?.assuredAt, null, 'another time is another promise');
  });
});

test('[R1.5] a visit that has begun, or is past, can be neither cancelled nor confirmed by key', async (t) => {
  await withDesk(async (db, desk) => {
    const ask = asking(db);
    const { reference, appointment } = await booked(db, desk);
    const begins = at(desk.counter, '2026-03-02 08:00').startsAt;
    for (const [now, state] of [
      [begins, 'begun'],
      [later(begins, 24 * 3_600_000), 'past'],
    ] as const) {
      t.like(await ask({ kind: 'findVisit', reference, phoneEnd }, now), { visit: { state } });
      t.deepEqual(await ask({ kind: 'cancelVisit', appointment }, now), { kind: 'tooLate', state });
      t.deepEqual(await ask({ kind: 'confirmVisit', appointment }, now), { kind: 'tooLate', state });
    }
  });
});

test('[R1.5] [R4.7] wrong number, wrong proof and no telephone are one answer; guessing ends by number and by caller', async (t) => {
  await withDesk(async (db, desk) => {
    const { reference } = await booked(db, desk);
    const none = { kind: 'noSuchVisit' } as const;
    const ask = asking(db);
    t.deepEqual(await ask({ kind: 'findVisit', reference, phoneEnd: '0000' }), none);
    t.deepEqual(await ask({ kind: 'findVisit', reference: '1234567890', phoneEnd }), none);
    t.deepEqual(await ask({ kind: 'findVisit', reference: '1234567897', phoneEnd }), none);
    await db('visitor').update({ phone: null });
    t.deepEqual(await ask({ kind: 'findVisit', reference, phoneEnd }), none, 'and no proof is taken for one');
    await db('visitor').update({ phone: visitor.phone });
    // From ever other numbers: the visit itself is not tried more often.
    for (let caller = 0; caller < 8; caller += 1)
      t.deepEqual(await asking(db, `3864100000${caller}`)({ kind: 'findVisit', reference, phoneEnd: '0001' }), none);
    t.deepEqual(await asking(db, '38641000111')({ kind: 'findVisit', reference, phoneEnd }), { kind: 'tooManyTries' });
    // From one number: ten tries, whatever is tried.
    const one = asking(db, '38641222333');
    for (let tried = 0; tried < 10; tried += 1)
      t.deepEqual(await one({ kind: 'findVisit', reference: `100000000${tried}`, phoneEnd: '0000' }), none);
    t.deepEqual(await one({ kind: 'findVisit', reference: '1000000011', phoneEnd: '0000' }), { kind: 'tooManyTries' });
    const attempts = await db('visitor_attempt').select('key');
    t.false(
      attempts.some(({ key }) => key.includes('38641') || key.includes(reference)),
      'only their HMAC is kept',
    );
  });
});
