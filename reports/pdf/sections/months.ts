import { monthsChart } from '../../charts/months.ts';
import type { CallFigures, MonthFigures } from '../../figures.ts';
import { change, count, decimal, none } from '../../words/format.ts';
import { months as monthNames } from '../../words/months.ts';
import { drawChart } from '../figure.ts';
import type { Frame } from '../frame.ts';
import { drawTable, type TableRow } from '../table.ts';
import { styles } from '../type.ts';

export function drawMonths(frame: Frame, figures: CallFigures, number: number): void {
  const { months, period, serviceCalls } = figures;
  frame.openSection(`${number} Primerjava s prejšnjimi meseci`, 460);
  drawChart(frame, monthsChart(figures));
  const own = period.kind === 'month';
  const compared = (month: MonthFigures, index: number): string[] => {
    const earlier = period.kind === 'year' ? months[index - 12] : months[index - 1];
    const toEarlier = month.calls === null || !earlier?.calls ? null : month.calls / earlier.calls - 1;
    const toOwn = own && month.calls ? serviceCalls / month.calls - 1 : null;
    const isOwn = own && index === months.length - 1;
    return [change(toEarlier), ...(own ? [isOwn ? '' : change(toOwn)] : [])];
  };
  const value = (each: number | null) => (each === null ? 'ni podatkov' : count(each));
  drawTable(frame, {
    title: 'Klici na številko klicnega centra po mesecih',
    columns: [
      { head: 'Mesec', width: 100, align: 'left' },
      { head: 'Klici', width: 62, align: 'right' },
      { head: 'Klici na dan', width: 52, align: 'right' },
      { head: 'Sprejeti', width: 62, align: 'right' },
      { head: 'Zgrešeni', width: 62, align: 'right' },
      {
        head: period.kind === 'year' ? 'Razlika do istega meseca lani' : 'Razlika do meseca prej',
        width: 72,
        align: 'right',
      },
      ...(own ? [{ head: 'Obravnavani mesec glede na ta mesec', width: 84, align: 'right' } as const] : []),
    ],
    rows: months.map(
      (month, index): TableRow => ({
        cells: [
          `${monthNames[Number(month.month.slice(5)) - 1]} ${month.month.slice(0, 4)}`,
          value(month.calls),
          month.calls === null ? none : decimal(month.calls / month.days),
          month.answered === null ? none : count(month.answered),
          month.missed === null ? none : count(month.missed),
          ...compared(month, index),
        ],
        emphasised: own && index === months.length - 1,
      }),
    ),
  });
  if (period.kind === 'period') {
    frame.text(
      'P',
      `Izbrano obdobje: klicev ${count(serviceCalls)}, na dan ${decimal(serviceCalls / Math.max(1, figures.days.length))}.`,
      styles.body,
    );
    frame.y += 10;
  }
}
