import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import test from 'ava';
import { journalRows } from '../../sql/line/journal-rows.ts';
import { withDatabase } from '../database.ts';
import { configure } from './journal-database.ts';
import { journalOf } from './journal-of-calls.ts';
import { simulatedMonth } from './simulated-month.ts';

const run = promisify(execFile);

test('[R5.2] a month of 16,000 calls, each in the list, stays small in memory and in the mail', async (t) => {
  t.timeout(120_000);
  await withDatabase(async (db, url) => {
    await configure(db);
    const agents = Array.from({ length: 14 }, (_, index) => `agent${index + 1}`);
    const { calls } = simulatedMonth('2026-11', 16_000, agents, 16);
    const rows = journalRows(journalOf(calls, [])).calls.map((row) => ({
      ...row,
      started_at: new Date(row.started_at),
      ended_at: new Date(row.ended_at),
      queued_at: dateOf(row.queued_at),
      human_answered_at: dateOf(row.human_answered_at),
      talk_ended_at: dateOf(row.talk_ended_at),
      wrap_up_ended_at: dateOf(row.wrap_up_ended_at),
      cdr: JSON.stringify(row.cdr),
    }));
    await db.batchInsert('call', rows, 1000);
    const program = fileURLToPath(new URL('./report-cost.ts', import.meta.url));
    const { stdout } = await run(process.execPath, ['--import=tsx', program, '2026-11'], {
      env: { ...process.env, DATABASE_URL: url },
    });
    const cost = JSON.parse(stdout) as { milliseconds: number; megabytes: number; bytes: number };
    t.log(`${cost.milliseconds} ms, ${cost.megabytes} MB, file of ${(cost.bytes / 1e6).toFixed(1)} MB`);
    t.true(cost.megabytes <= 400, `${cost.megabytes} MB at most`);
    t.true(cost.bytes < 8_000_000, `a file of ${cost.bytes} bytes`);
  });
});

function dateOf(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
