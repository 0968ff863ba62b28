import test from 'ava';
import type { Knex } from 'knex';
import type { Instant } from '../../../engine/core/ids.ts';
import { cancelAppointment } from '../../../sql/calendar/cancel-appointment.ts';
import { confirmBooking } from '../../../sql/calendar/confirm-booking.ts';
import type { Deed } from '../../../sql/calendar/deed.ts';
import { type HoldOutcome, holdSlots } from '../../../sql/calendar/hold-slots.ts';
import { listSlots } from '../../../sql/calendar/list-slots.ts';
import { anyRule, replaceOfficeRules } from '../../../sql/calendar/office-rules.ts';
import { renewOpenTime } from '../../../sql/calendar/renew-open-time.ts';
import { swapAppointment } from '../../../sql/calendar/swap-appointment.ts';
import { newToken } from '../../../sql/calendar/token.ts';
import { citizen, type Slot } from '../../../sql/calendar/words.ts';
import { openDatabase } from '../../../sql/database.ts';
import { rows } from '../../../sql/rows.ts';
import { withDatabase } from '../../database.ts';
import { local, makePlace, type Place, type Rule } from './calendar-fixture.ts';

const now = local('2026-03-01 12:00');
const deed: Deed = { now, actor: citizen, announce: async () => {} };
const visitor = { name: 'Tine Novak', email: null, phone: '+38641000000', note: '' };
const hours: readonly Rule[] = [{ from: '08:00', to: '13:00' }];

/** A place with four counters of ten half hours each on one day, and two pools of connections, as two web processes have. */
async function withFight(
  work: (pools: readonly [Knex, Knex], place: Place, slots: readonly Slot[]) => Promise<void>,
  rules = hours,
): Promise<void> {
  await withDatabase(async (first, url) => {
    const second = openDatabase(url, { poolMax: 15, applicationName: 'uenarocanje-test-2' });
    try {
      const place = await makePlace(first, { rules, counters: 4, days: ['2026-03-01', '2026-03-31'] });
      const until = local('2026-03-03 00:00');
      const slots = await listSlots(first, {
        services: [place.service],
        from: local('2026-03-02 00:00'),
        until,
        channel: 'web',
        now,
      });
      await work([first, second], place, slots);
    } finally {
      await second.destroy();
    }
  });
}

/** Who has what: every live visit or hold, and that none overlaps another. */
async function standing(
  db: Knex,
): Promise<readonly { bookingId: number; counterId: number; startsAt: Instant; state: string }[]> {
  const overlapping = await rows(
    db,
    `select from appointment as one join appointment as other using (counter_id)
     where one.id < other.id and one.during && other.during and 'cancelled' not in (one.state, other.state)`,
  );
  if (overlapping.length > 0) throw new Error(`${overlapping.length} double bookings`);
  return rows(
    db,
    `select booking_id as "bookingId", counter_id as "counterId", lower(during) as "startsAt", state from appointment where state <> 'cancelled'`,
  );
}

const count = (outcomes: readonly { outcome: string }[], outcome: string) =>
  outcomes.filter((each) => each.outcome === outcome).length;

test('[R3.8] five hundred people and forty slots: forty win, each slot has one owner, everybody else is offered others while there are any', async (t) => {
  await withFight(async (pools, { service }, slots) => {
    t.is(slots.length, 40);
    const outcomes = await Promise.all(
      Array.from({ length: 500 }, (_, n) =>
        holdSlots(pools[n % 2]!, deed, {
          key: newToken(),
          services: [service],
          slots: [slots[n % 40]!],
          language: 'sl',
        }),
      ),
    );
    t.is(count(outcomes, 'held'), 40);
    t.is(count(outcomes, 'conflict'), 460);
    const held = await standing(pools[0]);
    t.is(new Set(held.map(({ counterId, startsAt }) => `${counterId} ${startsAt}`)).size, 40);
    const losers = outcomes.flatMap((outcome) => (outcome.outcome === 'conflict' ? [outcome] : []));
    t.true(
      losers.every(({ alternatives }) => alternatives.length === 3),
      'the day after is free',
    );
    t.true(losers.every(({ why }) => why.reason === 'held' || why.reason === 'taken'));
  });
});

test('[R3.8] pairs of slots wanted in both orders: no deadlock reaches anybody, a pair is held whole or not at all', async (t) => {
  await withFight(async (pools, { service }, slots) => {
    const outcomes: HoldOutcome[] = await Promise.all(
      Array.from({ length: 120 }, (_, n) => {
        const [a, b] = [slots[n % 20]!, slots[(n * 7 + 20) % 40]!];
        const pair = n % 2 === 0 ? [a, b] : [b, a];
        return holdSlots(pools[n % 2]!, deed, { key: newToken(), services: [service], slots: pair, language: 'sl' });
      }),
    );
    const held = await standing(pools[0]);
    t.is(held.length, 2 * count(outcomes, 'held'));
    t.is(count(outcomes, 'held') + count(outcomes, 'conflict'), 120);
    const sizes = Map.groupBy(held, ({ bookingId }) => bookingId);
    t.true([...sizes.values()].every((pair) => pair.length === 2));
  });
});

