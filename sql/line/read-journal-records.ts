import type { Knex } from 'knex';
import type { ShippedRecord } from './journal-rows.ts';

/** Records of the journal with their events, from one number to another, both inclusive, in order. */
export async function readJournalRecords(
  db: Knex,
  from: number,
  to: number,
): Promise<Pick<ShippedRecord, 'sequence' | 'event'>[]> {
  return db('journal_event')
    .whereBetween('sequence', [from, to])
    .orderBy('sequence')
    .select<Pick<ShippedRecord, 'sequence' | 'event'>[]>('sequence', 'event');
}
