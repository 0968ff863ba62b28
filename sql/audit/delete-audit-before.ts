import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

/** How many rows one transaction deletes: short enough to be in nobody's way. */
const batchSize = 2000;

/** The retention rule of the log: entries before the instant. Answers how many. */
export async function deleteAuditBefore(db: Knex, before: Instant): Promise<number> {
  let sum = 0;
  for (;;) {
    const deleted = await db('audit_entry')
      .whereIn('id', db('audit_entry').where('at', '<', new Date(before)).orderBy('id').limit(batchSize).select('id'))
      .delete();
    sum += deleted;
    if (deleted < batchSize) return sum;
  }
}