test('[R3.8] one submission sent twenty times at once is one hold and one booking', async (t) => {
  await withFight(async (pools, { service }, slots) => {
    const key = newToken();
    const ask = { key, services: [service], slots: [slots[0]!, slots[1]!], language: 'sl' as const };
    const holds = await Promise.all(Array.from({ length: 20 }, (_, n) => holdSlots(pools[n % 2]!, deed, ask)));
    t.is(count(holds, 'held'), 20);
    t.is((await standing(pools[0])).length, 2);
    let told = 0;
    const announce: Deed['announce'] = async () => {
      told += 1;
    };
    const confirm = { key, visitor, consentVersion: '1', informationConfirmed: true };
    const booked = await Promise.all(
      Array.from({ length: 20 }, (_, n) => confirmBooking(pools[n % 2]!, { ...deed, announce }, confirm)),
    );
    t.is(booked.filter((each) => each.outcome === 'booked' && !each.repeated).length, 1);
    t.is(new Set(booked.map((each) => JSON.stringify(each.outcome === 'booked' ? each.visits : null))).size, 1);
    t.is(told, 1);
  });
});

test('[R3.8] two hundred want one slot in the same moment: one goes to the database, the others learn what came of it', async (t) => {
  await withFight(
    async ([db], { service }, slots) => {
      let begun = 0;
      db.on('query', ({ sql }: { readonly sql: string }) => {
        if (/hold_slots\(/.test(sql)) begun += 1;
      });
      const fight = (slot: Slot) =>
        Promise.all(
          Array.from({ length: 200 }, () =>
            holdSlots(db, deed, { key: newToken(), services: [service], slots: [slot], language: 'sl' }),
          ),
        );
      const [first, second, ...others] = slots.filter(({ counterId }) => counterId === slots[0]?.counterId);
      const taken = await fight(first!);
      t.deepEqual([count(taken, 'held'), count(taken, 'conflict'), begun], [1, 199, 1]);
      await fight(second!);
      // Two visits are all that the opening takes: the third slot is refused for that, and to all at once.
      begun = 0;
      const refused = await fight(others[0]!);
      t.deepEqual([count(refused, 'conflict'), begun], [200, 1]);
      t.true(refused.every((each) => each.outcome === 'conflict' && each.why.reason === 'full'));
    },
    [{ from: '08:00', to: '13:00', capacity: 2 }],
  );
});

test('[R3.8] a share and a capacity hold under haste: no more than they allow', async (t) => {
  await withFight(
    async (pools, { service }, slots) => {
      const outcomes = await Promise.all(
        Array.from({ length: 120 }, (_, n) =>
          holdSlots(pools[n % 2]!, deed, {
            key: newToken(),
            services: [service],
            slots: [slots[n % 40]!],
            language: 'sl',
          }),
        ),
      );
      t.is(
        count(outcomes, 'held'),
        4 * 4,
        'each counter has five hours; a fifth is kept for staff, and four visits are its capacity',
      );
      await standing(pools[0]);
    },
    [{ from: '08:00', to: '13:00', staffShare: 0.2, capacity: 4 }],
  );
  await withFight(
    async (pools, { service }, slots) => {
      const outcomes = await Promise.all(
        slots.map((slot, n) =>
          holdSlots(pools[n % 2]!, deed, { key: newToken(), services: [service], slots: [slot], language: 'sl' }),
        ),
      );
      t.is(count(outcomes, 'held'), 4 * 7, 'seven of ten half hours are within seven tenths');
      const reserved = outcomes.flatMap((each) => (each.outcome === 'conflict' ? [each.why.reason] : []));
      t.deepEqual([...new Set(reserved)], ['reservedForCallCentre']);
    },
    [{ from: '08:00', to: '13:00', staffShare: 0.2, callCentreShare: 0.1 }],
  );
});

test('[R3.9] everybody moves at once, into each other’s places and back: all keep one visit', async (t) => {
  await withFight(async (pools, { service }, slots) => {
    const visits = await Promise.all(
      slots.slice(0, 20).map(async (slot) => {
        const key = newToken();
        await holdSlots(pools[0], deed, { key, services: [service], slots: [slot], language: 'sl' });
        const booked = await confirmBooking(pools[0], deed, {
          key,
          visitor,
          consentVersion: '1',
          informationConfirmed: true,
        });
        if (booked.outcome !== 'booked') throw new Error(booked.outcome);
        return booked.visits[0]!.appointmentId;
      }),
    );
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        swapAppointment(pools[n % 2]!, deed, { appointmentId: visits[n % 20]!, to: slots[(n * 13 + 5) % 40]! }),
      ),
    );
    t.is(count(outcomes, 'moved') + count(outcomes, 'conflict'), 200);
    t.is((await standing(pools[0])).length, 20);
    const cancelled = await Promise.all(
      visits.flatMap((id) => [cancelAppointment(pools[0], deed, id), cancelAppointment(pools[1], deed, id)]),
    );
    t.true(cancelled.every(({ outcome }) => outcome === 'cancelled'));
    t.is((await standing(pools[0])).length, 0);
    const free = await listSlots(pools[0], {
      services: [service],
      from: local('2026-03-02 00:00'),
      until: local('2026-03-03 00:00'),
      channel: 'web',
      now,
    });
    t.is(free.length, 40, 'all of it is free again');
  });
});

