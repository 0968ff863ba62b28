import test from 'ava';
import { openDatabase } from '../../sql/database.ts';
import { migrateJobQueue } from '../../sql/migrate-job-queue.ts';
import { withEmptyDatabase } from '../database.ts';

test('[R9.1] a server that cuts off right after the job queue was brought up disturbs nobody', async (t) => {
  await withEmptyDatabase(async (url) => {
    const db = openDatabase(url, { poolMax: 1 });
    try {
      await db.raw('select 1');
      for (let round = 0; round < 20; round += 1) {
        await migrateJobQueue(url);
        await db.raw(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
      }
      t.pass();
    } finally {
      await db.destroy();
    }
  });
});
