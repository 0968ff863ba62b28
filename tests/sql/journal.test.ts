import test from 'ava';
import fc from 'fast-check';
import type { Knex } from 'knex';
import type { AgentId, CallId, RecordingId } from '../../engine/core/ids.ts';
import { EngineFenced, JournalGap, JournalMismatch } from '../../sql/line/journal-errors.ts';
import type { ShippedRecord } from '../../sql/line/journal-rows.ts';
import { readShippedSequence } from '../../sql/line/read-shipped-sequence.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { withDatabase } from '../database.ts';
import { abandoned, answered, at } from './cdr-fixture.ts';
import { numbered, recordingStored, recordsOfCall } from './journal-fixture.ts';

async function counts(db: Knex): Promise<Record<string, number>> {
  const { rows } = await db.raw(`
    select
      (select count(*) from journal_event) as events,
      (select count(*) from call) as calls,
      (select count(*) from agent_state_change) as changes,
      (select count(*) from recording) as recordings
  `);
  return rows[0];
}

/** Two calls and a recording: 3 + 2 + 1 records. */
function morning(): ShippedRecord[] {
  const first = recordsOfCall(answered('first'), 1);
  const second = recordsOfCall(abandoned('second', 100), first.length + 1);
  return [...first, ...second, recordingStored(answered('first'), first.length + second.length + 1)];
}

/** A talk's recording turned up ten minutes after its call was closed without it. */
function cameLate(sequence: number): ShippedRecord {
  const recordingId = 'first-r1' as RecordingId;
  const late = {
    callId: 'first' as CallId,
    recordingId,
    agentId: 'agent1' as AgentId,
    startedAt: at(60),
    seconds: 100,
  };
  return {
    sequence,
    event: { type: 'RecordingEnded', at: at(800), recordingId, result: 'finished', seconds: 100 },
    facts: [{ type: 'RecordingCameLate', at: at(800), ...late }],
  };
}

for (const batches of ['in a later batch', 'in the same batch'])
  test(`[R2.8] [R2.10] a recording that came late stands in its call’s record, ${batches}`, async (t) => {
    await withDatabase(async (db) => {
      const without = { ...answered('first'), recordings: [], recordingId: null, recordingSeconds: null };
      const records = recordsOfCall(without, 1);
      const late = cameLate(records.length + 1);
      if (batches === 'in the same batch') await storeJournalBatch(db, [...records, late]);
      else {
        await storeJournalBatch(db, records);
        t.is((await db('call').where({ id: 'first' }).first()).recording_id, null);
        await storeJournalBatch(db, [...records, late]);
      }
      const call = await db('call').where({ id: 'first' }).first();
      t.is(call.recording_id, 'first-r1');
      t.deepEqual(call.cdr, {
        ...without,
        recordings: [
          { recordingId: 'first-r1', agentId: 'agent1', startedAt: at(60), seconds: 100, cameLateAt: at(800) },
        ],
        recordingId: 'first-r1',
        recordingSeconds: 100,
      });
      t.like(await db('recording').first(), {
        id: 'first-r1',
        call_id: 'first',
        file: 'first-r1.sealed',
        seconds: 100,
      });
      t.is((await db('journal_event').where({ sequence: late.sequence }).first()).call_id, 'first');
    });
  });

test('[R2.8] [R2.10] a late recording takes its place among the others of its call, once', async (t) => {
  await withDatabase(async (db) => {
    const entry = (recordingId: string, startedAt: number) => ({
      recordingId,
      agentId: 'agent1',
      startedAt,
      seconds: 9,
    });
    const cdr = {
      ...answered('first'),
      recordings: [entry('first-r1', at(60)), entry('first-r2', at(120))] as never,
      recordingId: 'first-r2' as RecordingId,
      recordingSeconds: 9,
    };
    const records = recordsOfCall(cdr, 1);
    await storeJournalBatch(db, [...records, cameLate(records.length + 1)]);
    const call = await db('call').where({ id: 'first' }).first();
    t.deepEqual(
      call.cdr.recordings.map((each: { recordingId: string; seconds: number }) => [each.recordingId, each.seconds]),
      [
        ['first-r1', 100],
        ['first-r2', 9],
      ],
    );
    t.is(call.recording_id, 'first-r2');
    t.is(call.cdr.recordingSeconds, 9);
  });
});

