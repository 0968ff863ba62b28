import type { CallFigures } from '../figures.ts';
import { count, ratio, share } from '../words/format.ts';
import { categoryName } from '../words/outcomes.ts';
import { countAxis, nameAxis, noLegend, still } from './axes.ts';
import { noCallsNote } from './no-calls.ts';
import type { ReportChart } from './report-chart.ts';
import { colours } from './theme.ts';
import { valueLabels } from './value-labels.ts';

/** Answered calls by category, the most frequent first; calls without one stand last. */
export function categoriesChart({ categories, outcomes }: CallFigures): ReportChart {
  const bars = sortedCategories(categories);
  return {
    key: 'categories',
    title: 'Sprejeti klici po kategorijah',
    description: `Vodoravni stolpci: ${bars.map((bar) => `${categoryName(bar)} ${count(bar.calls)}`).join(', ')}.`,
    height: Math.min(500, 34 + bars.length * 21),
    configuration: {
      type: 'bar',
      data: {
        labels: bars.map(categoryName),
        datasets: [
          {
            data: bars.map(({ calls }) => calls),
            backgroundColor: bars.map(({ key }) => (key === null ? colours.closed : colours.answered)),
            maxBarThickness: 14,
          },
        ],
      },
      options: {
        ...still,
        indexAxis: 'y',
        layout: { padding: { right: 78 } },
        scales: { x: countAxis, y: nameAxis },
        plugins: { legend: noLegend, tooltip: { enabled: false } },
      },
      plugins: [
        ...noCallsNote(outcomes.answered),
        valueLabels({
          horizontal: true,
          label: (index) => {
            const bar = bars[index];
            return bar && outcomes.answered > 0
              ? `${count(bar.calls)}  (${share(ratio(bar.calls, outcomes.answered))})`
              : null;
          },
        }),
      ],
    },
  };
}

export function sortedCategories(categories: CallFigures['categories']): CallFigures['categories'] {
  return [...categories].sort((a, b) => Number(a.key === null) - Number(b.key === null) || b.calls - a.calls);
}
