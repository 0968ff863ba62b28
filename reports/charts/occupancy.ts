import type { CallFigures } from '../figures.ts';
import { ratio, share } from '../words/format.ts';
import { legend, nameAxis, still } from './axes.ts';
import type { ReportChart } from './report-chart.ts';
import { chartFont, colours } from './theme.ts';

type State = 'talkingMs' | 'wrapUpMs' | 'offeredMs' | 'readyMs' | 'pausedMs';

const states: readonly { readonly key: State; readonly label: string; readonly colour: string }[] = [
  { key: 'talkingMs', label: 'pogovor', colour: colours.highlight },
  { key: 'wrapUpMs', label: 'obdelava klica', colour: colours.answered },
  { key: 'offeredMs', label: 'zvoni', colour: colours.other },
  { key: 'readyMs', label: 'na voljo', colour: colours.earlier },
  { key: 'pausedMs', label: 'premor', colour: colours.closed },
];

/** More do not fit on a page; the table has them all. */
const agentsShown = 24;

/** How each agent's signed-in time was spent. */
export function occupancyChart({ agents }: CallFigures): ReportChart {
  const all = agents.filter((agent) => agent.signedInMs > 0);
  const signedIn = all.slice(0, agentsShown);
  return {
    key: 'occupancy',
    title:
      all.length > agentsShown
        ? `Razdelitev prijavljenega časa prvih ${agentsShown} svetovalcev`
        : 'Razdelitev prijavljenega časa svetovalcev',
    description: `Vodoravni zloženi stolpci. ${signedIn
      .map(
        (agent) =>
          `${agentLabel(agents.indexOf(agent))}: ${states
            .map(({ key, label }) => `${label} ${share(ratio(agent[key], agent.signedInMs))}`)
            .join(', ')}`,
      )
      .join('. ')}.`,
    height: 56 + signedIn.length * 19,
    configuration: {
      type: 'bar',
      data: {
        labels: signedIn.map((agent) => agentLabel(agents.indexOf(agent))),
        datasets: states.map(({ key, label, colour }) => ({
          label,
          data: signedIn.map((agent) => (agent[key] / agent.signedInMs) * 100),
          backgroundColor: colour,
          stack: 'time',
          barThickness: 12,
        })),
      },
      options: {
        ...still,
        indexAxis: 'y',
        layout: { padding: { right: 14 } },
        scales: {
          x: {
            stacked: true,
            min: 0,
            max: 100,
            border: { display: false },
            grid: { color: colours.grid, drawTicks: false },
            ticks: {
              color: colours.muted,
              font: { family: chartFont, size: 8 },
              stepSize: 20,
              callback: (value) => `${value} %`,
            },
          },
          y: { ...nameAxis, stacked: true },
        },
        plugins: { legend, tooltip: { enabled: false } },
      },
    },
  };
}

/** Agents have no names in the ministry's report, only an order by signed-in time. */
export function agentLabel(index: number): string {
  return `Svetovalec ${index + 1}`;
}
