import { durationsChart } from '../../charts/durations.ts';
import { durationClasses } from '../../classes.ts';
import type { CallFigures } from '../../figures.ts';
import { count, duration, hours, ratio, share } from '../../words/format.ts';
import { drawChart } from '../figure.ts';
import type { Frame } from '../frame.ts';
import { drawTable, type TableRow } from '../table.ts';

export function drawDurations(frame: Frame, figures: CallFigures, number: number): void {
  const { times, durations } = figures;
  frame.openSection(`${number} Trajanje klicev`, 420);
  const row = (name: string, key: keyof typeof times): TableRow => {
    const time = times[key];
    return {
      cells: [
        name,
        count(time.count),
        hours(time.sumMs),
        duration(time.count === 0 ? null : time.sumMs / time.count),
        duration(time.medianMs),
        duration(time.ninetiethMs),
        duration(time.longestMs),
      ],
    };
  };
  drawTable(frame, {
    title: 'Trajanje',
    columns: [
      { head: 'Čas', width: 122, align: 'left' },
      { head: 'Klici', width: 44, align: 'right' },
      { head: 'Skupaj', width: 70, align: 'right' },
      { head: 'Povprečno', width: 60, align: 'right' },
      { head: 'Mediana', width: 60, align: 'right' },
      { head: '90. percentil', width: 63, align: 'right' },
      { head: 'Najdaljše', width: 66, align: 'right' },
    ],
    rows: [
      { ...row('Trajanje pogovora', 'talk'), emphasised: true },
      row('Obdelava po pogovoru', 'wrapUp'),
      row('Trajanje klica', 'call'),
    ],
  });
  drawChart(frame, durationsChart(figures));
  const talks = durations.reduce((sum, each) => sum + each.talks, 0);
  const calls = durations.reduce((sum, each) => sum + each.calls, 0);
  drawTable(frame, {
    title: 'Pogovori in klici po trajanju',
    columns: [
      { head: 'Trajanje', width: 145, align: 'left' },
      { head: 'Pogovori', width: 85, align: 'right' },
      { head: 'Delež', width: 85, align: 'right' },
      { head: 'Klici', width: 85, align: 'right' },
      { head: 'Delež', width: 85, align: 'right' },
    ],
    rows: [
      ...durations.map(
        (each, bin): TableRow => ({
          cells: [
            durationClasses[bin] ?? '',
            count(each.talks),
            share(ratio(each.talks, talks)),
            count(each.calls),
            share(ratio(each.calls, calls)),
          ],
        }),
      ),
      {
        cells: ['Skupaj', count(talks), share(ratio(talks, talks)), count(calls), share(ratio(calls, calls))],
        total: true,
      },
    ],
  });
}
