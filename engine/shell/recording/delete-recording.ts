import { unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Knex } from 'knex';
import { addAuditEntry } from '../../../sql/audit/add-audit-entry.ts';
import { markRecordingDeleted } from '../../../sql/recordings/mark-recording-deleted.ts';
import type { Recording } from '../../../sql/recordings/recording.ts';
import type { Instant } from '../../core/ids.ts';

/** Who deletes it and why: by its rule nobody does. */
export type Deletion =
  | { readonly action: 'recordingExpired'; readonly userId: null }
  | { readonly action: 'recordingErased'; readonly userId: string };

/**
 * Deletes a sealed file and marks the recording (R9.3). The file goes first: a crash between the two leaves a mark to
 * be made again, never a file that nobody knows. False: the file can not be deleted, and nothing is marked.
 */
export async function deleteRecording(
  db: Knex,
  folder: string,
  { id, file }: Pick<Recording, 'id' | 'file'>,
  { action, userId, at }: Deletion & { readonly at: Instant },
): Promise<boolean> {
  if (file === null || !(await remove(join(folder, basename(file))))) return false;
  await db.transaction(async (trx) => {
    if (!(await markRecordingDeleted(trx, id, at))) return;
    await addAuditEntry(trx, { userId, action, subject: id });
  });
  return true;
}

/** True when the file is gone, whoever removed it. */
async function remove(file: string): Promise<boolean> {
  try {
    await unlink(file);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
