import test from 'ava';
import type { Knex } from 'knex';
import { beginEvacuation } from '../../../sql/calendar/begin-evacuation.ts';
import { cancelAppointment } from '../../../sql/calendar/cancel-appointment.ts';
import { countVisitsToMove, listEvacuatedVisits, listEvacuations } from '../../../sql/calendar/evacuation-progress.ts';
import { proposeWaiting } from '../../../sql/calendar/propose-evacuation.ts';
import { renewOpenTime } from '../../../sql/calendar/renew-open-time.ts';
import type { AppointmentId, CounterId } from '../../../sql/calendar/words.ts';
import { withDatabase } from '../../database.ts';
import { makePlace } from './calendar-fixture.ts';
import { sunday } from './desk.ts';

const all = 1500;
const days = ['2026-03-01', '2026-04-30'] as const;
const locationIds = ['kraj'];
const silent = async (): Promise<void> => undefined;
const manager = { channel: 'clerk' as const, userId: 'upravljalec', callId: null };

/** Visits on the first half of the counters, as many as there are times, and then these counters are closed. */
async function burntDown(db: Knex): Promise<readonly CounterId[]> {
  const rules = [{ from: '08:00', to: '18:00', weekdays: [1, 2, 3, 4, 5] }];
  const { counters } = await makePlace(db, { rules, counters: 4, days });
  const closed = counters.slice(0, 2);
  await db.raw(
    `
    with times as (
      select counter_id, slot, row_number() over (order by slot, counter_id) as number
      from uenarocanje.open_period
      cross join lateral generate_series(starts_at, ends_at - interval '30 minutes', interval '30 minutes') as slot
      where counter_id = any (?)
      order by slot, counter_id limit ?
    ),
    booked as (
      insert into uenarocanje.booking (service_id, channel, key_hash, created_at, confirmed_at)
      select 'izkaznica', 'clerk', sha256(convert_to('booking ' || number, 'UTF8')), ?, ? from times
      returning id
    ),
    numbered as (select id, row_number() over (order by id) as number from booked),
    visits as (
      insert into uenarocanje.appointment (booking_id, counter_id, during, state, reference, booked_at)
      select numbered.id, counter_id, tstzrange(slot, slot + interval '30 minutes'), 'booked', '1' || lpad(cast(number as text), 9, '0'), ?
      from times join numbered using (number)
    )
    insert into uenarocanje.visitor (booking_id, name, email) select id, 'Obiskovalec ' || number, 'kdo@example.si' from numbered
    `,
    [[...closed], all, new Date(sunday), new Date(sunday), new Date(sunday)] as never,
  );
  await db('office_exception').insert(
    closed.map((counter_id) => ({ counter_id, kind: 'closed', first_day: days[0], last_day: days[1] })),
  );
  await renewOpenTime(db, null, ...days);
  return closed;
}

test('[R3.9] [R9.2] a unit that burnt down: 1,500 visits in one evacuation, worked through by two at once, one of them killed', async (t) => {
  await withDatabase(async (db) => {
    const closed = await burntDown(db);
    t.is(await countVisitsToMove(db, { locationIds, now: sunday }), all);
    const which = { locationIds };
    const begun = await beginEvacuation(db, { now: sunday, actor: manager }, { which, note: 'požar' });
    t.is(begun.visits.length, all);
    t.is(await countVisitsToMove(db, { locationIds, now: sunday }), 0, 'all are written down at once');
    const second = await beginEvacuation(db, { now: sunday, actor: manager }, { which, note: 'še enkrat' });
    t.deepEqual(second.visits, [], 'nobody is moved twice');
    const { evacuationId } = begun;
    const sum = async () => (await listEvacuations(db, { locationIds, now: sunday, id: evacuationId }))[0];
    t.like(await sum(), { visits: all, waiting: all, proposed: 0 });

    // Who cancels before the turn comes needs no other time.
    const gone = begun.visits.at(-1) as AppointmentId;
    const deed = { now: sunday, actor: manager, announce: silent };
    await cancelAppointment(db, deed, gone);
    const told = new Map<number, number>();
    const announce = async (_: unknown, news: { type: string; appointmentId?: number }): Promise<void> => {
      // What it makes of their reminders is told to nobody.
      if (news.type === 'remindersChanged') return;
      if (news.appointmentId !== undefined) told.set(news.appointmentId, (told.get(news.appointmentId) ?? 0) + 1);
    };
    const round = { now: () => sunday, announce };
    let looks = 0;
    const killed = await proposeWaiting(db, { ...round, isStopped: () => ++looks > 30 });
    t.is(killed.proposed.length, 30);
    t.like(await sum(), { waiting: all - 31, proposed: 30 });
    const [one, other] = await Promise.all([proposeWaiting(db, round), proposeWaiting(db, round)]);
    t.true(one.proposed.length > 0 && other.proposed.length > 0, 'both had a part');
    t.deepEqual([...one.settled, ...other.settled], [gone]);
    const proposed = [...killed.proposed, ...one.proposed, ...other.proposed];
    const toCall = [...one.toCall, ...other.toCall];
    t.is(new Set([...proposed, ...toCall]).size, all - 1);
    t.is(toCall.length, 0, 'there is room enough');
    t.like(await sum(), { visits: all, waiting: 0, proposed: all - 1, settled: 1 });
    t.is(told.size, all - 1);
    t.true(
      [...told.values()].every((times) => times === 1),
      'each was told once',
    );

    const holds = await db('appointment').where({ state: 'held' }).select('counter_id');
    t.is(holds.length, all - 1, 'each has a time of its own');
    t.false(holds.some(({ counter_id }) => closed.includes(counter_id)));
    const page = await listEvacuatedVisits(db, { evacuationId, locationIds, now: sunday, limit: 100, offset: 1400 });
    t.is(page.length, 100);
  });
});
