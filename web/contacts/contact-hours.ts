import type { Period, WeeklyPeriod } from '../../dialplan/opening-hours.ts';
import { lineOf, type Typed, timeOf } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';
import { presentTimeField } from '../present/time.ts';

/** When a number outside may be rung, as a form has it: a choice, and a line of periods for each day of the week. */

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export const dayField = (weekday: number): string => `ure-${weekday}`;

/** What the form shows of hours; null: at any time. */
export function typedOfHours(hours: readonly WeeklyPeriod[] | null): Typed {
  const days = weekdays.map((weekday) => [dayField(weekday), sayPeriods(hours ?? [], weekday)]);
  return { kdaj: hours === null ? 'vedno' : 'ure', ...Object.fromEntries(days) };
}

/** The hours that were typed. `wrong`: fields with something else in them than periods, each before the next. */
export function hoursOf(typed: Typed): {
  readonly hours: readonly WeeklyPeriod[] | null;
  readonly wrong: readonly string[];
} {
  if (typed.kdaj !== 'ure') return { hours: null, wrong: [] };
  const days = weekdays.map((weekday) => ({ weekday, periods: periodsOf(lineOf(typed, dayField(weekday))) }));
  const wrong = days.filter(({ periods }) => periods === null).map(({ weekday }) => dayField(weekday));
  const hours = days.flatMap(({ weekday, periods }) => (periods ?? []).map((period) => ({ weekday, ...period })));
  return { hours, wrong: wrong.length === 0 && hours.length === 0 ? [dayField(1)] : wrong };
}

/** "8.00–12.00, 13.00–15.00"; empty is closed; null: something else, or out of order. */
export function periodsOf(text: string): readonly Period[] | null {
  if (text === '') return [];
  const periods: { from: string; to: string }[] = [];
  for (const part of text.split(',')) {
    const [first = '', second = '', ...more] = part.split(/[-–—]/);
    const from = timeOf({ od: first }, 'od');
    const to = timeOf({ do: second }, 'do');
    const last = periods.at(-1);
    if (from === null || to === null || more.length > 0 || from >= to || (last !== undefined && from < last.to))
      return null;
    periods.push({ from, to });
  }
  return periods;
}

function sayPeriods(hours: readonly WeeklyPeriod[], weekday: number): string {
  return sayEach(hours.filter((period) => period.weekday === weekday));
}

/** "8.00–12.00, 13.00–15.00" */
export const sayEach = (periods: readonly Period[]): string =>
  periods.map(({ from, to }) => `${presentTimeField(from)}–${presentTimeField(to)}`).join(', ');

/** "pon.–čet. 8.00–15.00; pet. 8.00–13.00": days with the same hours stand together. */
export function sayHours({ desk }: Messages, hours: readonly WeeklyPeriod[]): string {
  const names = desk.form.weekdayNames;
  const stretches: { from: number; to: number; said: string }[] = [];
  for (const weekday of weekdays) {
    const said = sayPeriods(hours, weekday);
    const last = stretches.at(-1);
    if (said === '') continue;
    if (last?.said === said && last.to === weekday - 1) last.to = weekday;
    else stretches.push({ from: weekday, to: weekday, said });
  }
  return stretches
    .map(({ from, to, said }) => `${names[from - 1]}${to === from ? '' : `–${names[to - 1]}`} ${said}`)
    .join('; ');
}
