import type { Knex } from 'knex';

/** The last sequence number of the journal that stands in the database; 0 when there is none. */
export async function readShippedSequence(db: Knex): Promise<number> {
  const { rows } = await db.raw<{ rows: [{ last: number | null }] }>('select max(sequence) as last from journal_event');
  return rows[0].last ?? 0;
}
