import type { RegisterKind } from '../../sql/places/pending-import.ts';
import { columnsOf } from './read-register.ts';

/** A small file of the same form, to try the import with: three lines each, points to a few hundred metres. */
const lines: Record<RegisterKind, readonly (readonly [id: string, name: string, east: number, north: number])[]> = {
  PT: [
    ['1000', 'Ljubljana', 462000, 101200],
    ['1270', 'Litija', 486900, 102000],
    ['1370', 'Logatec', 440500, 86900],
  ],
  UE: [
    ['23', 'Litija', 486900, 102000],
    ['24', 'Ljubljana', 462000, 101200],
    ['30', 'Logatec', 440500, 86900],
  ],
};

export const sampleRegister = (kind: RegisterKind): string =>
  `\uFEFF${[columnsOf(kind).join(','), ...lines[kind].map(([id, name, east, north]) => [kind, id, name, east, north].join(','))].join('\r\n')}\r\n`;
