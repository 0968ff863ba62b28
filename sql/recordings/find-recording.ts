import type { Knex } from 'knex';
import { type Recording, recordingColumns } from './recording.ts';

/** The recording, deleted or not, or null when there never was one. */
export async function findRecording(db: Knex, id: string): Promise<Recording | null> {
  const recording = await db('recording').where({ id }).first<Recording | undefined>(recordingColumns);
  return recording ?? null;
}
