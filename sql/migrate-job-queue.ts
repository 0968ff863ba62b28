import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';

/** The job queue's own schema; nothing of ours stands in it, and we use its documented functions and views only. */
export const jobSchema = 'graphile_worker';

/** Brings the schema of graphile-worker to the version of our package. Twice is safe, also at the same time. */
export async function migrateJobQueue(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  // A pool says that it has ended before its connection is closed. If the server closes that first, nothing is lost.
  pool.on('error', () => undefined);
  try {
    await runMigrations({ pgPool: pool, schema: jobSchema, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}
