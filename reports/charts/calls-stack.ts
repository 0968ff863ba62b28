import type { ChartDataset } from 'chart.js';
import { colours } from './theme.ts';

export type StackedCalls = {
  readonly answered: number;
  readonly missed: number;
  readonly closed: number;
  readonly other: number;
};

/** Answered, missed, out of hours, and callbacks with messages once there are any: the same four everywhere. */
export function callsStack(rows: readonly StackedCalls[]): ChartDataset<'bar', number[]>[] {
  const series: [keyof StackedCalls, string, string][] = [
    ['answered', 'sprejeti', colours.answered],
    ['missed', 'zgrešeni', colours.missed],
    ['other', 'povratni klici, sporočila in urejeno s tipkami', colours.other],
    ['closed', 'zunaj delovnega časa', colours.closed],
  ];
  return series
    .filter(([key]) => key !== 'other' || rows.some((row) => row.other > 0))
    .map(([key, label, backgroundColor]) => ({
      type: 'bar',
      label,
      data: rows.map((row) => row[key]),
      backgroundColor,
      borderColor: '#ffffff',
      borderWidth: { top: 0.5, bottom: 0, left: 0, right: 0 },
      stack: 'calls',
      categoryPercentage: 0.84,
      barPercentage: 0.92,
      maxBarThickness: 42,
    }));
}

export function sumOf(rows: readonly StackedCalls[]): StackedCalls {
  const sum = { answered: 0, missed: 0, closed: 0, other: 0 };
  for (const row of rows) {
    sum.answered += row.answered;
    sum.missed += row.missed;
    sum.closed += row.closed;
    sum.other += row.other;
  }
  return sum;
}

export function allOf(row: StackedCalls): number {
  return row.answered + row.missed + row.closed + row.other;
}
