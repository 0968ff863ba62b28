import test from 'ava';
import { step } from '../../../../engine/core/step.ts';
import { emptyWorld } from '../../../../engine/core/world.ts';
import { startShipper } from '../../../../engine/shell/journal/shipper.ts';
import { readShippedSequence } from '../../../../sql/line/read-shipped-sequence.ts';
import { storeJournalBatch } from '../../../../sql/line/store-journal-batch.ts';
import { withDatabase } from '../../../database.ts';
import { journalOf } from '../../../live/replay.ts';
import { until } from '../../../until.ts';
import { BusyLine } from '../../core/busy-line.ts';
import { withJournal } from './journal-folder.ts';

/** What an hour brings to a line of fifty agents, or a whole day to one of six. */
const busyDay = (): BusyLine => {
  const busy = new BusyLine({ seed: 23, agents: 6, load: 1, spread: 0.6 });
  busy.passDay();
  return busy;
};

test('[R9.2] [R2.10] PostgreSQL is away as long as 900 calls take: then it has each of them once, and all that was written', async (t) => {
  const busy = busyDay();
  const world = emptyWorld();
  const written = busy.line.events.map((event) => ({ event, facts: step(world, event).facts }));
  await withDatabase(async (db) => {
    await withJournal({}, async (journal) => {
      let isThere = false;
      const troubles: unknown[] = [];
      const away = () => Promise.reject(new Error('connection refused'));
      const shipper = startShipper({
        journal,
        backOff: { firstMs: 1, longestMs: 20 },
        shippedSequence: () => (isThere ? readShippedSequence(db) : away()),
        store: (batch, lost) => (isThere ? storeJournalBatch(db, batch, lost, 1) : away()),
        onTrouble: (error) => troubles.push(error),
      });
      for (const record of written) journal.append([record]);
      await until('it is known that the database is away', () => troubles.length > 0);
      isThere = true;
      await until('all is shipped', () => shipper.shippedSequence === written.length);
      await shipper.close();
      t.is(troubles.length, 1, 'an outage is told once, however long it is');
    });
    const stored = await journalOf(db);
    t.is(stored.length, written.length);
    t.deepEqual(stored.at(-1)?.sequence, written.length);
    t.deepEqual(
      stored.map(({ event }) => event),
      JSON.parse(JSON.stringify(written.map(({ event }) => event))),
    );
    const { rows } = await db.raw<{ rows: [{ calls: number; closed: number }] }>(
      'select count(*)::int as calls, count(*) filter (where closed)::int as closed from call',
    );
    const arrived = written.filter(({ event }) => event.type === 'CallArrived').length;
    t.true(arrived > 800, `${arrived} calls`);
    t.deepEqual(rows[0], { calls: arrived, closed: arrived }, 'one closed record a call');
  });
});
