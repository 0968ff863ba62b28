import type { ChartConfiguration } from 'chart.js';
import type { Messages } from '../messages/sl.ts';
import { presentTimeField } from '../present/time.ts';
import type { Quarter } from './day-figures.ts';

export type ChartLook = {
  readonly text: string;
  readonly grid: string;
  readonly answered: string;
  /** A pattern, so that the two differ without their colours too. */
  readonly abandoned: CanvasPattern | string;
  readonly abandonedEdge: string;
  readonly font: string;
  /** CSS pixels. */
  readonly fontSize: number;
};

/** Today's calls by quarter of an hour as one chart.js configuration; drawing it is the caller's. */
export function quartersChart(m: Messages, quarters: readonly Quarter[], look: ChartLook): ChartConfiguration<'bar'> {
  const font = { family: look.font, size: look.fontSize };
  const bars = { barPercentage: 0.92, categoryPercentage: 0.9, maxBarThickness: 40, stack: 'calls' };
  return {
    type: 'bar',
    data: {
      labels: quarters.map((quarter) => presentTimeField(quarter.start)),
      datasets: [
        {
          ...bars,
          label: m.wallboard.answered,
          data: quarters.map((quarter) => quarter.answered),
          backgroundColor: look.answered,
        },
        {
          ...bars,
          label: m.wallboard.abandoned,
          data: quarters.map((quarter) => quarter.abandoned),
          backgroundColor: look.abandoned,
          borderColor: look.abandonedEdge,
          borderWidth: 2,
        },
      ],
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          border: { color: look.grid },
          ticks: {
            color: look.text,
            font,
            maxRotation: 0,
            autoSkip: false,
            // Only full hours are named, by the bar that begins with them.
            callback: (_, index) =>
              quarters[index]?.start.endsWith(':00') ? Number(quarters[index].start.slice(0, 2)) : '',
          },
        },
        y: {
          stacked: true,
          beginAtZero: true,
          suggestedMax: 4,
          border: { display: false },
          grid: { color: look.grid, drawTicks: false },
          ticks: { color: look.text, font, precision: 0, maxTicksLimit: 5, padding: 6 },
        },
      },
      plugins: {
        legend: { align: 'start', labels: { color: look.text, font, boxWidth: 16, boxHeight: 16 } },
      },
    },
  };
}
