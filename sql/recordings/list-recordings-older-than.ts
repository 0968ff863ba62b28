import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { type Recording, recordingColumns } from './recording.ts';

/** Recordings that began before the instant and still have their file, the oldest first: what retention deletes next. */
export async function listRecordingsOlderThan(db: Knex, before: Instant, limit = 500): Promise<readonly Recording[]> {
  return db('recording')
    .where('started_at', '<', new Date(before))
    .whereNull('deleted_at')
    .orderBy('started_at')
    .limit(limit)
    .select(recordingColumns);
}
