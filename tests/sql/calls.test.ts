import test from 'ava';
import type { Knex } from 'knex';
import { instant } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listAuditEntries } from '../../sql/audit/list-audit-entries.ts';
import { findCall } from '../../sql/calls/find-call.ts';
import { listCalls } from '../../sql/calls/list-calls.ts';
import { recentCallsOfAgent } from '../../sql/calls/recent-calls-of-agent.ts';
import { streamCalls } from '../../sql/calls/stream-calls.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { withDatabase } from '../database.ts';
import { abandoned, answered, at } from './cdr-fixture.ts';
import { recordsOfCall } from './journal-fixture.ts';
import { loadTestSample } from './sample-fixture.ts';

async function storeCalls(db: Knex): Promise<void> {
  const records = recordsOfCall(answered('a'), 1);
  records.push(...recordsOfCall(answered('b', 1000, 'agent2'), records.length + 1));
  records.push(...recordsOfCall(abandoned('c', 2000), records.length + 1));
  records.push(...recordsOfCall(answered('d', 2000), records.length + 1));
  await storeJournalBatch(db, records);
}

const ids = (calls: readonly { id: string }[]): string => calls.map(({ id }) => id).join('');

test('[R2.10] a call is found with its names and its whole record', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    await storeCalls(db);
    const call = await findCall(db, 'a');
    t.like(call, {
      id: 'a',
      startedAt: at(0),
      callerNumber: '38640111222',
      outcome: 'answered',
      queueName: 'Naročanje UE Ljubljana, Litija in Logatec',
      agentName: 'Ana Žagar',
      dispositionName: 'naročanje',
      waitMs: 30_000,
      recordingId: null,
      closed: true,
    });
    t.deepEqual(call?.cdr, answered('a'));
    t.is(await findCall(db, 'z'), null);
  });
});

test('[R2.5] calls are listed by filter, page after page, also among calls of the same instant', async (t) => {
  await withDatabase(async (db) => {
    await storeCalls(db);
    const [first, second] = await listCalls(db, { limit: 2 });
    t.is(ids([first!, second!]), 'dc');
    t.is(ids(await listCalls(db, { limit: 2, after: first! })), 'cb');
    t.is(ids(await listCalls(db, { order: 'oldestFirst', after: { startedAt: at(1000), id: 'b' } })), 'cd');
    t.is(ids(await listCalls(db, { outcome: 'abandoned' })), 'c');
    t.is(ids(await listCalls(db, { callerNumber: '38640111222', agentId: 'agent1' })), 'da');
    t.is(ids(await listCalls(db, { startedFrom: at(1000), startedBefore: at(2000) })), 'b');
    t.is(ids(await listCalls(db, { disposition: 'odpoved' })), '');
    t.is(ids(await recentCallsOfAgent(db, 'agent1', 1)), 'd');
  });
});

test('[R5.4] a period is read from its first call to its last, whatever its size', async (t) => {
  await withDatabase(async (db) => {
    await storeCalls(db);
    await db.raw(
      `
      insert into call (id, started_at, ended_at, called_number, trunk, outcome, offer_count, closed, cdr)
      select 'x' || n, to_timestamp(:base + n / 3), to_timestamp(:base + n), '1', 't', 'abandoned', 0, true, '{}' from generate_series(1, 2500) as n
    `,
      { base: at(86_400) / 1000 },
    );
    const seen = new Set<string>();
    let previous = instant(0);
    for await (const call of streamCalls(db, { startedFrom: at(86_400) })) {
      t.true(call.startedAt >= previous);
      previous = call.startedAt;
      seen.add(call.id);
    }
    t.is(seen.size, 2500);
  });
});

test('[R9.3] who did what is written down and found by subject, person and deed', async (t) => {
  await withDatabase(async (db) => {
    await addAuditEntry(db, {
      userId: 'nadzornik',
      action: 'recordingPlayed',
      subject: 'r1',
      details: { seconds: 12 },
    });
    await addAuditEntry(db, { userId: 'agent1', action: 'recordingPlayed', subject: 'r2' });
    await addAuditEntry(db, { userId: null, action: 'signInFailed', subject: 'agent1' });
    const all = await listAuditEntries(db);
    t.deepEqual(
      all.map(({ subject }) => subject),
      ['agent1', 'r2', 'r1'],
    );
    t.deepEqual(all[2]?.details, { seconds: 12 });
    t.deepEqual(
      (await listAuditEntries(db, { action: 'recordingPlayed', beforeId: all[1]!.id })).map(({ subject }) => subject),
      ['r1'],
    );
    t.is((await listAuditEntries(db, { userId: 'agent1' })).length, 1);
    t.is((await listAuditEntries(db, { subject: 'agent1', limit: 1 })).length, 1);
  });
});
