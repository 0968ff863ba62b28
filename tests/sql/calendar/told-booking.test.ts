import test from 'ava';
import type { Knex } from 'knex';
import { announceBy } from '../../../messages/announce.ts';
import { type ConfirmInput, confirmBooking, confirmBookingCounted } from '../../../sql/calendar/confirm-booking.ts';
import type { Announce, Deed } from '../../../sql/calendar/deed.ts';
import { holdSlots } from '../../../sql/calendar/hold-slots.ts';
import { listSlots } from '../../../sql/calendar/list-slots.ts';
import { showReference } from '../../../sql/calendar/reference.ts';
import { newToken } from '../../../sql/calendar/token.ts';
import { readToldHold } from '../../../sql/calendar/told-visits.ts';
import { citizen, type OfferedSlot, type ServiceId } from '../../../sql/calendar/words.ts';
import type { PointsAsked } from '../../../sql/web/take-points.ts';
import { withDatabase } from '../../database.ts';
import { local, makePlace } from './calendar-fixture.ts';

const now = local('2026-03-01 12:00');
const announce = announceBy({ publicUrl: 'https://narocanje.example.si', now: () => now });
const deed: Deed = { now, actor: citizen, announce };
/** Who tells after the booking, and not with it. */
const tellsAfterwards: Announce = (trx, announcement) => announce(trx, announcement);
const limits: readonly PointsAsked[] = [
  { key: 'bookByContact:ana', seconds: 3600, most: 2 },
  { key: 'book:somewhere', seconds: 3600, most: 3 },
];

type Desk = { readonly service: ServiceId; readonly slots: readonly OfferedSlot[] };

async function withSlots(work: (db: Knex, desk: Desk) => Promise<void>): Promise<void> {
  await withDatabase(async (db) => {
    const rules = [{ from: '08:00', to: '13:00' }];
    const { service } = await makePlace(db, { rules, counters: 4, days: ['2026-03-01', '2026-03-31'] });
    await db('location').where({ id: 'zgornja' }).update({ notify_email: 'ue@example.si', notify_when: 'atOnce' });
    const [from, until] = [local('2026-03-10 00:00'), local('2026-03-11 00:00')];
    await work(db, { service, slots: await listSlots(db, { services: [service], from, until, channel: 'web', now }) });
  });
}

/** Holds slots; answers what confirms them. */
async function held(db: Knex, { service, slots }: Desk, ...places: readonly number[]): Promise<ConfirmInput> {
  const key = newToken();
  const shown = places.map((place) => slots[place] as OfferedSlot);
  await holdSlots(db, deed, { key, services: [service], slots: shown, language: 'sl' });
  const visitor = { name: 'Ana Čuček', email: 'ana@example.si', phone: '+38640123456', note: 'Pridem z vozičkom.' };
  return { key, visitor, consentVersion: '1', informationConfirmed: true, shown, viewToken: newToken() };
}

type Row = { kind: string; channel: string; language: string; email: string; phone: string; payload: unknown };

/** What was told, without secrets and without what each booking has of its own. */
async function told(db: Knex, bookingId: number): Promise<readonly string[]> {
  const ids = await db('appointment').where({ booking_id: bookingId }).orderBy('during').pluck('id');
  const rows: Row[] = await db('message')
    .join('message_recipient', 'message_recipient.id', 'recipient_id')
    .whereIn(
      'about',
      ids.map((id: number) => `appointment:${id}`),
    )
    .select('kind', 'channel', 'language', 'email', 'phone', 'payload', 'expires_at', 'location_id');
  const plain = (text: string): string =>
    text
      .replaceAll(/(obisk|odpoved|prestavitev)\/[\w-]{32}/g, '$1/…')
      .replaceAll(/"reference":"[\d ]+"/g, '"reference":"…"')
      .replaceAll(/"calendarUid":"\d+@ue"/g, '"calendarUid":"…"')
      .replaceAll(/Okence \d/g, 'Okence');
  return rows.map((row) => plain(JSON.stringify(row))).sort();
}

const pointsOf = async (db: Knex): Promise<readonly number[]> =>
  db('visitor_attempt')
    .whereIn(
      'key',
      limits.map(({ key }) => key),
    )
    .orderBy('key')
    .pluck('points');

