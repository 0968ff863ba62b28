import { Logger, runMigrations } from 'graphile-worker';

/** The job queue's own schema; nothing of ours stands in it, and we use its documented functions and views only. */
export const jobSchema = 'graphile_worker';

/** Brings the schema of graphile-worker to the version of our package. Twice is safe, also at the same time. */
export async function migrateJobQueue(url: string): Promise<void> {
  await runMigrations({
    connectionString: url,
    maxPoolSize: 1,
    schema: jobSchema,
    logger: new Logger(() => () => undefined),
  });
}
