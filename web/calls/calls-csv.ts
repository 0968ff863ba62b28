import { Readable } from 'node:stream';
import type { Stringifier } from 'csv-stringify';
import { stringify } from 'csv-stringify';
import type { CallListEntry } from '../../sql/calls/call-list-entry.ts';
import type { Messages } from '../messages/sl.ts';
import { presentNumber } from '../present/phone-number.ts';
import { spreadsheetMoment } from '../present/time.ts';

/**
 * Calls as a file that Slovene Excel opens by itself: semicolons, a byte order mark, whole seconds. What an agent
 * noted of a person is left out: a file is copied more easily than a page. A value that a spreadsheet would run as
 * a formula is preceded by an apostrophe (OWASP, CSV injection).
 */
export function callsCsv(m: Messages, calls: AsyncIterable<CallListEntry>): Stringifier {
  const csv = stringify({
    delimiter: ';',
    bom: true,
    header: true,
    record_delimiter: '\r\n',
    escape_formulas: true,
    columns: columns.map(([name]) => m.calls.csv[name]),
  });
  const rows = Readable.from(rowsOf(m, calls), { objectMode: true });
  rows.on('error', (error) => csv.destroy(error));
  csv.on('close', () => rows.destroy());
  rows.pipe(csv);
  return csv;
}

async function* rowsOf(m: Messages, calls: AsyncIterable<CallListEntry>): AsyncGenerator<string[]> {
  for await (const call of calls) yield columns.map(([, read]) => read(call, m));
}

type Column = readonly [keyof Messages['calls']['csv'], (call: CallListEntry, m: Messages) => string];

const columns: readonly Column[] = [
  ['id', (call) => call.id],
  ['startedAt', (call) => moment(call.startedAt)],
  ['endedAt', (call) => moment(call.endedAt)],
  ['caller', (call, m) => (call.callerNumber === null ? m.withheldNumber : presentNumber(call.callerNumber))],
  ['called', (call) => presentNumber(call.calledNumber)],
  ['outcome', (call, m) => m.outcomes[call.outcome]],
  ['language', (call, m) => languageName(m, call.language) ?? ''],
  ['consent', (call, m) => (call.consent === null ? '' : m.calls.consents[call.consent])],
  ['queue', (call) => call.queueName ?? call.queueId ?? ''],
  ['wait', (call) => seconds(call.waitMs)],
  ['talk', (call) => seconds(call.talkMs)],
  ['wrapUp', (call) => seconds(call.wrapUpMs)],
  ['agent', (call) => call.agentName ?? ''],
  ['offers', (call) => String(call.offerCount)],
  ['disposition', (call) => call.dispositionName ?? call.disposition ?? ''],
  ['hangUpSide', (call, m) => (call.hangUpSide === null ? '' : m.calls.hangUpSides[call.hangUpSide])],
  ['hangUpCause', (call) => String(call.hangUpCause ?? '')],
  ['recording', (call, m) => (call.recordingId === null ? m.no : m.yes)],
];

const moment = (at: number): string => spreadsheetMoment(at);
const seconds = (milliseconds: number | null): string =>
  milliseconds === null ? '' : String(Math.round(milliseconds / 1000));

export function languageName(m: Messages, language: string | null): string | null {
  const names: Readonly<Record<string, string>> = m.languages;
  return language === null ? null : (names[language] ?? language);
}
