import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InvalidArgumentError, type Command as Program } from 'commander';
import { exportCallsCsv } from '../../reports/calls-csv.ts';
import { makeReport } from '../../reports/make-report.ts';
import { daysPeriod, monthPeriod, type Period } from '../../reports/period.ts';
import { openSession } from './session.ts';

export function addReportCommands(program: Program): void {
  program
    .command('report')
    .description('renders the report of a month’s calls as PDF')
    .requiredOption('--month <month>', 'YYYY-MM', readMonth)
    .requiredOption('--out <file>', 'where the PDF is written')
    .addHelpText('after', '\nExample:\n  npm run admin -- report --month 2026-11 --out november.pdf')
    .action(async ({ month, out }: { month: Period; out: string }) => {
      const session = await openSession();
      const pdf = await session.withDatabase((db) => makeReport(db, month));
      await writeFile(resolve(out), pdf);
      console.log(`${resolve(out)}: ${Math.round(pdf.length / 1000)} kB`);
    });

  const calls = program.command('calls').description('what the line has recorded of calls');
  calls
    .command('export')
    .description('writes the list of calls as CSV; callers are masked as in the report')
    .option('--month <month>', 'YYYY-MM', readMonth)
    .option('--from <day>', 'YYYY-MM-DD, with --to', readDay)
    .option('--to <day>', 'YYYY-MM-DD, the last day', readDay)
    .option('--out <file>', 'where it is written; without it to standard output')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run admin -- calls export --month 2026-11 --out calls.csv\n  npm run --silent admin -- calls export --from 2026-11-01 --to 2026-11-15 > calls.csv',
    )
    .action(
      async (
        { month, from, to, out }: { month?: Period; from?: string; to?: string; out?: string },
        command: Program,
      ) => {
        const period = month ?? (from !== undefined && to !== undefined ? daysPeriod(from, to) : null);
        if (period === null) command.error('error: give --month, or --from and --to');
        const session = await openSession();
        const file = out === undefined ? process.stdout : createWriteStream(resolve(out), { mode: 0o600 });
        await session.withDatabase((db) => pipeline(exportCallsCsv(db, period), file, { end: out !== undefined }));
      },
    );
}

function readMonth(text: string): Period {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('Expected a month such as 2026-11.');
  return monthPeriod(text);
}

function readDay(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  if (!isDay) throw new InvalidArgumentError('Expected a day such as 2026-11-22.');
  return text;
}
