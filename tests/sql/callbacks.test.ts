import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { listCallbacks } from '../../sql/callbacks/list-callbacks.ts';
import { listCalls } from '../../sql/calls/list-calls.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { countCallbacks } from '../../sql/reports/count-callbacks.ts';
import { countOutcomes } from '../../sql/reports/count-outcomes.ts';
import { eraseCallers } from '../../sql/retention/erase-callers.ts';
import { withDatabase } from '../database.ts';
import { mondayAtTen } from '../engine/core/simulated-line.ts';
import { independentCallbacks } from '../reports/independent-callbacks.ts';
import { minutes, morning, morningWithoutTrunk } from './callback-morning.ts';

const monday = { from: '2026-11-23', to: '2026-11-24' };
test('[R1.11] [R5.2] [R5.3] callbacks come into their table exactly once, whole, and beside the figures of callers', async (t) => {
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
    t.deepEqual(await countCallbacks(db, monday, new Date(mondayAtTen + minutes(30))), {
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
    const asOf = mondayAtTen + minutes(30);
    const [starts, ends] = ['2026-11-23T00:00+01:00', '2026-11-24T00:00+01:00'].map((text) => Date.parse(text));
    t.deepEqual(
      await countCallbacks(db, monday, new Date(asOf)),
      independentCallbacks(records, starts ?? 0, ends ?? 0, asOf),
    );
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

test('[R1.11] [R5.2] a promise is kept by ringing: what our side failed to dial keeps none, in the figures and the count by hand', async (t) => {
  await withDatabase(async (db) => {
    const records = morningWithoutTrunk();
    await storeJournalBatch(db, records);
    const [starts, ends] = ['2026-11-23T00:00+01:00', '2026-11-24T00:00+01:00'].map((text) => Date.parse(text));
    for (const [after, promises] of [
      [60, 0],
      [180, 1],
    ] as const) {
      const asOf = mondayAtTen + minutes(after);
      const counted = await countCallbacks(db, monday, new Date(asOf));
      t.like(counted, { all: 1, open: 1, promises, promisesKept: 0 });
      t.true(counted.tries > 3);
      t.deepEqual(counted, independentCallbacks(records, starts ?? 0, ends ?? 0, asOf));
    }
    const [entry] = await listCallbacks(db, { open: true, limit: 10 });
    t.is(entry?.firstRungAt, null);
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
