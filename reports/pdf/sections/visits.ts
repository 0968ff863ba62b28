import type { CallFigures } from '../../figures.ts';
import { meanWaitingDays, noShowShare, sumOf, usedShare, type VisitSum, visitsOf } from '../../visit-sums.ts';
import { count, decimal, share } from '../../words/format.ts';
import type { Frame } from '../frame.ts';
import { drawTable } from '../table.ts';
import { styles } from '../type.ts';

type UnitColumn = { readonly head: string; readonly width: number; readonly of: (sum: VisitSum) => string };

const endings: readonly UnitColumn[] = [
  { head: 'Obiski', width: 48, of: (sum) => count(visitsOf(sum)) },
  { head: 'Opravljeni', width: 64, of: (sum) => count(sum.served) },
  { head: 'Prišli', width: 44, of: (sum) => count(sum.arrived) },
  { head: 'Neprihodi', width: 60, of: (sum) => count(sum.noShow) },
  { head: 'Brez oznake', width: 50, of: (sum) => count(sum.unmarked + sum.coming) },
  { head: 'Odpovedani', width: 68, of: (sum) => count(sum.cancelled) },
];

const shares: readonly UnitColumn[] = [
  { head: 'Delež neprihodov', width: 100, of: (sum) => share(noShowShare(sum)) },
  { head: 'Čakanje (dni)', width: 90, of: (sum) => decimal(meanWaitingDays(sum)) },
  { head: 'Zasedenost', width: 90, of: (sum) => share(usedShare(sum)) },
];

/** How the visits of the period ended (R3.10), unit by unit. */
export function drawVisits(frame: Frame, { visits }: CallFigures, number: number): void {
  frame.openSection(`${number} Obiski na upravnih enotah`, 160);
  if (visits.length === 0) {
    frame.text('P', 'V obdobju ni bilo naročenih obiskov in časa zanje.', styles.body);
    frame.y += 10;
    return;
  }
  const unit = { head: 'Upravna enota', align: 'left' } as const;
  const drawUnits = (title: string, columns: readonly UnitColumn[], nameWidth: number): void => {
    const cells = (name: string, sum: VisitSum): string[] => [name, ...columns.map(({ of }) => of(sum))];
    drawTable(frame, {
      title,
      columns: [
        { ...unit, width: nameWidth },
        ...columns.map(({ head, width }) => ({ head, width, align: 'right' as const })),
      ],
      rows: [
        ...visits.map((each) => ({ cells: cells(each.unitName, each) })),
        { cells: cells('Skupaj', sumOf(visits)), total: true },
      ],
    });
  };
  drawUnits('Obiski po upravnih enotah', endings, 136);
  drawUnits('Neprihodi, čakanje in zasedenost po upravnih enotah', shares, 190);
}
