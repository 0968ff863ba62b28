import { waitClasses } from '../classes.ts';
import type { CallFigures } from '../figures.ts';
import { count, ratio, share } from '../words/format.ts';
import { axisTitle, countAxis, legend, nameAxis, still } from './axes.ts';
import { noCallsNote } from './no-calls.ts';
import type { ReportChart } from './report-chart.ts';
import { chartFont, colours } from './theme.ts';
import { valueLabels } from './value-labels.ts';

/** Answered calls by response time, with the share that was answered by then. */
export function responseTimesChart({ waits, outcomes }: CallFigures): ReportChart {
  const calls = waits.map(({ answered }) => answered);
  const cumulative = cumulativeShares(calls);
  return {
    key: 'response-times',
    title: 'Sprejeti klici po odzivnem času',
    description:
      `Stolpci po odzivnem času: ${calls.map((value, index) => `${waitClasses[index]} ${count(value)}`).join(', ')}. ` +
      `Krivulja kaže kumulativni delež sprejetih klicev: ${cumulative
        .map((value, index) => `${waitClasses[index]} ${share(value)}`)
        .join(', ')}.`,
    height: 170,
    configuration: {
      type: 'bar',
      data: {
        labels: [...waitClasses],
        datasets: [
          {
            type: 'bar',
            label: 'sprejeti klici',
            data: calls,
            backgroundColor: colours.answered,
            categoryPercentage: 0.84,
            barPercentage: 0.9,
            order: 2,
          },
          {
            type: 'line',
            label: 'kumulativni delež (desna lestvica)',
            data: cumulative.map((value) => (value === null ? null : value * 100)),
            borderColor: colours.missed,
            backgroundColor: colours.missed,
            borderWidth: 1.5,
            pointRadius: 2.2,
            // The points at 100 % stand on the edge.
            clip: 6,
            yAxisID: 'share',
            // In mixed charts the lower order is drawn on top.
            order: 1,
          },
        ],
      },
      options: {
        ...still,
        scales: {
          x: { ...nameAxis, title: axisTitle('čas od uvrstitve v čakalno vrsto do odgovora svetovalca') },
          y: { ...countAxis, suggestedMax: Math.max(4, ...calls) * 1.6 },
          share: {
            position: 'right',
            min: 0,
            max: 100,
            border: { display: false },
            grid: { display: false },
            ticks: {
              color: colours.muted,
              font: { family: chartFont, size: 8 },
              stepSize: 25,
              callback: (value) => `${value} %`,
            },
          },
        },
        plugins: { legend, tooltip: { enabled: false } },
      },
      plugins: [
        ...noCallsNote(outcomes.answered),
        valueLabels({ label: (index) => (outcomes.answered === 0 ? null : count(calls[index] ?? 0)) }),
      ],
    },
  };
}

/** The share of all up to and with each class; nulls when there are none at all. */
export function cumulativeShares(calls: readonly number[]): (number | null)[] {
  const all = calls.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  return calls.map((value) => {
    sum += value;
    return ratio(sum, all);
  });
}
