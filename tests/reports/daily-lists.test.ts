import test from 'ava';
import type { Knex } from 'knex';
import { type Instant, later } from '../../engine/core/ids.ts';
import { announceBy } from '../../messages/announce.ts';
import { putDailyLists } from '../../reports/daily-lists.ts';
import { cancelAppointment } from '../../sql/calendar/cancel-appointment.ts';
import { confirmBooking } from '../../sql/calendar/confirm-booking.ts';
import type { Deed } from '../../sql/calendar/deed.ts';
import { erasePerson } from '../../sql/calendar/erase-visitors.ts';
import { holdSlots } from '../../sql/calendar/hold-slots.ts';
import { swapAppointment } from '../../sql/calendar/swap-appointment.ts';
import { newToken } from '../../sql/calendar/token.ts';
import { type AppointmentId, citizen, type ServiceId, type Slot } from '../../sql/calendar/words.ts';
import { settleSent } from '../../sql/messages/settle-message.ts';
import { findUnitToTell } from '../../sql/messages/units-to-tell.ts';
import { rows } from '../../sql/rows.ts';
import { withDatabase } from '../database.ts';
import { local, makePlace } from '../sql/calendar/calendar-fixture.ts';

const rules = [{ from: '08:00', to: '12:00', weekdays: [1, 2, 3, 4, 5] }];
const url = 'https://narocanje.example.si';

async function book(
  db: Knex,
  service: ServiceId,
  slot: Slot,
  name: string,
  deed: Deed = { now: local('2026-03-01 12:00'), actor: citizen, announce: async () => undefined },
): Promise<AppointmentId> {
  const key = newToken();
  const held = await holdSlots(db, deed, { key, services: [service], slots: [slot], language: 'sl' });
  if (held.outcome !== 'held') throw new Error(held.outcome);
  const visitor = { name, email: `${name.replaceAll(/\W/g, '')}@example.si`, phone: null, note: 'z vozičkom' };
  const booked = await confirmBooking(db, deed, { key, visitor, consentVersion: '1', informationConfirmed: true });
  const visit = booked.outcome === 'booked' ? booked.visits[0] : undefined;
  if (visit === undefined) throw new Error(booked.outcome);
  return visit.appointmentId;
}

test('[R4.5] a unit that wants a daily list gets it once each morning, with who comes when and for what', async (t) => {
  await withDatabase(async (db) => {
    const { counter, service } = await makePlace(db, { rules, days: ['2026-03-01', '2026-04-30'] });
    await book(db, service, { counterId: counter, startsAt: local('2026-03-02 09:00') }, 'Žiga Čuček');
    await book(db, service, { counterId: counter, startsAt: local('2026-03-02 08:00') }, 'Ana Kos');
    await book(db, service, { counterId: counter, startsAt: local('2026-03-03 08:00') }, 'Jutri Pride');
    const morning = local('2026-03-02 06:00');
    t.is(await putDailyLists(db, morning, url), 0, 'nobody asked for it');
    // The local office has no address of its own: the unit above it is told.
    await db('location').where({ id: 'zgornja' }).update({ notify_email: 'enota@example.si', notify_when: 'daily' });
    const asked = { locationId: 'kraj', startsAt: [local('2026-03-03 08:00')], now: morning };
    t.is(await findUnitToTell(db, asked), null);
    t.is(await putDailyLists(db, later(morning, -60_000), url), 0, 'before six');
    for (const at of [morning, later(morning, 900_000), local('2026-03-02 15:59')]) await putDailyLists(db, at, url);
    const messages = await db('message');
    t.is(messages.length, 1);
    const [{ payload, recipient_id, location_id }] = messages;
    t.deepEqual([recipient_id, location_id, payload.day], ['location:zgornja', 'zgornja', '2026-03-02']);
    t.deepEqual(
      payload.entries.map((entry: { citizen: { name: string }; startsAt: Instant }) => [
        entry.citizen.name,
        entry.startsAt,
      ]),
      [
        ['Ana Kos', local('2026-03-02 08:00')],
        ['Žiga Čuček', local('2026-03-02 09:00')],
      ],
    );
    t.is(await putDailyLists(db, local('2026-03-04 07:00'), url), 0, 'a day without visits needs no message');
    // An address of its own is nearer.
    await db('location').where({ id: 'kraj' }).update({ notify_email: 'kraj@example.si', notify_when: 'atOnce' });
    t.deepEqual(await findUnitToTell(db, asked), { locationId: 'kraj', email: 'kraj@example.si' });
    t.is(await putDailyLists(db, local('2026-03-03 07:00'), url), 0);
  });
});

