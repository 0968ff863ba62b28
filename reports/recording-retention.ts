import { unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Knex } from 'knex';
import { instant } from '../engine/core/ids.ts';
import { addAuditEntry } from '../sql/audit/add-audit-entry.ts';
import { listRecordingsOlderThan } from '../sql/recordings/list-recordings-older-than.ts';
import { markRecordingDeleted } from '../sql/recordings/mark-recording-deleted.ts';
import { readSetting } from '../sql/settings/read-setting.ts';

const dayMs = 86_400_000;

export type Deleted = { readonly deleted: number; readonly failed: number };

/**
 * Deletes the sealed files of recordings that are older than the retention setting says (R9.3), and marks them. The
 * file goes first: a crash between the two leaves a mark to be made again, never a file that nobody knows. What can
 * not be deleted is counted and tried again the next night. Without the setting nothing is deleted.
 */
export async function deleteOldRecordings(db: Knex, folder: string, now: number): Promise<Deleted> {
  const retention = await readSetting(db, 'retention');
  if (!retention) return { deleted: 0, failed: 0 };
  const before = instant(now - retention.recordingsDays * dayMs);
  let deleted = 0;
  const failed = new Set<string>();
  for (;;) {
    const recordings = await listRecordingsOlderThan(db, before, 500 + failed.size);
    const next = recordings.filter(({ id }) => !failed.has(id));
    if (next.length === 0) return { deleted, failed: failed.size };
    for (const { id, file } of next) {
      if (file === null || !(await remove(join(folder, basename(file))))) {
        failed.add(id);
        continue;
      }
      await db.transaction(async (transaction) => {
        if (!(await markRecordingDeleted(transaction, id, instant(now)))) return;
        await addAuditEntry(transaction, { userId: null, action: 'recordingExpired', subject: id });
      });
      deleted += 1;
    }
  }
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
