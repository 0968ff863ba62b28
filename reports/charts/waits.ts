import { waitClasses } from '../classes.ts';
import type { CallFigures } from '../figures.ts';
import { count, ratio } from '../words/format.ts';
import { axisTitle, countAxis, legend, nameAxis, still } from './axes.ts';
import { noCallsNote } from './no-calls.ts';
import type { ReportChart } from './report-chart.ts';
import { colours } from './theme.ts';

/**
 * How long queued calls waited: those that a human answered beside those that ended without. Shares, since the few
 * without an answer would not be seen beside the many with one; the table has the counts.
 */
export function waitsChart({ waits }: CallFigures): ReportChart {
  const answered = waits.reduce((sum, each) => sum + each.answered, 0);
  const notAnswered = waits.reduce((sum, each) => sum + each.notAnswered, 0);
  const shares = (values: readonly number[], all: number) => values.map((value) => (ratio(value, all) ?? 0) * 100);
  const bars = { categoryPercentage: 0.8, barPercentage: 0.95 };
  return {
    key: 'waits',
    title: 'Sprejeti klici in klici brez odgovora po času čakanja v vrsti',
    description: `Pari stolpcev po času čakanja, deleži od sprejetih in od klicev brez odgovora. Število klicev: ${waits
      .map(
        (each, bin) => `${waitClasses[bin]} sprejeti ${count(each.answered)}, brez odgovora ${count(each.notAnswered)}`,
      )
      .join('; ')}.`,
    height: 150,
    configuration: {
      type: 'bar',
      data: {
        labels: [...waitClasses],
        datasets: [
          {
            label: `delež sprejetih klicev (${count(answered)})`,
            data: shares(
              waits.map((each) => each.answered),
              answered,
            ),
            backgroundColor: colours.answered,
            ...bars,
          },
          {
            label: `delež klicev brez odgovora (${count(notAnswered)})`,
            data: shares(
              waits.map((each) => each.notAnswered),
              notAnswered,
            ),
            backgroundColor: colours.missed,
            ...bars,
          },
        ],
      },
      options: {
        ...still,
        scales: {
          x: { ...nameAxis, title: axisTitle('čas čakanja') },
          y: { ...countAxis, ticks: { ...countAxis.ticks, callback: (value) => `${count(Number(value))} %` } },
        },
        plugins: { legend, tooltip: { enabled: false } },
      },
      plugins: noCallsNote(answered + notAnswered),
    },
  };
}
