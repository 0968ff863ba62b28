import type { Knex } from 'knex';
import type { ShippedRecord } from '../../sql/line/journal-rows.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { sampleDispositions, sampleQueue } from '../../sql/sample-data.ts';
import type { Known } from './independent-figures.ts';
import { type AgentChange, type CallStory, journalOf } from './journal-of-calls.ts';

export const known: Known = {
  dispositions: sampleDispositions,
  serviceLevels: [{ id: sampleQueue.id, queue: sampleQueue.name, seconds: 20, share: 0.8 }],
};

/** The configuration that figures refer to: the queue and the dispositions of the sample. */
export async function configure(db: Knex): Promise<void> {
  const { overflow, skills } = sampleQueue;
  await db('queue').insert({ ...sampleQueue, skills: [...skills], overflow: JSON.stringify(overflow) });
  await db('disposition').insert(sampleDispositions.map((each, index) => ({ ...each, position: index + 1 })));
}

/** Stores these calls as the engine's journal would arrive, and gives the journal. */
export async function storeCalls(
  db: Knex,
  calls: readonly CallStory[],
  changes: readonly AgentChange[] = [],
  firstSequence = 1,
): Promise<ShippedRecord[]> {
  const records = journalOf(calls, changes, firstSequence);
  for (let from = 0; from < records.length; from += 5000) {
    await storeJournalBatch(db, records.slice(from, from + 5000));
  }
  return records;
}
