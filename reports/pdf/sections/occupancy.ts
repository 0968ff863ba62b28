import { agentLabel, occupancyChart } from '../../charts/occupancy.ts';
import type { CallFigures } from '../../figures.ts';
import { count, hoursClock, ratio, share } from '../../words/format.ts';
import { drawChart } from '../figure.ts';
import type { Frame } from '../frame.ts';
import { drawTable, type TableRow } from '../table.ts';
import { styles } from '../type.ts';

export function drawOccupancy(frame: Frame, figures: CallFigures, number: number): void {
  const { agents } = figures;
  frame.openSection(`${number} Zasedenost svetovalcev`, 260);
  if (agents.length === 0) {
    frame.text('P', 'V obdobju ni bil prijavljen noben svetovalec.', styles.body);
    frame.y += 10;
    return;
  }
  if (agents.some(({ signedInMs }) => signedInMs > 0)) drawChart(frame, occupancyChart(figures));
  const cells = (name: string, rows: typeof agents): string[] => {
    const sum = (key: 'signedInMs' | 'talkingMs' | 'wrapUpMs' | 'readyMs' | 'offeredMs' | 'pausedMs' | 'answered') =>
      rows.reduce((total, row) => total + row[key], 0);
    const busy = sum('talkingMs') + sum('wrapUpMs');
    return [
      name,
      count(sum('answered')),
      hoursClock(sum('signedInMs')),
      hoursClock(sum('talkingMs')),
      hoursClock(sum('wrapUpMs')),
      hoursClock(sum('readyMs') + sum('offeredMs')),
      hoursClock(sum('pausedMs')),
      share(ratio(busy, sum('signedInMs'))),
    ];
  };
  drawTable(frame, {
    title: 'Čas svetovalcev po stanjih (ure:minute)',
    columns: [
      { head: 'Svetovalec', width: 72, align: 'left' },
      { head: 'Sprejeti klici', width: 44, align: 'right' },
      { head: 'Prijavljeni čas', width: 64, align: 'right' },
      { head: 'Pogovor', width: 62, align: 'right' },
      { head: 'Obdelava klica', width: 64, align: 'right' },
      { head: 'Na voljo ali zvoni', width: 62, align: 'right' },
      { head: 'Premor', width: 60, align: 'right' },
      { head: 'Zasedenost', width: 58, align: 'right' },
    ],
    rows: [
      ...agents.map((agent, index): TableRow => ({ cells: cells(agentLabel(index), [agent]) })),
      { cells: cells('Skupaj', agents), total: true },
    ],
  });
}
