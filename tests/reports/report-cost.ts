import { writeFileSync } from 'node:fs';
import { makeReport } from '../../reports/make-report.ts';
import { monthPeriod } from '../../reports/period.ts';
import { openDatabase } from '../../sql/database.ts';

/**
 * Makes one report and prints what it took: milliseconds, megabytes of memory at most, bytes of the file. Run as a
 * program of its own, so that nothing else is in its memory.
 * Usage: DATABASE_URL=… node --import=tsx tests/reports/report-cost.ts 2026-11 [FILE]
 */
const [month = '', file] = process.argv.slice(2);
const db = openDatabase(process.env.DATABASE_URL ?? '');
const began = performance.now();
const pdf = await makeReport(db, monthPeriod(month));
const milliseconds = Math.round(performance.now() - began);
await db.destroy();
if (file) writeFileSync(file, pdf);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(`${JSON.stringify({ milliseconds, megabytes, bytes: pdf.length })}\n`);