test('[R3.8] [R9.2] connections killed in the middle: asked again with the same key, everybody has exactly what they were told', async (t) => {
  await withFight(async (pools, { service }, slots) => {
    let over = false;
    let killed = 0;
    const killer = (async () => {
      while (!over && killed < 60) {
        const struck = await rows(
          pools[1],
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name = 'uenarocanje-test' and state <> 'idle' limit 2`,
        );
        killed += struck.length;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    let failed = 0;
    const stubborn = async <T>(ask: () => Promise<T>): Promise<T> => {
      for (let attempt = 0; attempt < 100; attempt += 1) {
        try {
          return await ask();
        } catch {
          failed += 1;
        }
      }
      throw new Error('No answer in a hundred attempts.');
    };
    const people = slots.map(async (slot, n) => {
      const key = newToken();
      // Twice as many people as slots: two for each.
      const ask = { key, services: [service], slots: [slots[(n * 2) % 40]!, slot], language: 'sl' as const };
      const held = await stubborn(() => holdSlots(pools[0], deed, { ...ask, slots: n % 2 === 0 ? [slot] : ask.slots }));
      if (held.outcome !== 'held') return null;
      const booked = await stubborn(() =>
        confirmBooking(pools[0], deed, { key, visitor, consentVersion: '1', informationConfirmed: true }),
      );
      return booked.outcome === 'booked' ? booked : null;
    });
    const results = await Promise.all(people);
    over = true;
    await killer;
    t.true(killed > 0 && failed > 0, 'the killer met somebody');
    const stands = await standing(pools[1]);
    const told = results.flatMap((booked) => booked?.visits ?? []);
    t.is(stands.filter(({ state }) => state === 'booked').length, told.length);
    t.is(stands.filter(({ state }) => state === 'held').length, 0);
    const [wrong] = await rows<{ wrong: number }>(
      pools[1],
      `select count(*) as wrong from booking where confirmed_at is not null and hold_slots <> (select count(*) from appointment where booking_id = booking.id)`,
    );
    t.is(wrong?.wrong, 0);
  });
});

test('[R3.3] [R3.8] hours are saved again and again while people book, move and cancel: nobody meets a deadlock, and free time stays right', async (t) => {
  await withFight(
    async (pools, { service, counters }, slots) => {
      const everyDay = { ...anyRule, weekdays: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '13:00', staffShare: 0.1 };
      const office = { of: 'location', locationId: 'kraj' } as const;
      const renew = async () => {
        for (let n = 0; n < 12; n += 1) {
          await renewOpenTime(pools[1], n % 2 === 0 ? null : [counters[n % 4]!], '2026-03-01', '2026-03-31');
          await replaceOfficeRules(pools[1], office, [{ ...everyDay, note: String(n) }], now);
        }
      };
      const people = slots.map(async (slot, n) => {
        const key = newToken();
        await holdSlots(pools[n % 2]!, deed, { key, services: [service], slots: [slot], language: 'sl' });
        const booked = await confirmBooking(pools[0], deed, {
          key,
          visitor,
          consentVersion: '1',
          informationConfirmed: true,
        });
        if (booked.outcome !== 'booked') return;
        const { appointmentId } = booked.visits[0]!;
        const to = { counterId: slots[(n * 3) % 40]!.counterId, startsAt: local(`2026-03-0${3 + (n % 4)} 09:00`) };
        if (n % 3 === 0) await swapAppointment(pools[0], deed, { appointmentId, to });
        if (n % 3 === 1) await cancelAppointment(pools[0], deed, appointmentId);
      });
      await Promise.all([renew(), ...people]);
      await standing(pools[0]);
      const kept = await rows(
        pools[0],
        `select counter_id, starts_at, free, visits from open_period where day < '2026-04-01' order by 1, 2`,
      );
      await renewOpenTime(pools[0], null, '2026-03-01', '2026-03-31');
      t.deepEqual(
        await rows(
          pools[0],
          `select counter_id, starts_at, free, visits from open_period where day < '2026-04-01' order by 1, 2`,
        ),
        kept,
      );
      t.true(kept.length > 0);
    },
    [{ from: '08:00', to: '13:00', staffShare: 0.1 }],
  );
});
