import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { claimablePort } from '../../../asterisk-conf/free-port.ts';
import { startPostgres } from '../../../main/database/postgres.ts';
import { exportCallsCsv } from '../../../reports/calls-csv.ts';
import { monthPeriod } from '../../../reports/period.ts';
import { openDatabase } from '../../../sql/database.ts';
import { migrate } from '../../../sql/migrate.ts';
import { configure, storeCalls } from '../../reports/journal-database.ts';
import { simulatedMonth } from '../../reports/simulated-month.ts';
import { compare, progress, runBenchmark } from '../measure/benchmark.ts';

/**
 * The ministry's PDF of a month of 16,000 calls, every call in its list, by a program of its own: time and the most
 * memory. The reference is the CSV of the same calls from the same database.
 */
const month = '2026-11';
const program = fileURLToPath(new URL('../../reports/report-cost.ts', import.meta.url));

await runBenchmark(async ({ long }, opened) => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-bench-pdf-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startPostgres({
    folder: join(folder, 'database'),
    port: await claimablePort('PostgreSQL', '127.0.0.1', 0, 'tcp'),
    user: 'uenarocanje',
    password: randomBytes(12).toString('hex'),
    database: 'uenarocanje',
    onLine: () => undefined,
  });
  opened.defer(() => postgres.close());
  const db = openDatabase(postgres.url, { poolMax: 2 });
  opened.defer(() => db.destroy());
  await migrate(db);
  await configure(db);
  progress('A month of 16,000 calls is stored through the journal.');
  const agents = Array.from({ length: 14 }, (_, index) => `agent${index + 1}`);
  const { calls, changes } = simulatedMonth(month, 16_000, agents, 16);
  await storeCalls(db, calls, changes);
  await db.raw('vacuum analyze');
  const milliseconds: number[] = [];
  const megabytes: number[] = [];
  const csv: number[] = [];
  for (let round = 0; round < (long ? 7 : 3); round += 1) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), program, month],
      {
        env: { ...process.env, DATABASE_URL: postgres.url },
      },
    );
    const cost = JSON.parse(stdout) as { milliseconds: number; megabytes: number };
    milliseconds.push(cost.milliseconds);
    megabytes.push(cost.megabytes);
    const began = performance.now();
    for await (const _ of exportCallsCsv(db, monthPeriod(month)));
    csv.push(performance.now() - began);
  }
  compare({
    what: 'PDF of a month of 16,000 calls',
    unit: 'ms',
    ours: milliseconds,
    reference: { name: 'their CSV', values: csv },
    target: { of: 'value', atMost: 5_000 },
  });
  compare({
    what: 'its memory at most, the whole process',
    unit: 'MB',
    ours: megabytes,
    reference: null,
    target: { of: 'value', atMost: 400 },
  });
});
