import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { RegisterKind } from '../../sql/places/pending-import.ts';
import type { Point, PostDistrict } from '../../sql/places/post-district.ts';
import { isInSlovenia, pointOf } from './d96.ts';

/**
 * Registers of spatial units as the surveying authority (GURS) publishes them: a CSV file in UTF-8 with a heading,
 * the unit's number and name, and its centre in metres of D96/TM. A file with one wrong line is refused as a whole,
 * because half a register would send people to the wrong place without anybody noticing; all that is wrong is told.
 */
const columns = {
  PT: { id: 'PT_ID', name: 'PT_UIME', number: /^[1-9]\d{3}$/, expected: 'postCode' },
  UE: { id: 'UE_ID', name: 'UE_UIME', number: /^[1-9]\d{0,2}$/, expected: 'unitNumber' },
} as const;

export const columnsOf = (kind: RegisterKind): readonly string[] => [
  'ENOTA',
  columns[kind].id,
  columns[kind].name,
  'CEN_E',
  'CEN_N',
];

export type Unit = Point & { readonly id: string; readonly name: string };

/** What stands in a line and what was expected there. */
export type WrongCell = {
  /** Of the file, from 1. */
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly expected: 'kind' | 'postCode' | 'unitNumber' | 'once' | 'name' | 'metres' | 'inSlovenia';
};

export type ReadRegister =
  | { readonly type: 'units'; readonly units: readonly Unit[] }
  | { readonly type: 'wrongCells'; readonly cells: readonly WrongCell[] }
  | { readonly type: 'noLines' }
  | { readonly type: 'noColumns'; readonly missing: readonly string[] }
  /** `what` is the reader's own sentence, in English. */
  | { readonly type: 'noCsv'; readonly line: number | null; readonly what: string; readonly cause: unknown };

export const districtsOf = (units: readonly Unit[]): readonly PostDistrict[] =>
  units.map(({ id, ...district }) => ({ postCode: id, ...district }));

/** "PT.csv", post districts, or "UE.csv", administrative units; the names of units are without "Upravna enota". */
export function readRegister(bytes: Buffer, kind: RegisterKind): ReadRegister {
  const { id, name, number, expected } = columns[kind];
  const read = rowsOf(bytes, columnsOf(kind));
  if (read.type !== 'lines') return read;
  const seen = new Set<string>();
  const metres = z.coerce.number().finite();
  const cells: WrongCell[] = [];
  const units: Unit[] = [];
  for (const { line, row } of read.lines) {
    const before = cells.length;
    const refuse = (column: string, what: WrongCell['expected']) =>
      cells.push({ line, column, value: (row[column] ?? '').slice(0, 40), expected: what });
    if (row.ENOTA !== kind) refuse('ENOTA', 'kind');
    const unit = row[id] ?? '';
    if (!number.test(unit)) refuse(id, expected);
    else if (seen.has(unit)) refuse(id, 'once');
    seen.add(unit);
    const called = row[name] ?? '';
    if (called === '' || called.length > 100 || /[\p{Cc}\uFFFD]/u.test(called)) refuse(name, 'name');
    const east = metres.safeParse(row.CEN_E === '' ? Number.NaN : row.CEN_E);
    const north = metres.safeParse(row.CEN_N === '' ? Number.NaN : row.CEN_N);
    if (!east.success) refuse('CEN_E', 'metres');
    if (!north.success) refuse('CEN_N', 'metres');
    if (!east.success || !north.success) continue;
    if (!isInSlovenia(east.data, north.data)) refuse('CEN_E', 'inSlovenia');
    if (cells.length === before) units.push({ id: unit, name: called, ...pointOf(east.data, north.data) });
  }
  return cells.length > 0 ? { type: 'wrongCells', cells } : { type: 'units', units };
}

type Row = Readonly<Record<string, string>>;
type Lines = { readonly type: 'lines'; readonly lines: readonly { readonly line: number; readonly row: Row }[] };

function rowsOf(
  bytes: Buffer,
  needed: readonly string[],
): Lines | Exclude<ReadRegister, { type: 'units' | 'wrongCells' }> {
  let records: { info: { lines: number }; record: Row }[];
  try {
    records = parse(bytes, { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true }) as never;
  } catch (cause) {
    const line = cause instanceof Error && 'lines' in cause && typeof cause.lines === 'number' ? cause.lines : null;
    return { type: 'noCsv', line, what: cause instanceof Error ? cause.message : 'It can not be read as CSV.', cause };
  }
  const [first] = records;
  if (first === undefined) return { type: 'noLines' };
  const missing = needed.filter((column) => !(column in first.record));
  if (missing.length > 0) return { type: 'noColumns', missing };
  return { type: 'lines', lines: records.map(({ info, record }) => ({ line: info.lines, row: record })) };
}
