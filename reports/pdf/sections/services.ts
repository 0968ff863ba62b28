import type { ChannelCounts } from '../../../sql/reports/count-services.ts';
import type { CallFigures } from '../../figures.ts';
import { count } from '../../words/format.ts';
import type { Frame } from '../frame.ts';
import { drawTable, type TableRow } from '../table.ts';

/** What was done for citizens, whoever did it (seed 000 §2.6): the four numbers that the order names, and confirmations. */
export function drawServices(frame: Frame, { services }: CallFigures, number: number): void {
  frame.openSection(`${number} Naročanja, odpovedi, prenaročanja in informacije o čakalnih dobah`, 220);
  const row = (name: string, counts: ChannelCounts): TableRow => {
    const { web, agent, telephone, clerk, system } = counts;
    const all = web + agent + telephone + clerk + system;
    return { cells: [name, ...[web, agent, telephone, clerk + system, all].map(count)] };
  };
  const { byKey, byAgent } = services.waitingTimes;
  drawTable(frame, {
    title: 'Opravljene storitve po poti',
    columns: [
      { head: 'Storitev', width: 175, align: 'left' },
      { head: 'Splet', width: 55, align: 'right' },
      { head: 'Svetovalci', width: 65, align: 'right' },
      { head: 'Telefonski meni', width: 65, align: 'right' },
      { head: 'Upravne enote', width: 65, align: 'right' },
      { head: 'Skupaj', width: 60, align: 'right' },
    ],
    rows: [
      row('Naročanja na termin', services.booked),
      row('Odpovedi terminov', services.cancelled),
      row('Prenaročanja', services.moved),
      row('Potrditve prihoda', services.assured),
      { cells: ['Informacije o čakalnih dobah', '', count(byAgent), count(byKey), '', count(byAgent + byKey)] },
      ...informationRow('Informacije o delovnem času', services.informations.openingHours),
      ...informationRow('Informacije o potrebnih dokumentih', services.informations.documents),
    ],
  });
}

/** Agents give such informations too, but nobody counts them: they belong to no category of the order. */
function informationRow(name: string, byKey: number): readonly TableRow[] {
  return byKey === 0 ? [] : [{ cells: [name, '', '', count(byKey), '', count(byKey)] }];
}