test('[R2.10] a batch becomes events, calls, agent states and recordings', async (t) => {
  await withDatabase(async (db) => {
    t.is(await readShippedSequence(db), 0);
    await storeJournalBatch(db, morning());
    t.is(await readShippedSequence(db), 6);
    t.deepEqual(await counts(db), { events: 6, calls: 2, changes: 2, recordings: 1 });
    const events = await db('journal_event')
      .orderBy('sequence')
      .select('sequence', 'at', 'type', 'call_id', 'personal');
    t.deepEqual(events, [
      { sequence: 1, at: at(0), type: 'CallArrived', call_id: 'first', personal: true },
      { sequence: 2, at: at(170), type: 'LegEnded', call_id: 'first', personal: true },
      { sequence: 3, at: at(185), type: 'CommandReceived', call_id: 'first', personal: true },
      { sequence: 4, at: at(100), type: 'CallArrived', call_id: 'second', personal: true },
      { sequence: 5, at: at(161), type: 'LegEnded', call_id: 'second', personal: true },
      { sequence: 6, at: at(170), type: 'RecordingEnded', call_id: 'first', personal: false },
    ]);
    const call = await db('call').where({ id: 'first' }).first();
    t.is(call.started_at, at(0));
    t.is(call.wait_ms, 30_000);
    t.true(call.closed);
    t.deepEqual(call.cdr, answered('first'));
    const changes = await db('agent_state_change').orderBy('sequence').select('sequence', 'ordinal', 'at', 'to_state');
    t.deepEqual(changes, [
      { sequence: 2, ordinal: 0, at: at(170), to_state: 'wrapUp' },
      { sequence: 3, ordinal: 1, at: at(185), to_state: 'ready' },
    ]);
    t.deepEqual(await db('recording').first('id', 'call_id', 'started_at', 'seconds', 'file', 'deleted_at'), {
      id: 'first-recording',
      call_id: 'first',
      started_at: at(170) - 118_500,
      seconds: 118.5,
      file: 'first-recording.sealed',
      deleted_at: null,
    });
  });
});

test('[R9.2] the same batch twice is there once', async (t) => {
  await withDatabase(async (db) => {
    await storeJournalBatch(db, morning());
    const before = await counts(db);
    await storeJournalBatch(db, morning());
    t.deepEqual(await counts(db), before);
  });
});

test('[R9.2] a batch that overlaps adds only what is new', async (t) => {
  await withDatabase(async (db) => {
    await storeJournalBatch(db, morning().slice(0, 3));
    await storeJournalBatch(db, morning().slice(1));
    t.deepEqual(await counts(db), { events: 6, calls: 2, changes: 2, recordings: 1 });
  });
});

test('[R9.2] a gap is refused with its numbers, before the batch and inside it, and nothing is stored', async (t) => {
  await withDatabase(async (db) => {
    await storeJournalBatch(db, morning().slice(0, 2));
    const before = await counts(db);
    await t.throwsAsync(storeJournalBatch(db, morning().slice(3)), {
      instanceOf: JournalGap,
      message: /up to 2 stand.*next to come was 4/,
    });
    await t.throwsAsync(storeJournalBatch(db, [morning()[2]!, morning()[4]!]), { instanceOf: JournalGap });
    t.deepEqual(await counts(db), before);
  });
});

test('[R9.2] the journal of another engine is refused: its numbers stand already, its events do not', async (t) => {
  await withDatabase(async (db) => {
    await storeJournalBatch(db, morning());
    const other = recordsOfCall(answered('other', 5000), 5);
    await t.throwsAsync(storeJournalBatch(db, other), { instanceOf: JournalMismatch, message: /Record 5/ });
    t.is((await counts(db)).events, 6);
  });
});

