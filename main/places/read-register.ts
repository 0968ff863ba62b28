import type { PostDistrict } from '../../sql/places/post-district.ts';
import {
  districtsOf,
  type ReadRegister,
  readRegister,
  type Unit,
  type WrongCell,
} from '../../web/registers/read-register.ts';
import { Trouble } from '../trouble.ts';

/** "PT.csv": post districts. */
export const readPostDistricts = (bytes: Buffer): readonly PostDistrict[] =>
  districtsOf(unitsOf(readRegister(bytes, 'PT'), 'PT'));

/** "UE.csv": administrative units with their centres; the names are without "Upravna enota". */
export const readUnits = (bytes: Buffer): readonly Unit[] => unitsOf(readRegister(bytes, 'UE'), 'UE');

/** All that is wrong with a file, a line each, so that it is mended in one go. */
const mostTold = 20;

function unitsOf(read: ReadRegister, kind: 'PT' | 'UE'): readonly Unit[] {
  switch (read.type) {
    case 'units':
      return read.units;
    case 'wrongCells': {
      const told = read.cells.slice(0, mostTold).map((cell) => sentence(cell, kind));
      if (read.cells.length > mostTold) told.push(`And ${read.cells.length - mostTold} more.`);
      throw new BadRegister(told.join('\n'));
    }
    case 'noLines':
      throw new BadRegister('It holds no line below its heading.');
    case 'noColumns':
      throw new BadRegister(`Its heading lacks ${read.missing.join(', ')}.`);
    case 'noCsv':
      throw new BadRegister(read.what, { cause: read.cause });
  }
}

const expectations: Record<Exclude<WrongCell['expected'], 'kind'>, string> = {
  postCode: 'a post code of four digits',
  unitNumber: 'a number of one to three digits',
  once: 'new: it stands above already',
  name: 'a name in UTF-8',
  metres: 'a number of metres',
  inSlovenia: 'with CEN_N a point in Slovenia (D96/TM, metres)',
};

const sentence = ({ line, column, value, expected }: WrongCell, kind: string): string =>
  `Line ${line}, ${column}: "${value}" is not ${expected === 'kind' ? `"${kind}"` : expectations[expected]}.`;

/** The file is not what it should be; nothing of it was taken. */
export class BadRegister extends Trouble {
  constructor(what: string, options?: ErrorOptions) {
    super(what, 'Expected: CSV in UTF-8 with ENOTA, the number, the name, CEN_E and CEN_N (metres, D96/TM).', options);
  }
}
