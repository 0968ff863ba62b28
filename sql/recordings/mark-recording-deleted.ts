import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

/** Says that the file is gone; call it after the file is. False when it was marked before, or is unknown. */
export async function markRecordingDeleted(db: Knex, id: string, at: Instant): Promise<boolean> {
  const changed = await db('recording')
    .where({ id })
    .whereNull('deleted_at')
    .update({ file: null, deleted_at: new Date(at) });
  return changed === 1;
}
