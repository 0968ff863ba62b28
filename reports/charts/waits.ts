import { waitClasses } from '../classes.ts';
import type { CallFigures } from '../figures.ts';
import { count } from '../words/format.ts';
import { axisTitle, countAxis, legend, nameAxis, still } from './axes.ts';
import type { ReportChart } from './report-chart.ts';
import { colours } from './theme.ts';

/** All queued calls by how long they waited, and whether a human answered. */
export function waitsChart({ waits }: CallFigures): ReportChart {
  const bars = { stack: 'waits', categoryPercentage: 0.84, barPercentage: 0.9 };
  return {
    key: 'waits',
    title: 'Klici v čakalni vrsti po času čakanja',
    description: `Zloženi stolpci po času čakanja: ${waits
      .map((each, bin) => `${waitClasses[bin]} sprejeti ${count(each.answered)}, nesprejeti ${count(each.notAnswered)}`)
      .join('; ')}.`,
    height: 150,
    configuration: {
      type: 'bar',
      data: {
        labels: [...waitClasses],
        datasets: [
          {
            label: 'čakanje do odgovora svetovalca',
            data: waits.map(({ answered }) => answered),
            backgroundColor: colours.answered,
            ...bars,
          },
          {
            label: 'čakanje brez odgovora (opuščeni in drugi)',
            data: waits.map(({ notAnswered }) => notAnswered),
            backgroundColor: colours.missed,
            ...bars,
          },
        ],
      },
      options: {
        ...still,
        scales: {
          x: { ...nameAxis, stacked: true, title: axisTitle('čas čakanja') },
          y: { ...countAxis, stacked: true },
        },
        plugins: { legend, tooltip: { enabled: false } },
      },
    },
  };
}
