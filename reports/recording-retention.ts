import type { Knex } from 'knex';
import { instant } from '../engine/core/ids.ts';
import { deleteRecording } from '../engine/shell/recording/delete-recording.ts';
import { listRecordingsOlderThan } from '../sql/recordings/list-recordings-older-than.ts';
import { readSetting } from '../sql/settings/read-setting.ts';

const dayMs = 86_400_000;

export type Deleted = { readonly deleted: number; readonly failed: number };

/**
 * Deletes recordings that are older than the retention setting says (R9.3). What can not be deleted is counted and
 * tried again the next night. Without the setting nothing is deleted.
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
    for (const recording of next) {
      const deletion = { action: 'recordingExpired', userId: null, at: instant(now) } as const;
      if (await deleteRecording(db, folder, recording, deletion)) deleted += 1;
      else failed.add(recording.id);
    }
  }
}
