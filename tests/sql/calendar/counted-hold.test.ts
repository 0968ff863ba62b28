import test from 'ava';
import type { Knex } from 'knex';
import type { Deed } from '../../../sql/calendar/deed.ts';
import { holdSlots, holdSlotsCounted } from '../../../sql/calendar/hold-slots.ts';
import { listSlots } from '../../../sql/calendar/list-slots.ts';
import { readSubmissionPage } from '../../../sql/calendar/read-submission.ts';
import { newToken } from '../../../sql/calendar/token.ts';
import { citizen, type OfferedSlot, type ServiceId } from '../../../sql/calendar/words.ts';
import type { PointsAsked } from '../../../sql/web/take-points.ts';
import { withDatabase } from '../../database.ts';
import { local, makePlace } from './calendar-fixture.ts';

const now = local('2026-03-01 12:00');
const deed: Deed = { now, actor: citizen, announce: async () => {} };
const limit: PointsAsked = { key: 'hold:somebody', seconds: 600, most: 3 };

async function withSlots(
  work: (db: Knex, service: ServiceId, slots: readonly OfferedSlot[]) => Promise<void>,
): Promise<void> {
  await withDatabase(async (db) => {
    const rules = [{ from: '08:00', to: '13:00' }];
    const { service } = await makePlace(db, { rules, counters: 4, days: ['2026-03-01', '2026-03-31'] });
    const until = local('2026-03-03 00:00');
    const from = local('2026-03-02 00:00');
    await work(db, service, await listSlots(db, { services: [service], from, until, channel: 'web', now }));
  });
}

const pointsOf = async (db: Knex, key: string): Promise<number> =>
  (await db('visitor_attempt').where({ key }).first('points'))?.points ?? 0;

test('[R4.7] above the limit of holding nothing is held, and every try counts', async (t) => {
  await withSlots(async (db, service, slots) => {
    const hold = (place: number, points = 1) =>
      holdSlotsCounted(
        db,
        deed,
        { key: newToken(), services: [service], slots: slots.slice(place, place + points), language: 'sl' },
        { ...limit, points },
      );
    t.is((await hold(0, 2)).outcome, 'held');
    t.is((await hold(0)).outcome, 'conflict', 'somebody has it');
    t.is(await pointsOf(db, limit.key), 3);
    const refused = await hold(4);
    t.is(refused.outcome, 'limited');
    t.is(refused.outcome === 'limited' ? refused.counted.expire : null, now + 600_000);
    t.is((await db('appointment').pluck('id')).length, 2);
    t.is((await db('booking').pluck('id')).length, 1, 'what was refused left nothing');
  });
});

test('[R4.7] who learns from another’s try that a slot is lost is counted too', async (t) => {
  await withSlots(async (db, service, slots) => {
    const fight = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        holdSlotsCounted(
          db,
          deed,
          { key: newToken(), services: [service], slots: slots.slice(0, 1), language: 'sl' },
          { key: `hold:${n % 2}`, seconds: 600, most: 15 },
        ),
      ),
    );
    const count = (outcome: string) => fight.filter((each) => each.outcome === outcome).length;
    t.is(count('held'), 1);
    t.is(count('limited'), 10, 'five of each of two addresses');
    t.is(count('conflict'), 29);
    t.deepEqual([await pointsOf(db, 'hold:0'), await pointsOf(db, 'hold:1')], [20, 20]);
  });
});

test('[R4.2] the page of details has its texts and the number of the line by one question', async (t) => {
  await withSlots(async (db, service, slots) => {
    const key = newToken();
    await holdSlots(db, deed, { key, services: [service], slots: slots.slice(0, 1), language: 'sl' });
    const page = await readSubmissionPage(db, key, now);
    const place = await db('location').where({ id: slots[0]?.locationId }).first('name');
    t.is(page?.texts?.placeName, place.name);
    t.is(page?.line, null, 'no line is configured');
    t.is(page?.held?.slots[0]?.startsAt, slots[0]?.startsAt);
    t.is(await readSubmissionPage(db, newToken(), now), null);
  });
});
