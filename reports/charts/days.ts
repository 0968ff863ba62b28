import type { CallFigures } from '../figures.ts';
import { weekdayOf } from '../period.ts';
import { count } from '../words/format.ts';
import { months as monthNames, shortMonths, weekdays } from '../words/months.ts';
import { axisTitle, countAxis, legend, nameAxis, still } from './axes.ts';
import { allOf, callsStack, type StackedCalls, sumOf } from './calls-stack.ts';
import { noCallsNote } from './no-calls.ts';
import type { ReportChart } from './report-chart.ts';
import { colours } from './theme.ts';
import { valueLabels } from './value-labels.ts';

type Bar = StackedCalls & { readonly label: string | string[]; readonly spoken: string; readonly muted: boolean };

/** More days than this do not fit side by side: such a period is shown by months. */
const daysShown = 62;

/** Calls by day of the period, or by month of a long one. */
export function daysChart({ days, period }: CallFigures): ReportChart {
  const daily = days.length <= daysShown;
  const bars = daily ? dayBars(days, period.kind === 'month') : monthBars(days);
  return stackedChart({
    key: 'days',
    title: daily ? 'Klici po dnevih' : 'Klici po mesecih obdobja',
    axis: daily && period.kind === 'month' ? 'dan v mesecu (sobote, nedelje v sivem)' : '',
    bars,
    height: 160,
    values: bars.length <= 31,
  });
}

/** The same by day of month, 1 to 31, over all months of a long period. */
export function daysOfMonthChart({ days }: CallFigures): ReportChart {
  const bars = Array.from({ length: 31 }, (_, index) => {
    const label = String(index + 1);
    const same = days.filter(({ date }) => Number(date.slice(8)) === index + 1);
    return { ...sumOf(same), label, spoken: `${label}.`, muted: false };
  });
  return stackedChart({
    key: 'days-of-month',
    title: 'Klici po dnevih v mesecu',
    axis: 'dan v mesecu, vsi meseci skupaj',
    bars,
    height: 150,
    values: false,
  });
}

export function weekdaysChart({ hours }: CallFigures): ReportChart {
  const bars = weekdays.map((label, index) => {
    const same = hours.filter(({ weekday }) => weekday === index + 1);
    return { ...sumOf(same), label, spoken: label, muted: false };
  });
  return stackedChart({ key: 'weekdays', title: 'Klici po dnevih v tednu', axis: '', bars, height: 140, values: true });
}

export function hoursChart({ hours }: CallFigures): ReportChart {
  const bars = Array.from({ length: 24 }, (_, hour) => {
    const same = hours.filter((each) => each.hour === hour);
    return { ...sumOf(same), label: String(hour), spoken: `${hour}. ura`, muted: false };
  });
  return stackedChart({
    key: 'hours',
    title: 'Klici po urah dneva',
    axis: 'ura začetka klica (8 pomeni od 8.00 do 8.59)',
    bars,
    height: 145,
    values: true,
  });
}

function dayBars(days: CallFigures['days'], inMonth: boolean): Bar[] {
  return days.map((day) => {
    const [month, date] = [Number(day.date.slice(5, 7)), Number(day.date.slice(8))];
    const short = `${date}. ${month}.`;
    return {
      ...day,
      label: inMonth ? String(date) : days.length <= 20 || date % 5 === 1 || day === days[0] ? short : '',
      spoken: short,
      muted: weekdayOf(day.date) > 5,
    };
  });
}

function monthBars(days: CallFigures['days']): Bar[] {
  const bars: Bar[] = [];
  for (const month of new Set(days.map(({ date }) => date.slice(0, 7)))) {
    const index = Number(month.slice(5)) - 1;
    bars.push({
      ...sumOf(days.filter(({ date }) => date.startsWith(month))),
      label: [shortMonths[index] ?? '', month.slice(0, 4)],
      spoken: `${monthNames[index]} ${month.slice(0, 4)}`,
      muted: false,
    });
  }
  return bars;
}

type StackedChart = {
  readonly key: string;
  readonly title: string;
  readonly axis: string;
  readonly bars: readonly Bar[];
  readonly height: number;
  readonly values: boolean;
};

function stackedChart({ key, title, axis, bars, height, values }: StackedChart): ReportChart {
  const busy = bars.filter((bar) => allOf(bar) > 0);
  return {
    key,
    title,
    description:
      busy.length === 0
        ? 'Zloženi stolpci: v obdobju ni bilo klicev.'
        : `Zloženi stolpci; vsi klici: ${busy.map((bar) => `${bar.spoken} ${count(allOf(bar))}`).join(', ')}.`,
    height,
    configuration: {
      type: 'bar',
      data: { labels: bars.map(({ label }) => label), datasets: callsStack(bars) },
      options: {
        ...still,
        scales: {
          x: {
            ...nameAxis,
            stacked: true,
            ticks: {
              ...nameAxis.ticks,
              color: bars.map(({ muted }) => (muted ? colours.quiet : colours.ink)),
            },
            ...(axis === '' ? {} : { title: axisTitle(axis) }),
          },
          y: { ...countAxis, stacked: true, grace: '8%' },
        },
        plugins: { legend, tooltip: { enabled: false } },
      },
      plugins: [
        ...noCallsNote(busy.length),
        ...(values ? [valueLabels({ label: (index) => stackLabel(bars[index]) })] : []),
      ],
    },
  };
}

function stackLabel(bar: Bar | undefined): string | null {
  return bar && allOf(bar) > 0 ? count(allOf(bar)) : null;
}