test('[R9.2] an engine that was taken over from stores nothing any more', async (t) => {
  await withDatabase(async (db) => {
    await storeJournalBatch(db, morning().slice(0, 2), [], 1_000);
    await storeJournalBatch(db, morning().slice(0, 3), [], 1_001);
    const before = await counts(db);
    const error = await t.throwsAsync(storeJournalBatch(db, morning(), [], 1_000), { instanceOf: EngineFenced });
    t.regex(error.message, /epoch 1000 .* epoch 1001/);
    t.deepEqual(await counts(db), before);
    await storeJournalBatch(db, morning(), [], 1_001);
    t.is((await counts(db)).events, 6);
  });
});

test('[R9.2] two shippers at once: each record once', async (t) => {
  await withDatabase(async (db) => {
    await Promise.all(Array.from({ length: 6 }, () => storeJournalBatch(db, morning())));
    t.deepEqual(await counts(db), { events: 6, calls: 2, changes: 2, recordings: 1 });
  });
});

test('[R9.2] however the journal is cut into batches, repeated and overlapped, the tables are the same', async (t) => {
  const whole: ShippedRecord[] = [];
  for (let place = 0; place < 8; place += 1) {
    whole.push(...recordsOfCall(answered(`call${place}`, place * 300), whole.length + 1));
  }
  await withDatabase(async (db) => {
    await storeJournalBatch(db, whole);
    const content = async () => [
      await db('journal_event').orderBy('sequence'),
      await db('call').orderBy('id'),
      await db('call_self_service').orderBy(['call_id', 'ordinal']),
      await db('agent_state_change').orderBy(['sequence', 'ordinal']),
    ];
    const expected = await content();
    const cuts = fc.array(fc.record({ back: fc.nat(3), length: fc.integer({ min: 1, max: 7 }) }), {
      minLength: 30,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(cuts, async (steps) => {
        await db.raw('truncate journal_event, call, call_talk, call_self_service, agent_state_change');
        let shipped = 0;
        for (const { back, length } of steps) {
          const from = Math.max(0, shipped - back);
          await storeJournalBatch(db, whole.slice(from, from + length));
          shipped = Math.max(shipped, Math.min(from + length, whole.length));
        }
        await storeJournalBatch(db, whole.slice(shipped));
        t.deepEqual(await content(), expected);
      }),
      { numRuns: 8 },
    );
  });
});

test('[R9.2] what was pasted into a note never stops the journal', async (t) => {
  await withDatabase(async (db) => {
    const notes = `nič${String.fromCharCode(0)} in pol ${String.fromCharCode(0xd83d)}, \\u0000 kot besedilo`;
    await storeJournalBatch(db, recordsOfCall({ ...answered('pasted'), notes }, 1));
    const { cdr } = await db('call').first('cdr');
    t.is(cdr.notes, 'nič\uFFFD in pol \uFFFD, \\u0000 kot besedilo');
  });
});

test('[R2.8] a recording that failed is in no register', async (t) => {
  await withDatabase(async (db) => {
    await storeJournalBatch(db, [recordingStored(answered('a'), 1, 'failed')]);
    t.is((await counts(db)).recordings, 0);
  });
});

test('[R9.2] events that belong to no call and to nobody are stored as such', async (t) => {
  await withDatabase(async (db) => {
    await storeJournalBatch(
      db,
      numbered(1, [{ event: { type: 'EngineStarted', at: at(0), engineId: 'one' }, facts: [] }]),
    );
    t.deepEqual(await db('journal_event').first('call_id', 'personal'), { call_id: null, personal: false });
  });
});

test('an empty batch is nothing', async (t) => {
  await withDatabase(async (db) => {
    await storeJournalBatch(db, []);
    t.is(await readShippedSequence(db), 0);
  });
});

test('[R9.2] records that the disk lost leave a hole that is named; any other hole is refused', async (t) => {
  await withDatabase(async (db) => {
    const started = (sequence: number) =>
      numbered(sequence, [{ event: { type: 'EngineStarted', at: at(sequence), engineId: 'one' }, facts: [] }]);
    await storeJournalBatch(db, started(1));
    await t.throwsAsync(storeJournalBatch(db, started(4)), { instanceOf: JournalGap });
    await t.throwsAsync(storeJournalBatch(db, started(4), [{ from: 3, to: 3 }]), { instanceOf: JournalGap });
    await storeJournalBatch(db, started(4), [{ from: 2, to: 3 }]);
    t.is(await readShippedSequence(db), 4);
  });
});