test('[R4.5] a booking tells the same by one statement and by a transaction of several', async (t) => {
  await withSlots(async (db, desk) => {
    // The same times at two counters each.
    const same = desk.slots.filter(({ startsAt }) => startsAt === desk.slots[0]?.startsAt);
    const next = desk.slots.filter(({ startsAt }) => startsAt > (same[0]?.startsAt ?? 0)).slice(0, 2);
    const [some, others] = [0, 1].map((n) => [same[n], next[n]] as OfferedSlot[]);
    t.is(some?.[1]?.startsAt, others?.[1]?.startsAt);
    const one = await held(db, { ...desk, slots: some ?? [] }, 0, 1);
    const other = await held(db, { ...desk, slots: others ?? [] }, 0, 1);
    const [whole, parts] = [
      await confirmBooking(db, deed, { ...one, language: 'it' }),
      await confirmBooking(db, { ...deed, announce: tellsAfterwards }, { ...other, language: 'it' }),
    ];
    if (whole.outcome !== 'booked' || parts.outcome !== 'booked') return t.fail();
    const said = await told(db, whole.bookingId);
    t.deepEqual(said, await told(db, parts.bookingId));
    // Confirmation and reminder by e-mail and SMS, and a message a visit to the unit.
    t.is(said.length, 6);
    t.is(said.filter((each) => each.includes('"language":"it"')).length, 4);
    t.deepEqual(await db('booking').orderBy('id').pluck('language'), ['it', 'it']);
    for (const { bookingId, visits } of [whole, parts]) {
      const [first] = visits;
      const links = await db('appointment_link').where({ appointment_id: first?.appointmentId }).pluck('purpose');
      t.deepEqual(links.toSorted(), ['cancel', 'move', 'view', 'view']);
      const jobs = await db.raw(`select count(*) as jobs from graphile_worker.jobs where key like 'message:%'`);
      t.is(jobs.rows[0].jobs, 12);
      const numbers = await db('appointment').where({ booking_id: bookingId }).pluck('reference');
      t.deepEqual(numbers.toSorted(), visits.map(({ reference }) => reference).toSorted());
      const told = await db('message').whereRaw(`payload::text like ?`, [
        `%"${showReference(first?.reference ?? '')}"%`,
      ]);
      t.is(told.length, 5, 'numbers in messages are those of the visits');
    }
    const again = await confirmBooking(db, deed, { ...one, viewToken: newToken() });
    t.true(again.outcome === 'booked' && again.repeated);
    t.is((await db('message').pluck('id')).length, 12);
  });
});

test('[R4.5] what changed after it was read is told as it is when the booking stands, and counted once', async (t) => {
  await withSlots(async (db, desk) => {
    const input = await held(db, desk, 0);
    const before = await readToldHold(db, input as { key: string }, now);
    t.is(before?.visits[0]?.locationName, 'Krajevni urad');
    await db('location').where({ id: 'kraj' }).update({ name: 'Krajevni urad Spodnja' });
    const booked = await confirmBookingCounted(db, deed, { ...input, told: before }, limits);
    if (booked.outcome !== 'booked') return t.fail();
    const said = await told(db, booked.bookingId);
    t.is(said.length, 5);
    t.true(said.every((each) => each.includes('Krajevni urad Spodnja')));
    t.deepEqual(await pointsOf(db), [1, 1]);
  });
});

test('[R3.8] a hold that is of other slots than shown books nothing, whatever was read of it', async (t) => {
  await withSlots(async (db, desk) => {
    const input = await held(db, desk, 0);
    const before = await readToldHold(db, input as { key: string }, now);
    const { service, slots } = desk;
    const other = slots.slice(9, 10);
    const key = 'key' in input ? input.key : '';
    await holdSlots(db, deed, { key, services: [service], slots: other, language: 'sl' });
    t.is((await confirmBooking(db, deed, { ...input, told: before })).outcome, 'ended');
    t.is((await confirmBooking(db, deed, input)).outcome, 'ended');
    t.is((await db('message').pluck('id')).length, 0);
    t.is((await confirmBooking(db, deed, { ...input, shown: other })).outcome, 'booked');
  });
});

test('[R4.7] above a limit of bookings nothing is confirmed or told, and every try counts once', async (t) => {
  await withSlots(async (db, desk) => {
    for (const place of [0, 1]) {
      t.is((await confirmBookingCounted(db, deed, await held(db, desk, place), limits)).outcome, 'booked');
    }
    const messages = async () => (await db('message').pluck('id')).length;
    const soFar = await messages();
    const third = await held(db, desk, 2);
    const refused = await confirmBookingCounted(db, deed, third, limits);
    t.deepEqual(refused.outcome === 'limited' ? refused.counted.map(({ points }) => points).toSorted() : null, [3, 3]);
    t.deepEqual(await pointsOf(db), [3, 3]);
    t.is((await db('appointment').where({ state: 'booked' }).pluck('id')).length, 2);
    t.is(await messages(), soFar);
    // Nor where there is nothing to read before: the hold is gone.
    await db('appointment').where({ state: 'held' }).delete();
    t.is((await confirmBookingCounted(db, deed, third, limits)).outcome, 'limited');
    t.deepEqual(await pointsOf(db), [4, 4]);
    t.is((await confirmBookingCounted(db, { ...deed, announce: tellsAfterwards }, third, limits)).outcome, 'limited');
    t.deepEqual(await pointsOf(db), [5, 5]);
  });
});
