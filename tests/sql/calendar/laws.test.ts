import test from 'ava';
import fc from 'fast-check';
import type { Knex } from 'knex';
import type { Instant } from '../../../engine/core/ids.ts';
import { countFreeDays } from '../../../sql/calendar/count-free-days.ts';
import type { Deed } from '../../../sql/calendar/deed.ts';
import { firstFreeSlots } from '../../../sql/calendar/first-free-slots.ts';
import { listSlots } from '../../../sql/calendar/list-slots.ts';
import { renewOpenTime } from '../../../sql/calendar/renew-open-time.ts';
import { swapAppointment } from '../../../sql/calendar/swap-appointment.ts';
import { type AppointmentId, type Channel, type CounterId, citizen } from '../../../sql/calendar/words.ts';
import { rows } from '../../../sql/rows.ts';
import { withDatabase } from '../../database.ts';
import { type Exception, local, makePlace, type Place, type Rule } from './calendar-fixture.ts';

/** Around a night on which the clock changes, and around a month's end. */
const days = [
  '2026-03-27',
  '2026-03-28',
  '2026-03-29',
  '2026-03-30',
  '2026-10-24',
  '2026-10-25',
  '2026-10-26',
] as const;

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '10', '15', '30', '45'))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${m}`);
const times = fc
  .tuple(clock, clock)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const level = fc.constantFrom<NonNullable<Rule['at']>>('counter', 'location', 'parent', 'everywhere');

const anyRule: fc.Arbitrary<Rule> = fc
  .record(
    {
      at: level,
      kind: fc.constantFrom('open' as const, 'open' as const, 'break' as const),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3, maxLength: 7 }),
      monthWeeks: fc.constantFrom([1, 2, 3, 4], [-1], [2, 4, -1]),
      validUntil: fc.constantFrom('2026-03-28', '2026-10-25', '2027-12-31'),
      lead: fc.constantFrom(0, 90),
      horizon: fc.constantFrom(1, 90),
      step: fc.constantFrom(10, 15, 45),
      capacity: fc.integer({ min: 0, max: 6 }),
      staffShare: fc.constantFrom(0, 0.2),
      callCentreShare: fc.constantFrom(0, 0.25),
    },
    { requiredKeys: ['at', 'kind', 'weekdays'] },
  )
  .chain((rule) => times.map((hours) => ({ ...rule, ...hours })));

const anyException: fc.Arbitrary<Exception> = fc
  .record({ at: level, kind: fc.constantFrom('closed' as const, 'hours' as const), first: fc.constantFrom(...days) })
  .chain((exception) => times.map((hours) => ({ ...exception, ...hours })));

const anyTaken = fc.record({
  counter: fc.nat(1),
  day: fc.constantFrom(...days),
  at: clock,
  minutes: fc.integer({ min: 5, max: 90 }),
  state: fc.constantFrom('booked', 'blocked', 'held', 'ended', 'served', 'cancelled'),
});

const world = fc.record({
  rules: fc.array(anyRule, { minLength: 1, maxLength: 5 }),
  exceptions: fc.array(anyException, { maxLength: 2 }),
  holidays: fc.subarray(['2026-03-30', '2026-10-26']),
  minutes: fc.constantFrom(8, 15, 30, 55),
  taken: fc.array(anyTaken, { maxLength: 12 }),
  channel: fc.constantFrom<Channel>('web', 'agent', 'clerk'),
  day: fc.constantFrom(...days),
  hoursBefore: fc.constantFrom(0, 10, 30),
});

type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** Builds the world in a transaction that is taken back, looks at it, and says which seed it was when a law is broken. */
async function inWorlds(
  look: (trx: Knex.Transaction, place: Place, now: Instant, world: World) => Promise<void>,
): Promise<void> {
  await withDatabase(async (db) => {
    await fc.assert(
      fc.asyncProperty(world, async (one) => {
        const trx = await db.transaction();
        try {
          const place = await makePlace(trx, { ...one, counters: 2, days: ['2026-03-26', '2026-10-27'] });
          const now = (local(`${one.day} 00:00`) - one.hoursBefore * 3_600_000) as Instant;
          for (const [n, taken] of one.taken.entries()) await take(trx, place.counters[taken.counter]!, taken, n, now);
          await look(trx, place, now, one);
        } finally {
          await trx.rollback();
        }
      }),
      { numRuns: 25 },
    );
  });
}

/** Skips what would overlap, as the constraint would. */
async function take(
  trx: Knex.Transaction,
  counter: CounterId,
  taken: World['taken'][number],
  n: number,
  now: Instant,
): Promise<void> {
  const startsAt = new Date(local(`${taken.day} ${taken.at}`));
  const endsAt = new Date(startsAt.getTime() + taken.minutes * 60_000);
  const blocked = taken.state === 'blocked';
  const state = taken.state === 'ended' ? 'held' : taken.state;
  await rows(
    trx,
    `with made as (
       insert into booking (service_id, channel, key_hash, created_at) select 'izkaznica', 'clerk', :key, :now where not :blocked returning id
     )
     insert into appointment (booking_id, counter_id, during, state, reference, booked_at, expires_at, served_at, cancelled_at, block_note)
     select (select id from made), :counter, tstzrange(:startsAt, :endsAt), :state,
       case when :state not in ('held', 'blocked') then cast(1000000000 + :n as text) end,
       case when :state not in ('held', 'blocked') then cast(:now as timestamptz) end,
       case when :state = 'held' then cast(:now as timestamptz) + :left * interval '1 minute' end,
       case when :state = 'served' then cast(:now as timestamptz) end,
       case when :state = 'cancelled' then cast(:now as timestamptz) end,
       case when :blocked then 'sestanek' end
     where not exists (
       select from appointment where counter_id = :counter and during && tstzrange(:startsAt, :endsAt) and state <> 'cancelled'
     )`,
    {
      key: Buffer.from(`key ${n}`),
      now: new Date(now),
      blocked,
      state,
      counter,
      startsAt,
      endsAt,
      n,
      left: taken.state === 'ended' ? 0 : 5,
    },
  );
}

test('[R3.8] law: free and taken time together are the open time, exactly, and what is kept is what would be made again', async (t) => {
  await inWorlds(async (trx) => {
    const [wrong] = await rows<{ wrong: number }>(
      trx,
      `select count(*) as wrong
       from open_period as period
       where free <> tstzmultirange(tstzrange(starts_at, ends_at)) - (
           select coalesce(range_agg(during), '{}') from appointment
           where counter_id = period.counter_id and state not in ('held', 'cancelled')
         )`,
    );
    t.is(wrong?.wrong, 0);
    const kept = await rows(trx, 'select * from open_period order by counter_id, starts_at');
    await renewOpenTime(trx, null, '2026-03-26', '2026-10-27');
    t.deepEqual(await rows(trx, 'select * from open_period order by counter_id, starts_at'), kept);
  });
});

test('[R3.5] law: a time is offered exactly when nothing says why not', async (t) => {
  await inWorlds(async (trx, { service, counters }, now, { channel, day }) => {
    const from = local(`${day} 00:00`);
    const until = (from + 26 * 3_600_000) as Instant;
    const ask = { services: [service], channel, now };
    const offered = await listSlots(trx, { ...ask, from, until });
    const explained = await rows<{ counterId: CounterId; startsAt: Instant }>(
      trx,
      `select counter_id as "counterId", slot as "startsAt"
       from unnest(cast(:counters as integer[])) as counter_id, generate_series(cast(:from as timestamptz), cast(:until as timestamptz) - interval '1 minute', interval '1 minute') as slot
       where why_not(:services, counter_id, slot, :channel, :now) is null
       order by slot, counter_id`,
      { counters, services: [service], channel, from: new Date(from), until: new Date(until), now: new Date(now) },
    );
    t.deepEqual(
      offered.map(({ counterId, startsAt }) => ({ counterId, startsAt })),
      explained,
    );
    const [overview] = await countFreeDays(trx, { ...ask, locationId: 'kraj', firstDay: day, lastDay: day });
    const midnight = local(`${new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)} 00:00`);
    const ofDay = offered.filter(({ startsAt }) => startsAt < midnight);
    t.is(overview?.first ?? null, ofDay[0]?.startsAt ?? null);
    const soonest = (await firstFreeSlots(trx, ask))[0]?.startsAt ?? Number.POSITIVE_INFINITY;
    t.true(soonest <= (offered[0]?.startsAt ?? Number.POSITIVE_INFINITY));
  });
});

test('[R3.5] law: the same whatever the time zone of the server', async (t) => {
  await inWorlds(async (trx, { service }, now, { channel, day }) => {
    const from = local(`${day} 00:00`);
    const ask = { services: [service], channel, now, from, until: (from + 26 * 3_600_000) as Instant };
    const inUtc = await listSlots(trx, ask);
    const period = await rows(trx, 'select * from open_period order by counter_id, starts_at');
    for (const zone of ['America/Anchorage', 'Pacific/Auckland', 'Europe/Ljubljana']) {
      await trx.raw(`set local timezone = '${zone}'`);
      await renewOpenTime(trx, null, '2026-03-26', '2026-10-27');
      t.deepEqual(await listSlots(trx, ask), inUtc);
      const again = await rows<{ free: string }>(trx, 'select * from open_period order by counter_id, starts_at');
      t.is(again.length, period.length);
    }
    await trx.raw(`set local timezone = 'UTC'`);
    t.deepEqual(await rows(trx, 'select * from open_period order by counter_id, starts_at'), period);
  });
});

test('[R3.9] law: whatever is moved wherever, the visits stay as many and none overlaps another', async (t) => {
  await inWorlds(async (trx, { service, counters }, now, { channel, day }) => {
    const deed: Deed = { now, actor: { ...citizen, channel }, announce: async () => {} };
    const booked = () =>
      rows<{ id: AppointmentId }>(trx, `select id from appointment where state = 'booked' order by id`);
    const before = await booked();
    const from = local(`${day} 00:00`);
    const free = await listSlots(trx, {
      services: [service],
      channel,
      now,
      from,
      until: (from + 48 * 3_600_000) as Instant,
    });
    for (const [n, { id }] of before.entries()) {
      const to = n % 3 === 0 ? { counterId: counters[0]!, startsAt: from } : free[(n * 5) % Math.max(1, free.length)];
      if (to !== undefined) await swapAppointment(trx, deed, { appointmentId: id, to });
    }
    t.deepEqual(await booked(), before);
    const overlapping = await rows(
      trx,
      `select from appointment as one join appointment as other using (counter_id)
       where one.id < other.id and one.during && other.during and 'cancelled' not in (one.state, other.state)`,
    );
    t.is(overlapping.length, 0);
  });
});
