import test from 'ava';
import type { CallbackId, QueueId } from '../../engine/core/ids.ts';
import { instant } from '../../engine/core/ids.ts';
import { step } from '../../engine/core/step.ts';
import { emptyWorld } from '../../engine/core/world.ts';
import { listCallbacks } from '../../sql/callbacks/list-callbacks.ts';
import { listCalls } from '../../sql/calls/list-calls.ts';
import type { ShippedRecord } from '../../sql/line/journal-rows.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { countCallbacks } from '../../sql/reports/count-callbacks.ts';
import { countOutcomes } from '../../sql/reports/count-outcomes.ts';
import { eraseCallers } from '../../sql/retention/erase-callers.ts';
import { withDatabase } from '../database.ts';
import { mondayAtTen, withCallbacks } from '../engine/core/simulated-line.ts';
import { Simulation } from '../engine/core/simulation.ts';

const monday = { from: '2026-11-23', to: '2026-11-24' };
const minutes = (count: number): number => count * 60_000;
const keys = [
  { atMs: 105_000, digit: '1' },
  { atMs: 109_000, digit: '1' },
];

/** A morning: one is reached at the second try, one is cancelled by hand, one calls again and is served, one is open. */
function morning(): ShippedRecord[] {
  const line = new Simulation(withCallbacks(1));
  line.outside.set('+38641000001', { kind: 'busy', afterMs: 500 });
  line.call({ id: 'first', atMs: 0, from: '041000001', keys });
  line.call({ id: 'second', atMs: 1_000, from: '041000002', keys });
  line.call({ id: 'third', atMs: 2_000, from: '041000003', keys });
  line.call({ id: 'again', atMs: minutes(3), from: '041000003' });
  line.pass(minutes(4));
  const callbackId = 'second-cb' as CallbackId;
  line.command({ type: 'CloseCallback', callbackId, outcome: 'cancelled', notes: 'ne želi več' });
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 20_000 });
  line.pass(minutes(2));
  line.outside.set('+38641000001', { kind: 'answers', afterMs: 500, talksMs: 10_000 });
  line.pass(minutes(10));
  line.command({
    type: 'AddCallback',
    callerNumber: '01 478 12 34',
    queueId: 'narocanje' as QueueId,
    language: 'sl',
    notes: 'prosi za klic',
  });
  line.command({ type: 'SignOut', agentId: 'agent1' as never });
  line.pass(1_000);
  const world = emptyWorld();
  return line.events.map((event, index) => ({ sequence: index + 1, event, facts: step(world, event).facts }));
}

test('[R1.11] [R5.2] callbacks come into their table exactly once, whole, and beside the figures of callers', async (t) => {
  await withDatabase(async (db) => {
    const records = morning();
    // In parts, some of which come twice, as after an answer that got lost.
    for (let from = 0; from < records.length; from += 37) {
      await storeJournalBatch(db, records.slice(0, from + 37));
      await storeJournalBatch(db, records.slice(0, from + 37));
    }
    const open = await listCallbacks(db, { open: true, limit: 10 });
    const closed = await listCallbacks(db, { open: false, limit: 10 });
    t.deepEqual(
      open.map(({ callerNumber, reason, notes }) => [callerNumber, reason, notes]),
      [['38614781234', 'byHand', 'prosi za klic']],
    );
    t.deepEqual(
      closed.map(({ callerNumber, outcome, tries, originalCallId, notes }) => [
        callerNumber,
        outcome,
        tries.map(({ result }) => result).join(' '),
        originalCallId,
        notes,
      ]),
      [
        ['38641000001', 'reached', 'busy reached', 'first', ''],
        ['38641000003', 'handledOtherwise', '', 'third', ''],
        ['38641000002', 'cancelled', '', 'second', 'ne želi več'],
      ],
    );
    t.is(closed[0]?.askedAt, instant(mondayAtTen + 109_000));

    const counted = await countOutcomes(db, monday);
    t.like(counted, { all: 4, callback: 3, answered: 1, residual: 0 }, 'calls that we made are not calls of callers');
    t.deepEqual(await countCallbacks(db, monday), {
      all: 4,
      asked: 3,
      closedLine: 0,
      lost: 0,
      abandoned: 0,
      byHand: 1,
      reached: 1,
      notReached: 0,
      cancelled: 1,
      handledOtherwise: 1,
      open: 1,
      tries: 2,
      promises: 1,
      promisesKept: 1,
    });
    const calls = await listCalls(db, { callerNumber: '38641000001', order: 'oldestFirst' });
    t.deepEqual(
      calls.map(({ id, direction, outcome, callbackId }) => [id, direction, outcome, callbackId]),
      [
        ['first', 'inbound', 'callback', 'first-cb'],
        ['first-cb-a1', 'outbound', 'notReached', 'first-cb'],
        ['first-cb-a2', 'outbound', 'answered', 'first-cb'],
      ],
    );
  });
});

test('[R9.3] the number of a closed callback is erased by the rule, that of an open one stays while it is owed', async (t) => {
  await withDatabase(async (db) => {
    await storeJournalBatch(db, morning());
    const later = instant(mondayAtTen + minutes(24 * 60 * 400));
    const erased = await eraseCallers(db, later, later);
    t.is(erased.callbacks, 3);
    const rows = await db('callback').orderBy('id').select('caller_number', 'notes', 'state');
    for (const row of rows) t.is(row.caller_number === null, row.state === 'closed');
    const { rows: texts } = await db.raw(`
      select (select jsonb_agg(call) #>> '{}' from call) || (select jsonb_agg(journal_event) #>> '{}' from journal_event) as text
    `);
    t.false(/3864100000\d|38614781234|041000001|ne želi več|prosi za klic/.test(texts[0].text));
    t.is((await eraseCallers(db, later, later)).callbacks, 0);
  });
});
