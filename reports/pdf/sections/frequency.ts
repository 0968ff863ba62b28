import { daysChart, daysOfMonthChart, hoursChart, weekdaysChart } from '../../charts/days.ts';
import type { CallFigures } from '../../figures.ts';
import { weekdayOf } from '../../period.ts';
import { count } from '../../words/format.ts';
import { weekdays } from '../../words/months.ts';
import { drawChart } from '../figure.ts';
import type { Frame } from '../frame.ts';
import { drawHeatMap } from '../heat-map.ts';
import { drawTable, type TableRow } from '../table.ts';

export function drawFrequency(frame: Frame, figures: CallFigures, number: number): void {
  frame.openSection(`${number} Klici po dnevih in urah`, 420);
  drawChart(frame, daysChart(figures));
  if (figures.days.length > 62) drawChart(frame, daysOfMonthChart(figures));
  drawChart(frame, weekdaysChart(figures));
  drawChart(frame, hoursChart(figures));
  drawHeatMap(frame, 'Klici po dnevih v tednu in urah začetka', figures.hours);
  if (figures.days.length <= 62) drawDays(frame, figures);
}

function drawDays(frame: Frame, { days, period }: CallFigures): void {
  const withOthers = days.some(({ other }) => other > 0);
  const sum = (key: 'calls' | 'answered' | 'missed' | 'other' | 'closed') =>
    count(days.reduce((total, day) => total + day[key], 0));
  const dayName = (date: string) => {
    const short = `${Number(date.slice(8))}. ${Number(date.slice(5, 7))}.${period.kind === 'month' ? '' : ` ${date.slice(0, 4)}`}`;
    return `${short} ${weekdays[weekdayOf(date) - 1]}`;
  };
  drawTable(frame, {
    title: 'Klici po dnevih',
    compact: true,
    columns: [
      { head: 'Dan', width: 150, align: 'left' },
      { head: 'Klici', width: 70, align: 'right' },
      { head: 'Sprejeti', width: 70, align: 'right' },
      { head: 'Zgrešeni', width: 70, align: 'right' },
      ...(withOthers ? [{ head: 'Povratni klici in sporočila', width: 70, align: 'right' } as const] : []),
      { head: 'Zunaj delovnega časa', width: 75, align: 'right' },
    ],
    rows: [
      ...days.map(
        (day): TableRow => ({
          cells: [
            dayName(day.date),
            count(day.calls),
            count(day.answered),
            count(day.missed),
            ...(withOthers ? [count(day.other)] : []),
            count(day.closed),
          ],
        }),
      ),
      {
        cells: [
          'Skupaj',
          sum('calls'),
          sum('answered'),
          sum('missed'),
          ...(withOthers ? [sum('other')] : []),
          sum('closed'),
        ],
        total: true,
      },
    ],
  });
}
