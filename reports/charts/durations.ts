import { durationClasses } from '../classes.ts';
import type { CallFigures } from '../figures.ts';
import { count } from '../words/format.ts';
import { axisTitle, countAxis, legend, nameAxis, still } from './axes.ts';
import { noCallsNote } from './no-calls.ts';
import type { ReportChart } from './report-chart.ts';
import { colours } from './theme.ts';

/** Talks and whole calls by duration. */
export function durationsChart({ durations }: CallFigures): ReportChart {
  const bars = { categoryPercentage: 0.8, barPercentage: 0.95 };
  return {
    key: 'durations',
    title: 'Trajanje pogovorov in klicev',
    description: `Pari stolpcev po trajanju: ${durations
      .map((each, bin) => `${durationClasses[bin]} pogovori ${count(each.talks)}, klici ${count(each.calls)}`)
      .join('; ')}.`,
    height: 165,
    configuration: {
      type: 'bar',
      data: {
        labels: [...durationClasses],
        datasets: [
          {
            label: 'trajanje pogovora (sprejeti klici)',
            data: durations.map(({ talks }) => talks),
            backgroundColor: colours.answered,
            ...bars,
          },
          {
            label: 'trajanje klica od začetka do konca (vsi klici)',
            data: durations.map(({ calls }) => calls),
            backgroundColor: colours.earlier,
            ...bars,
          },
        ],
      },
      options: {
        ...still,
        scales: { x: { ...nameAxis, title: axisTitle('trajanje') }, y: countAxis },
        plugins: { legend, tooltip: { enabled: false } },
      },
      plugins: noCallsNote(durations.reduce((sum, each) => sum + each.calls, 0)),
    },
  };
}
