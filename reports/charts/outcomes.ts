import type { CallFigures } from '../figures.ts';
import { callForms, count, counted, ratio, share } from '../words/format.ts';
import { outcomePlurals } from '../words/outcomes.ts';
import { countAxis, nameAxis, noLegend, still } from './axes.ts';
import { noCallsNote } from './no-calls.ts';
import type { ReportChart } from './report-chart.ts';
import { colours } from './theme.ts';
import { valueLabels } from './value-labels.ts';

const shown = [
  { outcome: 'answered', colour: colours.answered, always: true },
  { outcome: 'abandoned', colour: colours.missed, always: true },
  { outcome: 'failed', colour: colours.missed, always: false },
  { outcome: 'callback', colour: colours.other, always: false },
  { outcome: 'voiceMessage', colour: colours.other, always: false },
  { outcome: 'selfServed', colour: colours.other, always: false },
  { outcome: 'closed', colour: colours.closed, always: true },
] as const;

/** Answered and missed calls: how the calls to the service ended. */
export function outcomesChart({ outcomes, serviceCalls, missed }: CallFigures): ReportChart {
  const bars = shown.filter(({ outcome, always }) => always || outcomes[outcome] > 0);
  const labels = bars.map(({ outcome }) => outcomePlurals[outcome]);
  return {
    key: 'outcomes',
    title: 'Klici na številko klicnega centra po izidu',
    description:
      `Vodoravni stolpci: ${counted(serviceCalls, callForms)} na številko klicnega centra, od tega ` +
      bars.map(({ outcome }) => `${outcomePlurals[outcome].toLowerCase()} ${count(outcomes[outcome])}`).join(', ') +
      `. Zgrešenih je bilo skupaj ${count(missed)}.`,
    height: 34 + bars.length * 23,
    configuration: {
      type: 'bar',
      data: {
        labels,
        datasets: [
          {
            data: bars.map(({ outcome }) => outcomes[outcome]),
            backgroundColor: bars.map(({ colour }) => colour),
            barThickness: 15,
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
        ...noCallsNote(serviceCalls),
        valueLabels({
          horizontal: true,
          label: (index) => {
            const bar = bars[index];
            if (!bar || serviceCalls === 0) return null;
            const calls = outcomes[bar.outcome];
            return `${count(calls)}  (${share(ratio(calls, serviceCalls))})`;
          },
        }),
      ],
    },
  };
}
