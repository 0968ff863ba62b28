import type { Language } from '../language.ts';
import { englishWeekday } from './english-dates.ts';
import { listed, type SpokenPeriod, spokenPeriods } from './period.ts';
import { sloveneWeekday } from './slovene-dates.ts';

/** Weekday 1 (Monday) to 7 and when it is open. */
export type SpokenWeekday = { readonly weekday: number; readonly periods: readonly SpokenPeriod[] };

/** ISO weekday 1 to 7, as "od" and "do" govern it: "od ponedeljka do petka". */
const sloveneGenitives = ['ponedeljka', 'torka', 'srede', 'četrtka', 'petka', 'sobote', 'nedelje'];

/** So many days in a row are said as from the first to the last. */
const shortestRange = 3;
const daysOfWeek = 7;

const isRange = (days: readonly number[]): boolean =>
  days.length >= shortestRange && days.every((day, place) => day === (days[0] ?? 0) + place);

const sloveneDays = (days: readonly number[]): string => {
  if (days.length === daysOfWeek) return 'vsak dan';
  const first = days[0] ?? 1;
  const last = days.at(-1) ?? first;
  if (isRange(days)) return `od ${sloveneGenitives[first - 1]} do ${sloveneGenitives[last - 1]}`;
  const names = days.map((day, place) => (place === 0 ? sloveneWeekday(day) : sloveneWeekday(day).replace(/^v /, '')));
  return listed(names, 'in');
};

const englishDays = (days: readonly number[]): string => {
  if (days.length === daysOfWeek) return 'every day';
  const name = (day: number): string => englishWeekday(day).replace(/^on /, '');
  if (isRange(days)) return `from ${name(days[0] ?? 1)} to ${name(days.at(-1) ?? 1)}`;
  return `on ${listed(days.map(name), 'and')}`;
};

/**
 * "v ponedeljek, torek in četrtek od osmih do osemnajstih, v sredo od osmih do devetnajstih in v petek od osmih do
 * štirinajstih" (R1.5): days of equal hours together, in the order of the week. Days without a period are not said.
 */
export const spokenWeeklyHours = (week: readonly SpokenWeekday[], language: Language): string => {
  const groups = new Map<string, { days: number[]; hours: string }>();
  let ands = false;
  for (const { weekday, periods } of week.toSorted((one, other) => one.weekday - other.weekday)) {
    if (periods.length === 0) continue;
    const hours = spokenPeriods(periods, language);
    ands ||= periods.length > 1;
    const group = groups.get(hours) ?? { days: [], hours };
    group.days.push(weekday);
    groups.set(hours, group);
  }
  const speakDays = language === 'sl' ? sloveneDays : englishDays;
  const phrases = [...groups.values()].map(({ days, hours }) => `${speakDays(days)} ${hours}`);
  // Where "in" joins hours already, "ter" joins the days.
  return listed(phrases, language === 'en' ? 'and' : ands ? 'ter' : 'in');
};
