import type { CallFigures, MonthFigures } from '../figures.ts';
import { count } from '../words/format.ts';
import { months as monthNames, shortMonths } from '../words/months.ts';
import { countAxis, legend, nameAxis, noLegend, still } from './axes.ts';
import type { ReportChart } from './report-chart.ts';
import { colours } from './theme.ts';
import { valueLabels } from './value-labels.ts';

/** Calls to the service in the twelve months before, and the month itself; a year beside the year before. */
export function monthsChart(figures: CallFigures): ReportChart {
  return figures.period.kind === 'year' ? yearBesideYear(figures) : monthAfterMonth(figures);
}

function monthAfterMonth({ months, period }: CallFigures): ReportChart {
  const own = (month: MonthFigures) => period.kind === 'month' && month.month === period.from.slice(0, 7);
  return {
    key: 'months',
    title: 'Klici na številko klicnega centra po mesecih',
    description: `Stolpci po mesecih: ${months.map(spoken).join(', ')}.`,
    height: 150,
    configuration: {
      type: 'bar',
      data: {
        labels: months.map(({ month }) => [shortMonths[Number(month.slice(5)) - 1] ?? '', month.slice(0, 4)]),
        datasets: [
          {
            data: months.map(({ calls }) => calls),
            backgroundColor: months.map((month) => (own(month) ? colours.highlight : colours.earlier)),
            categoryPercentage: 0.84,
            barPercentage: 0.9,
          },
        ],
      },
      options: {
        ...still,
        layout: { padding: { top: 14 } },
        scales: { x: nameAxis, y: countAxis },
        plugins: { legend: noLegend, tooltip: { enabled: false } },
      },
      plugins: [
        valueLabels({
          label: (index) => {
            const month = months[index];
            return month ? (month.calls === null ? 'ni pod.' : count(month.calls)) : null;
          },
          strong: (index) => months[index] !== undefined && own(months[index]),
        }),
      ],
    },
  };
}

function yearBesideYear({ months, period }: CallFigures): ReportChart {
  const before = months.slice(0, 12);
  const own = months.slice(12);
  const year = Number(period.from.slice(0, 4));
  const bars = { categoryPercentage: 0.8, barPercentage: 0.95 };
  return {
    key: 'months',
    title: `Klici na številko klicnega centra po mesecih, ${year} in ${year - 1}`,
    description: `Pari stolpcev po mesecih: ${months.map(spoken).join(', ')}.`,
    height: 165,
    configuration: {
      type: 'bar',
      data: {
        labels: [...shortMonths],
        datasets: [
          {
            label: String(year - 1),
            data: before.map(({ calls }) => calls),
            backgroundColor: colours.earlier,
            ...bars,
          },
          { label: String(year), data: own.map(({ calls }) => calls), backgroundColor: colours.highlight, ...bars },
        ],
      },
      options: {
        ...still,
        scales: { x: nameAxis, y: countAxis },
        plugins: { legend, tooltip: { enabled: false } },
      },
    },
  };
}

function spoken({ month, calls }: MonthFigures): string {
  const name = `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
  return `${name} ${calls === null ? 'ni podatkov' : count(calls)}`;
}
