import test from 'ava';
import type { Knex } from 'knex';
import type { RecordingId } from '../../engine/core/ids.ts';
import { instant } from '../../engine/core/ids.ts';
import { findCall } from '../../sql/calls/find-call.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { findRecording } from '../../sql/recordings/find-recording.ts';
import { listRecordingsOlderThan } from '../../sql/recordings/list-recordings-older-than.ts';
import { markRecordingDeleted } from '../../sql/recordings/mark-recording-deleted.ts';
import { eraseCallers } from '../../sql/retention/erase-callers.ts';
import { withDatabase } from '../database.ts';
import { abandoned, answered, at } from './cdr-fixture.ts';
import { recordingStored, recordsOfCall } from './journal-fixture.ts';

/** An old answered call, an old abandoned one and a young one. */
async function storeThree(db: Knex): Promise<void> {
  const old = recordsOfCall(answered('old'), 1);
  const left = recordsOfCall(abandoned('left', 10), 4);
  await storeJournalBatch(db, [...old, ...left, ...recordsOfCall(answered('young', 100_000), 6)]);
}

/** What reports add up, and what an independent count of the raw events comes to (R5.3). */
async function figures(db: Knex): Promise<unknown> {
  const { rows } = await db.raw(`
    select
      (select jsonb_object_agg(outcome, figures) from (
        select outcome, array[count(*), sum(wait_ms), sum(talk_ms), sum(wrap_up_ms), sum(offer_count)] as figures from call group by outcome
      ) as by_outcome) as calls,
      (select jsonb_object_agg(type, number) from (select type, count(*) as number from journal_event group by type) as by_type) as events,
      (
        select jsonb_agg(fact #- '{callerNumber}' #- '{notes}' #- '{nextStep}' #- '{cdr}' #- '{command}' order by sequence, place)
        from journal_event, jsonb_array_elements(facts) with ordinality as it (fact, place)
      ) as facts,
      (select jsonb_agg(cdr - 'callerNumber' - 'notes' - 'nextStep' order by id) from call) as records
  `);
  return rows[0];
}

test('[R9.3] nothing tells any more who called before the rule, and all that is counted stays the same', async (t) => {
  await withDatabase(async (db) => {
    await storeThree(db);
    const before = await figures(db);
    t.deepEqual(await eraseCallers(db, at(50_000), at(200_000)), { calls: 2, callbacks: 0, events: 5, messages: 0 });
    t.deepEqual(await figures(db), before);
    const { rows } = await db.raw(
      `
      select jsonb_agg(call) #>> '{}' || (select jsonb_agg(journal_event) #>> '{}' from journal_event where at < :limit) as text
      from call where started_at < :limit
    `,
      { limit: new Date(at(50_000)) },
    );
    t.true(rows[0].text.includes('CallArrived') && rows[0].text.includes('telekom'));
    t.false(/38640111222|potnega lista|seznam prilog/.test(rows[0].text));
    const old = await findCall(db, 'old');
    t.is(old?.callerNumber, null);
    t.deepEqual(old?.cdr, { ...answered('old'), callerNumber: null, notes: '', nextStep: '' });
    const young = await findCall(db, 'young');
    t.deepEqual(young?.cdr, answered('young', 100_000));
    t.deepEqual(await db('call').orderBy('id').pluck('person_erased_at'), [at(200_000), at(200_000), null]);
  });
});

test('[R9.3] a second run finds nothing to do', async (t) => {
  await withDatabase(async (db) => {
    await storeThree(db);
    await eraseCallers(db, at(50_000), at(200_000));
    t.deepEqual(await eraseCallers(db, at(50_000), at(300_000)), { calls: 0, callbacks: 0, events: 0, messages: 0 });
  });
});

test('[R2.8] a recording is listed for deletion once its time has come, until its file is gone', async (t) => {
  await withDatabase(async (db) => {
    const cdr = { ...answered('old'), recordingId: 'old-recording' as RecordingId };
    await storeJournalBatch(db, [...recordsOfCall(cdr, 1), recordingStored(cdr, 4)]);
    t.is((await findCall(db, 'old'))?.recordingId, cdr.recordingId);
    const startedAt = instant(at(170) - 118_500);
    t.deepEqual(await listRecordingsOlderThan(db, startedAt), []);
    const [recording] = await listRecordingsOlderThan(db, instant(startedAt + 1));
    t.like(recording, { id: 'old-recording', callId: 'old', file: 'old-recording.sealed', seconds: 118.5 });
    t.true(await markRecordingDeleted(db, 'old-recording', at(500)));
    t.false(await markRecordingDeleted(db, 'old-recording', at(501)));
    t.like(await findRecording(db, 'old-recording'), { file: null, deletedAt: at(500) });
    t.deepEqual(await listRecordingsOlderThan(db, at(1000)), []);
    t.is((await findCall(db, 'old'))?.recordingId, null, 'the list offers nothing that can not be played');
    t.is(await findRecording(db, 'unknown'), null);
  });
});
