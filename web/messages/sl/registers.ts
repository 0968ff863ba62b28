import type { RegisterKind } from '../../../sql/places/pending-import.ts';
import { counted } from '../../present/count.ts';
import type { WrongCell } from '../../registers/read-register.ts';

/** Import of units and post districts from registers. */
export const registers = {
  title: 'Uvoz registrov',
  kind: 'Register',
  kinds: { PT: 'poštni okoliši (PT.csv)', UE: 'upravne enote (UE.csv)' } satisfies Record<RegisterKind, string>,
  file: 'Datoteka CSV',
  fileHint: 'CSV v zapisu UTF-8 z vejicami, največ 5 MB. Prva vrstica imenuje stolpce.',
  preview: 'Preglej',
  samples: 'Vzorci datotek',
  sampleOf: { PT: 'vzorec PT.csv', UE: 'vzorec UE.csv' } satisfies Record<RegisterKind, string>,
  columns: (names: string) => `Potrebni stolpci: ${names}. Drugi stolpci se prezrejo.`,
  previewTitle: (kind: string) => `Predogled: ${kind}`,
  nothing: 'Datoteka se ujema s tem, kar že velja. Ničesar ni treba uvoziti.',
  groups: {
    added: (value: number) => `Novo: ${counted(value, lineForms)}`,
    changed: (value: number) => `Spremenjeno: ${counted(value, lineForms)}`,
    removed: (value: number) => `Odstranjeno: ${counted(value, lineForms)}`,
  },
  same: (value: number) => `Brez sprememb: ${counted(value, lineForms)}.`,
  more: (value: number) => `in še ${value}`,
  take: 'Uvozi',
  drop: 'Zavrzi',
  takeNote: 'Uvoz se izvede v celoti ali sploh ne. Zabeleži se v revizijski sledi.',
  unitsNote:
    'Nove enote nimajo okenc in ur, zato jih državljani ne vidijo, dokler jih upravljalec ne uredi. Enote, ki koordinate že imajo, jih obdržijo.',
  stale: 'Podatki so se medtem spremenili. Preglejte nov predogled in uvozite znova.',
  done: { uvozeno: 'Register je uvožen.', zavrzeno: 'Datoteka je zavržena, nič ni bilo uvoženo.' },
  errors: (value: number) =>
    `Datoteka ni bila uvožena. Najdeno: ${counted(value, ['napaka', 'napaki', 'napake', 'napak'])}.`,
  errorTable: 'Napake po vrsticah',
  line: 'Vrstica',
  column: 'Stolpec',
  value: 'Vpisano',
  expected: 'Pričakovano',
  empty: '(prazno)',
  problems: {
    none: 'Izberite datoteko CSV.',
    tooLarge: 'Datoteka je večja od 5 MB. Izberite register, kot ga objavi Geodetska uprava.',
    noLines: 'V datoteki pod naslovno vrstico ni nobene vrstice.',
    noColumns: (missing: string) => `V naslovni vrstici manjka: ${missing}.`,
    noCsv: (line: number | null) =>
      `Datoteke ni mogoče brati kot CSV${line === null ? '' : ` (vrstica ${line})`}. Preverite narekovaje in število stolpcev v vrsticah.`,
  },
  expectations: {
    kind: 'oznaka registra (PT ali UE), ki ste ga izbrali',
    postCode: 'poštna številka iz štirih števk',
    unitNumber: 'številka enote iz ene do treh števk',
    once: 'številka, ki je v datoteki le enkrat',
    name: 'ime v zapisu UTF-8, do 100 znakov',
    metres: 'število metrov',
    inSlovenia: 'skupaj s CEN_N točka v Sloveniji (D96/TM, metri)',
  } satisfies Record<WrongCell['expected'], string>,
  guide: [
    'Register prostorskih enot objavlja Geodetska uprava. Izberite vrsto in datoteko; najprej se pokaže, kaj bi se spremenilo.',
    'Če je v datoteki le ena napačna vrstica, se ne uvozi nič: popravite naštete vrstice in datoteko izberite znova.',
    'Poštni okoliši se zamenjajo v celoti; po njih državljani najdejo najbližjo enoto. Upravne enote se le dodajo ali dobijo koordinate, nobena se ne izbriše.',
    'Isto zmore ukaz npm run admin -- import-places PT.csv oziroma import-units UE.csv.',
  ],
};

const lineForms = ['zapis', 'zapisa', 'zapisi', 'zapisov'] as const;
