import { stringify } from 'csv-stringify/sync';
import { meanWaitingDays, noShowShare, usedShare, type VisitSum, visitsOf } from '../../reports/visit-sums.ts';
import type { Messages } from '../messages/sl.ts';
import type { VisitFigures } from './visit-figures.ts';

export const csvKinds = ['kraji', 'storitve', 'dejanja'] as const;
export type CsvKind = (typeof csvKinds)[number];

/** The figures as a file that Slovene Excel opens by itself; see calls-csv.ts for its rules. Shares are parts of one. */
export function visitCsv({ statistics: say }: Messages, kind: CsvKind, figures: VisitFigures): string {
  const file = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
    stringify(
      rows.map((row) => [...row]),
      {
        columns: [...columns],
        delimiter: ';',
        bom: true,
        header: true,
        record_delimiter: 'windows',
        escape_formulas: true,
      },
    );
  const heads = [
    ...[say.visits, say.served, say.arrived, say.noShow, say.noShowShare],
    ...[say.unmarked, say.coming, say.cancelled, say.waiting, say.waitingSum],
  ];
  switch (kind) {
    case 'kraji':
      return file(
        [say.unit, say.place, ...heads, say.open, say.taken, say.used],
        figures.places.map((row) => [
          row.unitName,
          row.locationName,
          ...counts(row),
          String(row.openMinutes),
          String(row.visitMinutes),
          number(usedShare(row)),
        ]),
      );
    case 'storitve':
      return file(
        [say.unit, say.place, say.service, ...heads],
        figures.counts.map((row) => [
          row.unitName,
          row.locationName,
          row.serviceName,
          ...counts({ ...row, openMinutes: 0, visitMinutes: 0 }),
        ]),
      );
    case 'dejanja':
      return file(
        [say.unit, say.place, say.service, say.deed, say.channel, say.count],
        figures.deeds.map((row) => [
          row.unitName,
          row.locationName,
          row.serviceName,
          say.deedNames[row.what],
          say.channels[row.channel],
          String(row.count),
        ]),
      );
  }
}

const counts = (sum: VisitSum): string[] => [
  ...[visitsOf(sum), sum.served, sum.arrived, sum.noShow].map(String),
  number(noShowShare(sum)),
  ...[sum.unmarked, sum.coming, sum.cancelled].map(String),
  number(meanWaitingDays(sum)),
  String(sum.waitingDays),
];

/** 0.125 → "0,125"; nothing where there is no figure. */
const number = (value: number | null): string =>
  value === null ? '' : String(Number(value.toFixed(4))).replace('.', ',');
