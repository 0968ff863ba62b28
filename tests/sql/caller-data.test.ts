import test from 'ava';
import type { Knex } from 'knex';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { countCallbacks } from '../../sql/reports/count-callbacks.ts';
import { countOutcomes } from '../../sql/reports/count-outcomes.ts';
import { eraseCaller, readCallerData } from '../../sql/retention/caller-data.ts';
import { withDatabase } from '../database.ts';
import { mondayAtTen } from '../engine/core/simulated-line.ts';
import { minutes, morning } from './callback-morning.ts';
import { at } from './cdr-fixture.ts';

const monday = { from: '2026-11-23', to: '2026-11-24' };
const figures = async (db: Knex) => [
  await countOutcomes(db, monday),
  await countCallbacks(db, monday, new Date(mondayAtTen + minutes(30))),
];

/** Everything that stands in the tables of the line, as one text. */
async function everything(db: Knex): Promise<string> {
  const { rows } = await db.raw(`
    select concat(
      (select jsonb_agg(call) from call), (select jsonb_agg(callback) from callback),
      (select jsonb_agg(journal_event) from journal_event)
    ) as text
  `);
  return rows[0].text;
}

test('[R9.3] what the line keeps of a number is read whole and erased; others and all figures stay', async (t) => {
  await withDatabase(async (db) => {
    await storeJournalBatch(db, morning());
    const data = await readCallerData(db, '38641000002');
    t.deepEqual(
      data.calls.map(({ id, direction, outcome }) => [id, direction, outcome]),
      [
        ['second', 'inbound', 'callback'],
        ['second-cb-a1', 'outbound', 'withdrawn'],
      ],
    );
    t.deepEqual(
      data.callbacks.map(({ state, outcome, notes }) => [state, outcome, notes]),
      [['closed', 'cancelled', 'ne želi več']],
    );
    const before = await figures(db);
    const erased = await db.transaction((trx) => eraseCaller(trx, '38641000002', at(200_000)));
    t.deepEqual(erased, { calls: 2, callbacks: 1, callbacksOwed: 0 });
    const left = await everything(db);
    t.false(/38641000002|ne želi več/.test(left));
    for (const other of ['38641000001', '38641000003', '38614781234', 'prosi za klic'])
      t.true(left.includes(other), other);
    t.deepEqual(await figures(db), before);
    t.deepEqual(await readCallerData(db, '38641000002'), {
      calls: [],
      callbacks: [],
      voiceMessages: [],
      recordings: [],
    });
  });
});

test('[R9.3] a call that is still owed keeps its number, and the answer says so', async (t) => {
  await withDatabase(async (db) => {
    await storeJournalBatch(db, morning());
    t.deepEqual(await db.transaction((trx) => eraseCaller(trx, '38614781234', at(200_000))), {
      calls: 0,
      callbacks: 0,
      callbacksOwed: 1,
    });
    t.is(
      await db('callback')
        .whereNot({ state: 'closed' })
        .first('caller_number')
        .then((row) => row.caller_number),
      '38614781234',
    );
  });
});
