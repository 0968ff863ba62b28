import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Knex } from 'knex';
import { type ListedCall, listCalls } from '../sql/reports/list-calls.ts';
import { oneState } from './figures.ts';
import type { Period } from './period.ts';
import { shownCaller } from './words/masked-number.ts';
import { outcomeName } from './words/outcomes.ts';

type Column = readonly [head: string, text: (call: ListedCall, place: number) => string];

const columns: readonly Column[] = [
  ['Št.', (_, place) => String(place)],
  ['Datum', ({ date }) => date],
  ['Začetek', ({ time }) => time],
  // The hour that comes twice when the clock is set back is told apart here.
  ['Začetek (UTC)', ({ startedAt }) => new Date(startedAt).toISOString()],
  ['Klicatelj', shownCaller],
  ['Izid', ({ outcome }) => outcomeName(outcome)],
  ['Jezik', ({ language }) => language ?? ''],
  ['Kategorija', ({ category, disposition }) => category ?? disposition ?? ''],
  ['Odzivni čas (s)', ({ outcome, waitMs }) => (outcome === 'answered' ? seconds(waitMs) : '')],
  ['Čakanje (s)', ({ waitMs }) => seconds(waitMs)],
  ['Pogovor (s)', ({ talkMs }) => seconds(talkMs)],
  ['Obdelava (s)', ({ wrapUpMs }) => seconds(wrapUpMs)],
  ['Klic (s)', ({ callMs }) => seconds(callMs)],
];

/**
 * The report's list of calls as CSV for a Slovene spreadsheet: semicolons, decimal commas, a byte order mark, seconds
 * to the millisecond. Callers are masked as in the PDF; a field that a spreadsheet would take for a formula gets an
 * apostrophe. There is no XLSX: the library for it that was well kept no longer is, and every spreadsheet opens this.
 */
export function exportCallsCsv(db: Knex, period: Period): Readable {
  const csv = stringify({
    delimiter: ';',
    bom: true,
    header: true,
    columns: columns.map(([head]) => head),
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  // Errors reach whoever reads the end of the pipe.
  return pipeline(Readable.from(rowsOf(db, period), { objectMode: true, highWaterMark: 64 }), csv, () => undefined);
}

async function* rowsOf(db: Knex, period: Period): AsyncGenerator<string[]> {
  let place = 0;
  const transaction = await db.transaction(oneState);
  try {
    for await (const calls of listCalls(transaction, period)) {
      for (const call of calls) {
        place += 1;
        yield columns.map(([, text]) => text(call, place));
      }
    }
  } finally {
    await transaction.rollback();
  }
}

/** 20001 → "20,001" */
function seconds(milliseconds: number | null): string {
  return milliseconds === null ? '' : (milliseconds / 1000).toFixed(3).replace('.', ',');
}
