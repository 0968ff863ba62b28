import { Logger, runMigrations } from 'graphile-worker';
import { openJobPool } from './messages/open-job-pool.ts';

/** The job queue's own schema; nothing of ours stands in it, and we use its documented functions and views only. */
export const jobSchema = 'graphile_worker';

/** Brings the schema of graphile-worker to the version of our package. Twice is safe, also at the same time. */
export async function migrateJobQueue(url: string): Promise<void> {
  // What a connection hears while it is closed is nobody's trouble; what a migration meets is thrown.
  const jobs = openJobPool(url, () => undefined);
  try {
    await runMigrations({ pgPool: jobs.pool, schema: jobSchema, logger: new Logger(() => () => undefined) });
  } finally {
    await jobs.close();
  }
}
