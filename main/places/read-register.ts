import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Point, PostDistrict } from '../../sql/places/post-district.ts';
import { Trouble } from '../trouble.ts';
import { isInSlovenia, pointOf } from './d96.ts';

/**
 * Registers of spatial units as the surveying authority (GURS) publishes them: a CSV file in UTF-8 with a heading,
 * the unit's number and name, and its centre in metres of D96/TM. A file with one wrong line is refused as a whole,
 * because half a register would send people to the wrong place without anybody noticing.
 */
const columns = {
  PT: { id: 'PT_ID', name: 'PT_UIME', number: /^[1-9]\d{3}$/, expected: 'a post code of four digits' },
  UE: { id: 'UE_ID', name: 'UE_UIME', number: /^[1-9]\d{0,2}$/, expected: 'a number of one to three digits' },
} as const;

export type Unit = Point & { readonly id: string; readonly name: string };

/** "PT.csv": post districts. */
export const readPostDistricts = (bytes: Buffer): readonly PostDistrict[] =>
  readRegister(bytes, 'PT').map(({ id, ...district }) => ({ postCode: id, ...district }));

/** "UE.csv": administrative units with their centres; the names are without "Upravna enota". */
export const readUnits = (bytes: Buffer): readonly Unit[] => readRegister(bytes, 'UE');

function readRegister(bytes: Buffer, kind: keyof typeof columns): readonly Unit[] {
  const { id, name, number, expected } = columns[kind];
  const rows = rowsOf(bytes, ['ENOTA', id, name, 'CEN_E', 'CEN_N']);
  const seen = new Set<string>();
  const metres = z.coerce.number().finite();
  return rows.map(({ line, row }) => {
    const refuse = (column: string, what: string): never => {
      throw new BadRegister(`Line ${line}, ${column}: "${(row[column] ?? '').slice(0, 40)}" is not ${what}.`);
    };
    if (row.ENOTA !== kind) refuse('ENOTA', `"${kind}"`);
    const unit = row[id] ?? '';
    if (!number.test(unit)) refuse(id, expected);
    if (seen.has(unit)) refuse(id, 'new: it stands above already');
    seen.add(unit);
    const called = row[name] ?? '';
    if (called === '' || called.length > 100 || /[\p{Cc}\uFFFD]/u.test(called)) refuse(name, 'a name in UTF-8');
    const east = metres.safeParse(row.CEN_E);
    const north = metres.safeParse(row.CEN_N);
    if (!east.success || row.CEN_E === '') return refuse('CEN_E', 'a number of metres');
    if (!north.success || row.CEN_N === '') return refuse('CEN_N', 'a number of metres');
    if (!isInSlovenia(east.data, north.data)) refuse('CEN_E', 'with CEN_N a point in Slovenia (D96/TM, metres)');
    return { id: unit, name: called, ...pointOf(east.data, north.data) };
  });
}

type Row = Readonly<Record<string, string>>;

function rowsOf(bytes: Buffer, needed: readonly string[]): readonly { line: number; row: Row }[] {
  let records: { info: { lines: number }; record: Row }[];
  try {
    records = parse(bytes, { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true }) as never;
  } catch (error) {
    throw new BadRegister(error instanceof Error ? error.message : 'It can not be read as CSV.', { cause: error });
  }
  const [first] = records;
  if (first === undefined) throw new BadRegister('It holds no line below its heading.');
  const missing = needed.filter((column) => !(column in first.record));
  if (missing.length > 0) throw new BadRegister(`Its heading lacks ${missing.join(', ')}.`);
  return records.map(({ info, record }) => ({ line: info.lines, row: record }));
}

/** The file is not what it should be; nothing of it was taken. */
export class BadRegister extends Trouble {
  constructor(what: string, options?: ErrorOptions) {
    super(what, 'Expected: CSV in UTF-8 with ENOTA, the number, the name, CEN_E and CEN_N (metres, D96/TM).', options);
  }
}