test('[R9.3] who is erased goes out of the daily lists too, of those that were sent and those that wait', async (t) => {
  await withDatabase(async (db) => {
    const { counter, service } = await makePlace(db, { rules, days: ['2026-03-01', '2026-04-30'] });
    await db('location').where({ id: 'zgornja' }).update({ notify_email: 'enota@example.si', notify_when: 'daily' });
    const slot = (wall: string): Slot => ({ counterId: counter, startsAt: local(wall) });
    const deed = { now: local('2026-03-01 12:00'), actor: citizen, announce: async () => undefined };
    await book(db, service, slot('2026-03-02 09:00'), 'Stara Kos');
    await book(db, service, slot('2026-03-02 10:00'), 'Ana Ostane');
    const gone = await book(db, service, slot('2026-03-02 08:00'), 'Stara Kos');
    await putDailyLists(db, local('2026-03-02 06:00'), url);
    await db('message').update({ state: 'sending', sending_since: new Date(), tries: 1 });
    const [{ id }] = await db('message');
    // As the messenger does after it was handed over.
    await settleSent(db, { id, tries: 1 }, null, []);
    const waiting = await book(db, service, slot('2026-03-03 08:00'), 'Stara Kos');
    await book(db, service, slot('2026-03-03 09:00'), 'Ana Ostane');
    await putDailyLists(db, local('2026-03-03 06:00'), url);
    for (const appointmentId of [gone, waiting]) await cancelAppointment(db, deed, appointmentId);
    const person = { email: 'StaraKos@example.si', phone: null };
    await db.transaction((trx) => erasePerson(trx, person, local('2026-03-03 13:00')));
    const lists = await db('message').where({ kind: 'unitDailyList' }).orderBy('created_at');
    t.deepEqual(
      lists.map(({ state, rendered }) => [state, rendered]),
      [
        ['sent', null],
        ['queued', null],
      ],
    );
    for (const { payload } of lists) {
      const text = JSON.stringify(payload);
      t.false(text.includes('Stara') || text.includes('StaraKos'), text);
      t.true(text.includes('Ana Ostane') && text.includes('osebni podatki so izbrisani'));
      t.is(text.match(/z vozičkom/g)?.length, 1, 'the note of who stays');
    }
  });
});

test('[R4.5] once the list of a day is out, or the day’s morning is over, what changes on it is told at once', async (t) => {
  await withDatabase(async (db) => {
    const { counter, service } = await makePlace(db, { rules, days: ['2026-03-01', '2026-04-30'] });
    await db('location').where({ id: 'zgornja' }).update({ notify_email: 'enota@example.si', notify_when: 'daily' });
    const slot = (wall: string): Slot => ({ counterId: counter, startsAt: local(wall) });
    const deedAt = (wall: string): Deed => ({
      now: local(wall),
      actor: { channel: 'clerk', userId: 'uradnik', callId: null },
      announce: announceBy({ publicUrl: url, now: () => local(wall) }),
    });
    const told = async () =>
      (await db('message').where({ kind: 'unitNotification' }).orderBy(['created_at', 'id'])).map(
        ({ payload }) => `${payload.change} ${payload.citizen.name}`,
      );
    const early = await book(db, service, slot('2026-03-02 11:00'), 'Ana', deedAt('2026-03-02 05:59'));
    t.deepEqual(await told(), [], 'the list of six tells it');
    await putDailyLists(db, local('2026-03-02 06:00'), url);
    const late = await book(db, service, slot('2026-03-02 10:00'), 'Ivo', deedAt('2026-03-02 07:00'));
    t.deepEqual(await told(), ['booked Ivo']);
    await book(db, service, slot('2026-03-03 10:00'), 'Eva', deedAt('2026-03-02 07:00'));
    t.deepEqual(await told(), ['booked Ivo'], 'tomorrow’s list tells it');
    await cancelAppointment(db, deedAt('2026-03-02 07:10'), early);
    t.deepEqual(await told(), ['booked Ivo', 'cancelled Ana']);
    const moved = deedAt('2026-03-02 07:20');
    await swapAppointment(db, moved, { appointmentId: late, to: slot('2026-03-03 11:00') });
    t.deepEqual(await told(), ['booked Ivo', 'cancelled Ana', 'moved Ivo'], 'today lacks it now');
    // A day without visits had no list in the morning; one that comes before the last round stands in that.
    const silent = await book(db, service, slot('2026-03-04 11:00'), 'Jan', deedAt('2026-03-04 08:00'));
    t.is((await told()).length, 3);
    t.is(await putDailyLists(db, local('2026-03-04 08:15'), url), 1);
    await cancelAppointment(db, deedAt('2026-03-04 08:20'), silent);
    t.is((await told()).at(-1), 'cancelled Jan');
    // The last round is at a quarter to four: a first visit that comes after it stands in no list.
    const isOut = async (wall: string, day: string): Promise<boolean> => {
      const [answer] = await rows<{ isOut: boolean }>(
        db,
        `select uenarocanje.daily_list_is_out('zgornja', cast(:day as date), cast(:now as timestamptz)) as "isOut"`,
        { day, now: new Date(local(wall)) },
      );
      return answer?.isOut === true;
    };
    t.false(await isOut('2026-03-05 15:44', '2026-03-05'));
    for (const wall of ['15:45', '15:50', '16:00']) t.true(await isOut(`2026-03-05 ${wall}`, '2026-03-05'), wall);
    t.false(await isOut('2026-03-05 15:50', '2026-03-06'), 'tomorrow’s list is still to come');
  });
});
