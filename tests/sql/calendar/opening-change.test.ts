import test from 'ava';
import { cancelAppointment } from '../../../sql/calendar/cancel-appointment.ts';
import { lapseProposals } from '../../../sql/calendar/evacuation.ts';
import { listEvacuations, listVisitsToMove } from '../../../sql/calendar/evacuation-progress.ts';
import { anyRule, listOfficeRules, type OfficeRule } from '../../../sql/calendar/office-rules.ts';
import { beginOpeningChange, readOpeningChange, saveOpeningChange } from '../../../sql/calendar/opening-change.ts';
import { swapAppointment } from '../../../sql/calendar/swap-appointment.ts';
import { at, book, sunday, withDesk } from './desk.ts';
import { listEvacuation, proposeEvacuation } from './evacuation-fixture.ts';

const scope = { of: 'location', locationId: 'kraj' } as const;
const nothing = { slotsMore: 0, slotsFewer: 0, visitsHit: [] };

const rule = (to: string): OfficeRule => ({ ...anyRule, weekdays: [1, 2, 3, 4, 5], from: '08:00', to });

test('[R3.3] drafts of one place that are saved at once: one holds, the others are overtaken and nothing of them stands', async (t) => {
  await withDesk(async (db) => {
    const ends = ['11:00', '11:30', '12:30', '13:00', '13:30'];
    const ids: number[] = [];
    for (const [index, to] of ends.entries()) {
      const content = { kind: 'rules', rules: [rule(to)] } as const;
      ids.push(await beginOpeningChange(db, { scope, content, now: sunday, by: `upravljalec${index}` }));
    }
    const outcomes = await Promise.all(
      ids.map((id, index) =>
        saveOpeningChange(
          db,
          { id, version: 1, now: sunday, by: `upravljalec${index}`, preview: nothing },
          async () => undefined,
        ),
      ),
    );
    t.is(outcomes.filter((outcome) => outcome === 'saved').length, 1);
    t.is(outcomes.filter((outcome) => outcome === 'overtaken').length, ends.length - 1);
    const winner = outcomes.indexOf('saved');
    const standing = await listOfficeRules(db, scope);
    t.deepEqual(
      standing.map(({ to }) => to),
      [ends[winner]],
    );
    t.is((await db('opening_change').where({ state: 'saved' })).length, 1);
    const again = { id: ids[winner] ?? 0, version: 1, now: sunday, by: 'x', preview: nothing };
    t.is(await saveOpeningChange(db, again, async () => t.fail()), 'repeated');
    t.like(await readOpeningChange(db, ids[winner] ?? 0), { state: 'saved', savedBy: `upravljalec${winner}` });
  });
});

test('[R3.9] who moves or cancels an evacuated visit in another way is not called, and what was held for them is free', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, counters, deed } = desk;
    const visits = [];
    for (const time of ['09:00', '09:30', '10:00'])
      visits.push((await book(db, desk, at(counter, `2026-03-03 ${time}`))).visits[0]);
    const ids = visits.flatMap((visit) => (visit === undefined ? [] : [visit.appointmentId]));
    await db('office_exception').insert({
      counter_id: counter,
      kind: 'closed',
      first_day: '2026-03-03',
      last_day: '2026-03-03',
    });
    await db('open_time_built').update({ last_day: '2026-04-30' });
    await db.raw(`select uenarocanje.renew_open_time(null, '2026-03-01', '2026-04-30')`);
    const locationIds = ['kraj'];
    t.is((await listVisitsToMove(db, { locationIds, now: sunday })).length, 3);
    const { evacuationId, proposed, skipped } = await proposeEvacuation(db, deed(), { appointmentIds: ids, note: '' });
    t.deepEqual([proposed.length, skipped.length], [3, 0]);
    t.deepEqual(await listVisitsToMove(db, { locationIds, now: sunday }), []);
    const twice = await proposeEvacuation(db, deed(), { appointmentIds: ids, note: '' });
    t.deepEqual(twice.skipped, ids, 'nobody is proposed two times at once');
    const [moved, cancelled] = ids;
    if (moved === undefined || cancelled === undefined) return t.fail();
    const to = at(counters[1] ?? counter, '2026-03-05 11:30');
    t.is((await swapAppointment(db, deed(), { appointmentId: moved, to })).outcome, 'moved');
    await cancelAppointment(db, deed(), cancelled);
    const [sum] = await listEvacuations(db, { locationIds, now: sunday, id: evacuationId });
    t.like(sum, { visits: 3, proposed: 1, settled: 2, toCall: 0 }, 'seen at once');
    t.is(await lapseProposals(db, sunday), 0);
    t.deepEqual(
      (await listEvacuation(db, evacuationId)).map(({ state }) => state),
      ['settled', 'settled', 'proposed'],
    );
    t.is((await db('appointment').where({ state: 'held' })).length, 1);
  });
});
