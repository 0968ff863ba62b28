import { Readable } from 'node:stream';
import type { Stringifier } from 'csv-stringify';
import { stringify } from 'csv-stringify';
import type { AuditEntry } from '../../sql/audit/list-audit-entries.ts';
import type { Messages } from '../messages/sl.ts';
import { spreadsheetMoment } from '../present/time.ts';
import { actionName, detailsText } from './audit-words.ts';

/** Entries of the log as a file that Slovene Excel opens by itself; see calls-csv.ts for its rules. */
export function auditCsv(
  m: Messages,
  names: ReadonlyMap<string, string>,
  entries: AsyncIterable<AuditEntry>,
): Stringifier {
  const say = m.audit;
  const csv = stringify({
    delimiter: ';',
    bom: true,
    header: true,
    record_delimiter: '\r\n',
    escape_formulas: true,
    columns: [say.at, `${say.person} (oznaka)`, say.person, say.action, say.subject, say.details],
  });
  const rows = Readable.from(
    (async function* () {
      for await (const entry of entries) {
        yield [
          spreadsheetMoment(entry.at),
          entry.userId ?? '',
          entry.userId === null ? say.nobody : (names.get(entry.userId) ?? ''),
          actionName(m, entry.action),
          entry.subject,
          detailsText(m, entry),
        ];
      }
    })(),
    { objectMode: true },
  );
  rows.on('error', (error) => csv.destroy(error));
  csv.on('close', () => rows.destroy());
  rows.pipe(csv);
  return csv;
}
