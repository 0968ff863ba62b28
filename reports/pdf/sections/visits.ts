import type { CallFigures } from '../../figures.ts';
import { meanWaitingDays, noShowShare, sumOf, usedShare, type VisitSum, visitsOf } from '../../visit-sums.ts';
import { count, decimal, share } from '../../words/format.ts';
import type { Frame } from '../frame.ts';
import { drawTable } from '../table.ts';
import { styles } from '../type.ts';

/** How the visits of the period ended (R3.10), unit by unit. */
export function drawVisits(frame: Frame, { visits }: CallFigures, number: number): void {
  frame.openSection(`${number} Obiski na upravnih enotah`, 160);
  if (visits.length === 0) {
    frame.text('P', 'V obdobju ni bilo naročenih obiskov in časa zanje.', styles.body);
    frame.y += 10;
    return;
  }
  const cells = (name: string, sum: VisitSum): string[] => [
    name,
    count(visitsOf(sum)),
    count(sum.served),
    count(sum.arrived),
    count(sum.noShow),
    share(noShowShare(sum)),
    count(sum.unmarked + sum.coming),
    count(sum.cancelled),
    decimal(meanWaitingDays(sum)),
    share(usedShare(sum)),
  ];
  drawTable(frame, {
    title: 'Obiski po upravnih enotah',
    columns: [
      { head: 'Upravna enota', width: 92, align: 'left' },
      { head: 'Obiski', width: 42, align: 'right' },
      { head: 'Opravljeni', width: 50, align: 'right' },
      { head: 'Prišli', width: 38, align: 'right' },
      { head: 'Neprihodi', width: 48, align: 'right' },
      { head: 'Delež neprihodov', width: 52, align: 'right' },
      { head: 'Brez oznake', width: 44, align: 'right' },
      { head: 'Odpovedani', width: 54, align: 'right' },
      { head: 'Čakanje (dni)', width: 46, align: 'right' },
      { head: 'Zasedenost', width: 54, align: 'right' },
    ],
    rows: [
      ...visits.map((unit) => ({ cells: cells(unit.unitName, unit) })),
      { cells: cells('Skupaj', sumOf(visits)), total: true },
    ],
  });
}
