import { cumulativeShares, responseTimesChart } from '../../charts/response-times.ts';
import { waitsChart } from '../../charts/waits.ts';
import { waitClasses } from '../../classes.ts';
import type { CallFigures } from '../../figures.ts';
import { count, duration, ratio, share, wholeShare } from '../../words/format.ts';
import { drawChart } from '../figure.ts';
import type { Frame } from '../frame.ts';
import { drawTable, type TableRow } from '../table.ts';

export function drawWaiting(frame: Frame, figures: CallFigures, number: number): void {
  const { times, serviceLevel, waits, estimates } = figures;
  frame.openSection(`${number} Odzivni čas, čakanje in raven storitve`, 500);
  const row = (name: string, key: keyof typeof times): TableRow => {
    const time = times[key];
    return {
      cells: [
        name,
        count(time.count),
        duration(time.count === 0 ? null : time.sumMs / time.count),
        duration(time.medianMs),
        duration(time.ninetiethMs),
        duration(time.longestMs),
      ],
    };
  };
  drawTable(frame, {
    title: 'Čakanje na odgovor',
    columns: [
      { head: 'Čas', width: 185, align: 'left' },
      { head: 'Klici', width: 48, align: 'right' },
      { head: 'Povprečno', width: 66, align: 'right' },
      { head: 'Mediana', width: 62, align: 'right' },
      { head: '90. percentil', width: 62, align: 'right' },
      { head: 'Najdaljše', width: 62, align: 'right' },
    ],
    rows: [
      { ...row('Odzivni čas (sprejeti klici)', 'response'), emphasised: true },
      row('Od začetka klica do odgovora svetovalca', 'untilHuman'),
      row('Čakanje vseh klicev v čakalni vrsti', 'wait'),
    ],
  });
  const late = serviceLevel.base - serviceLevel.leftEarly;
  drawTable(frame, {
    title: 'Raven storitve',
    columns: [
      { head: 'Klici', width: 235, align: 'left' },
      { head: 'Sprejeti v ciljnem času', width: 85, align: 'right' },
      { head: 'Imenovalec', width: 80, align: 'right' },
      { head: 'Raven storitve', width: 85, align: 'right' },
    ],
    rows: [
      {
        cells: [
          `Vsi klici v delovnem času${goalText(figures)}`,
          count(serviceLevel.answeredInTime),
          count(serviceLevel.base),
          share(ratio(serviceLevel.answeredInTime, serviceLevel.base)),
        ],
        emphasised: true,
      },
      {
        cells: [
          'Brez zgodaj opuščenih klicev',
          count(serviceLevel.answeredInTime),
          count(late),
          share(ratio(serviceLevel.answeredInTime, late)),
        ],
      },
    ],
  });
  drawTable(frame, {
    title: 'Napovedi čakanja, ki so jih slišali klicatelji',
    columns: [
      { head: 'Povedane', width: 80, align: 'right' },
      { head: 'Preverjene', width: 80, align: 'right' },
      { head: 'Uresničene', width: 80, align: 'right' },
      { head: 'Delež', width: 70, align: 'right' },
      { head: 'Mediana odstopanja', width: 90, align: 'right' },
      { head: '90. percentil', width: 85, align: 'right' },
    ],
    rows: [
      {
        cells: [
          count(estimates.spoken),
          count(estimates.judged),
          count(estimates.kept),
          share(ratio(estimates.kept, estimates.judged)),
          duration(estimates.medianErrorMs),
          duration(estimates.ninetiethErrorMs),
        ],
      },
    ],
  });
  drawChart(frame, responseTimesChart(figures));
  drawChart(frame, waitsChart(figures));
  const cumulative = cumulativeShares(waits.map(({ answered }) => answered));
  const answered = waits.reduce((sum, each) => sum + each.answered, 0);
  const notAnswered = waits.reduce((sum, each) => sum + each.notAnswered, 0);
  drawTable(frame, {
    title: 'Klici v čakalni vrsti po času čakanja',
    columns: [
      { head: 'Čas čakanja', width: 110, align: 'left' },
      { head: 'Sprejeti', width: 70, align: 'right' },
      { head: 'Delež', width: 70, align: 'right' },
      { head: 'Kumulativni delež', width: 85, align: 'right' },
      { head: 'Brez odgovora', width: 75, align: 'right' },
      { head: 'Delež', width: 70, align: 'right' },
    ],
    rows: [
      ...waits.map(
        (each, bin): TableRow => ({
          cells: [
            waitClasses[bin] ?? '',
            count(each.answered),
            share(ratio(each.answered, answered)),
            share(cumulative[bin] ?? null),
            count(each.notAnswered),
            share(ratio(each.notAnswered, notAnswered)),
          ],
        }),
      ),
      {
        cells: [
          'Skupaj',
          count(answered),
          share(ratio(answered, answered)),
          '',
          count(notAnswered),
          share(ratio(notAnswered, notAnswered)),
        ],
        total: true,
      },
    ],
  });
}

function goalText({ serviceLevel }: CallFigures): string {
  const [only, ...others] = serviceLevel.settings;
  if (!only || others.length > 0) return '';
  return ` (cilj ${wholeShare(only.share)} v ${only.seconds}\u00a0s)`;
}
