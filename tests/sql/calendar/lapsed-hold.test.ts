import test from 'ava';
import { later } from '../../../engine/core/ids.ts';
import { confirmBooking } from '../../../sql/calendar/confirm-booking.ts';
import { handOverHold } from '../../../sql/calendar/hand-over.ts';
import { holdSlots } from '../../../sql/calendar/hold-slots.ts';
import { newReference } from '../../../sql/calendar/reference.ts';
import { hashOf, newToken } from '../../../sql/calendar/token.ts';
import { type Actor, citizen } from '../../../sql/calendar/words.ts';
import { rows } from '../../../sql/rows.ts';
import { at, type Desk, sunday, visitor, withDesk, workdays } from './desk.ts';

const agent: Actor = { channel: 'agent', userId: 'agent1', callId: null };
const over = later(sunday, 11 * 60_000);
const [rule] = workdays;

async function hold(db: Parameters<typeof holdSlots>[0], { deed, service, counter }: Desk, ...walls: string[]) {
  const key = newToken();
  const slots = walls.map((wall) => at(counter, `2026-03-02 ${wall}`));
  return {
    key,
    slots,
    as: async (when = sunday, actor = citizen) =>
      (await holdSlots(db, deed(when, actor), { key, services: [service], slots, language: 'sl' })).outcome,
    confirm: async (when = sunday, actor = citizen, shown = slots) =>
      (
        await confirmBooking(db, deed(when, actor), {
          key,
          visitor,
          consentVersion: '1',
          informationConfirmed: true,
          shown,
        })
      ).outcome,
  };
}

test('[R3.3] [R3.8] a hold that is over is confirmed only while its opening has room: the capacity holds', async (t) => {
  await withDesk(
    async (db, desk) => {
      const late = await hold(db, desk, '08:00');
      t.is(await late.as(), 'held');
      const other = await hold(db, desk, '08:30');
      t.is(await other.as(over), 'held');
      t.is(await late.confirm(over), 'ended', 'a hold of somebody else counts');
      t.is(await other.confirm(over), 'booked');
      t.is(await late.confirm(over), 'ended');
      t.is((await db('appointment').where({ state: 'booked' })).length, 1);
    },
    [{ ...rule!, capacity: 1 }],
  );
});

test('[R3.3] [R3.8] what was held together and is over is judged together, and good while nobody took its room', async (t) => {
  await withDesk(
    async (db, desk) => {
      const two = await hold(db, desk, '08:00', '08:30');
      t.is(await two.as(), 'held');
      const one = await hold(db, desk, '09:00');
      t.is(await one.as(over), 'held');
      t.is(await two.confirm(over), 'ended', 'room for one of them is not enough');
      t.is((await db('appointment').where({ state: 'booked' })).length, 0);
      await db('appointment').where({ state: 'held' }).where('expires_at', '>', new Date(over)).delete();
      t.is(await two.confirm(over), 'booked');
    },
    [{ ...rule!, capacity: 2 }],
  );
});

test('[R3.3] [R3.9] the share of staff holds too, also against a hold that is handed over after its end', async (t) => {
  await withDesk(
    async (db, desk) => {
      // Half of four hours is for staff: four visits of half an hour are left for citizens and agents.
      const late = await hold(db, desk, '08:00');
      t.is(await late.as(sunday, agent), 'held');
      const others = await hold(db, desk, '08:30', '09:00', '09:30', '10:00');
      t.is(await others.as(over, agent), 'held');
      t.is(await late.confirm(over, agent), 'ended');
      t.is(await handOverHold(db, desk.deed(over, agent), { key: late.key, visitor }), 'ended');
      t.is(await others.confirm(over, agent), 'booked');
    },
    [{ ...rule!, staffShare: 0.5 }],
  );
});

test('[R3.8] only what was shown is confirmed, whatever the key holds by now', async (t) => {
  await withDesk(async (db, desk) => {
    const two = await hold(db, desk, '08:00', '08:30');
    t.is(await two.as(), 'held');
    t.is(await two.confirm(sunday, citizen, two.slots.slice(0, 1)), 'ended');
    t.is(await two.confirm(sunday, citizen, [at(desk.counter, '2026-03-02 09:00')]), 'ended');
    t.is(await two.confirm(sunday, citizen, [...two.slots].reverse()), 'booked');
  });
});

test('[R3.8] [R9.2] a process of the version before, which says no slots, confirms what is held', async (t) => {
  await withDesk(async (db, desk) => {
    const two = await hold(db, desk, '08:00', '08:30');
    t.is(await two.as(), 'held');
    const confirm = (informationConfirmed: boolean) =>
      rows<{ outcome: string; bookingId: number | null; visits: unknown[] | null }>(
        db,
        `select outcome, booking_id as "bookingId", visits
         from uenarocanje.confirm_booking(:hash, :bookingId, :references, :name, :email, :phone, :note, :read, :consent,
           :channel, :userId, :callId, :now, :link)`,
        {
          hash: hashOf(two.key),
          bookingId: null,
          references: Array.from({ length: 20 }, newReference),
          ...visitor,
          read: informationConfirmed,
          consent: '1',
          ...citizen,
          now: new Date(sunday),
          link: null,
        },
      );
    const [refused] = await confirm(false);
    t.is(refused?.outcome, 'consentMissing');
    const [booked] = await confirm(true);
    t.is(booked?.outcome, 'booked');
    t.is(booked?.visits?.length, 2);
    const [again] = await confirm(true);
    t.deepEqual(again, { ...booked!, outcome: 'repeated' });
    t.is((await db('appointment').where({ state: 'booked', booking_id: booked?.bookingId })).length, 2);
  });
});
