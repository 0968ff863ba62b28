import type { ChartOptions } from 'chart.js';
import { count } from '../words/format.ts';
import { chartFont, colours } from './theme.ts';

const font = { family: chartFont, size: 8 };

/** Whole numbers on a quiet grid. */
export const countAxis = {
  beginAtZero: true,
  border: { display: false },
  grid: { color: colours.grid, drawTicks: false },
  ticks: {
    color: colours.muted,
    font,
    padding: 4,
    precision: 0,
    maxTicksLimit: 6,
    callback: (value: string | number) => count(Number(value)),
  },
  // An empty chart keeps a scale that says nothing false.
  suggestedMax: 4,
};

export const nameAxis = {
  border: { color: colours.rule },
  grid: { display: false },
  ticks: { color: colours.ink, font, padding: 3, autoSkip: false, maxRotation: 0 },
};

export const legend = {
  display: true,
  position: 'top',
  align: 'start',
  labels: { color: colours.ink, font, boxWidth: 9, boxHeight: 9, padding: 10 },
} as const;

export const noLegend = { display: false } as const;

/** The title of an axis, small beside it. */
export function axisTitle(text: string) {
  return { display: true, text, color: colours.muted, font, padding: 2 };
}

export const still: Pick<ChartOptions, 'animation' | 'maintainAspectRatio'> = {
  animation: false,
  maintainAspectRatio: false,
};
