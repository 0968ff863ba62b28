import test from 'ava';
import type { Knex } from 'knex';
import { type Instant, later } from '../../engine/core/ids.ts';
import { putDailyLists } from '../../reports/daily-lists.ts';
import { confirmBooking } from '../../sql/calendar/confirm-booking.ts';
import { holdSlots } from '../../sql/calendar/hold-slots.ts';
import { newToken } from '../../sql/calendar/token.ts';
import { citizen, type ServiceId, type Slot } from '../../sql/calendar/words.ts';
import { findUnitToTell } from '../../sql/messages/units-to-tell.ts';
import { withDatabase } from '../database.ts';
import { local, makePlace } from '../sql/calendar/calendar-fixture.ts';

const url = 'https://narocanje.example.si';

async function book(db: Knex, service: ServiceId, slot: Slot, name: string): Promise<void> {
  const deed = { now: local('2026-03-01 12:00'), actor: citizen, announce: async () => undefined };
  const key = newToken();
  const held = await holdSlots(db, deed, { key, services: [service], slots: [slot], language: 'sl' });
  if (held.outcome !== 'held') throw new Error(held.outcome);
  const visitor = { name, email: 'nekdo@example.si', phone: null, note: '' };
  await confirmBooking(db, deed, { key, visitor, consentVersion: '1', informationConfirmed: true });
}

test('[R4.5] a unit that wants a daily list gets it once each morning, with who comes when and for what', async (t) => {
  await withDatabase(async (db) => {
    const rules = [{ from: '08:00', to: '12:00', weekdays: [1, 2, 3, 4, 5] }];
    const { counter, service } = await makePlace(db, { rules, days: ['2026-03-01', '2026-04-30'] });
    await book(db, service, { counterId: counter, startsAt: local('2026-03-02 09:00') }, 'Žiga Čuček');
    await book(db, service, { counterId: counter, startsAt: local('2026-03-02 08:00') }, 'Ana Kos');
    await book(db, service, { counterId: counter, startsAt: local('2026-03-03 08:00') }, 'Jutri Pride');
    const morning = local('2026-03-02 06:00');
    t.is(await putDailyLists(db, morning, url), 0, 'nobody asked for it');
    // The local office has no address of its own: the unit above it is told.
    await db('location').where({ id: 'zgornja' }).update({ notify_email: 'enota@example.si', notify_when: 'daily' });
    t.is(await findUnitToTell(db, 'kraj'), null);
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
    t.deepEqual(await findUnitToTell(db, 'kraj'), { locationId: 'kraj', email: 'kraj@example.si' });
    t.is(await putDailyLists(db, local('2026-03-03 07:00'), url), 0);
  });
});
