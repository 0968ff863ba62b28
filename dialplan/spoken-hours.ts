import { Temporal } from 'temporal-polyfill';
import type { PeriodName, PromptValues } from '../prompts/catalogue.ts';
import { periodNames } from '../prompts/catalogue.ts';
import type { SpokenPeriod } from '../prompts/spoken/period.ts';
import { periodValue } from '../prompts/spoken/period.ts';
import { instantOfLocalTime, localDate, localDayOfDate } from './local-time.ts';
import type { OpeningHours, Period } from './opening-hours.ts';
import { minutesOf, rulesOf } from './opening-hours.ts';

/** A day of the coming week on which the line is not open as usual, with what its prompt takes. */
export type UnusualDay =
  | { readonly prompt: 'closedOnHoliday' | 'closedOnDay'; readonly values: PromptValues['closedOnDay'] }
  | { readonly prompt: 'otherHoursOnDay'; readonly values: PromptValues['otherHoursOnDay'] };

const daysAhead = 7;
const noon = 12 * 60;

/** What `openingHours` takes: the usual week; null when there are no usual hours, or more than can be said (R1.5). */
export function usualHours({ weekly }: OpeningHours): PromptValues['openingHours'] | null {
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    periods: merged(weekly.filter((rule) => rule.weekday === weekday)),
  }));
  if (weekly.length === 0 || week.some(({ periods }) => periods.length > periodNames.length)) return null;
  return Object.assign({}, ...week.map(({ weekday, periods }) => valuesOf(periods, (name) => `day${weekday}${name}`)));
}

/** Holidays and exceptions from today to the seventh day on which the line would be open otherwise, or is now. */
export function unusualDays(hours: OpeningHours, at: number): readonly UnusualDay[] {
  const today = Temporal.PlainDate.from(localDate(hours.timeZone, at));
  return Array.from({ length: daysAhead }, (_, ahead) => today.add({ days: ahead })).flatMap((date): UnusualDay[] => {
    const { periods, closedBy } = rulesOf(hours, date.toString());
    const usual = hours.weekly.filter((rule) => rule.weekday === date.dayOfWeek);
    if (closedBy === 'hours' || isSame(periods, usual)) return [];
    const day = localDayOfDate(hours.timeZone, date.toString());
    const when = { dayAt: instantOfLocalTime(hours.timeZone, day, noon, 'from'), saidAt: at };
    if (closedBy === 'holiday') return [{ prompt: 'closedOnHoliday', values: when }];
    if (periods.length === 0) return [{ prompt: 'closedOnDay', values: when }];
    const open = merged(periods);
    if (open.length > periodNames.length) return [];
    return [{ prompt: 'otherHoursOnDay', values: { ...when, ...valuesOf(open, (name) => name) } }];
  });
}

function valuesOf<Name extends string>(
  periods: readonly SpokenPeriod[],
  nameOf: (name: PeriodName) => Name,
): Partial<Record<Name, number>> {
  const values: Partial<Record<Name, number>> = {};
  for (const [place, period] of periods.entries()) {
    const name = periodNames[place];
    if (name !== undefined) values[nameOf(name)] = periodValue(period);
  }
  return values;
}

/** In order; periods that touch are one. */
function merged(periods: readonly Period[]): readonly SpokenPeriod[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of periods.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = all.at(-1);
    if (last?.to === minutesOf(from)) last.to = minutesOf(to);
    else all.push({ from: minutesOf(from), to: minutesOf(to) });
  }
  return all;
}

function isSame(periods: readonly Period[], others: readonly Period[]): boolean {
  return JSON.stringify(merged(periods)) === JSON.stringify(merged(others));
}
