import type { FreeDay } from '../../sql/calendar/count-free-days.ts';
import { dayAfter, noonOf } from '../present/citizen-time.ts';
import { dateOf } from '../present/time.ts';

/** "2026-11" */
export type Month = string;

export const monthOf = (day: string): Month => day.slice(0, 7);
export const firstDayOf = (month: Month): string => `${month}-01`;
export const lastDayOf = (month: Month): string => dayAfter(firstDayOf(monthAfter(month, 1)), -1);

export function monthAfter(month: Month, months: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const place = year * 12 + number - 1 + months;
  return `${Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, '0')}`;
}

/** What stands in the address, when it is a day at all: "2026-02-30" is not. */
export const isDay = (text: string): boolean =>
  /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text) && dateOf(noonOf(text)) === text;

export const isMonth = (text: string): boolean => isDay(`${text}-01`);

/** A month as rows of weeks from Monday; null where the week belongs to another month. */
export function weeksOf(days: readonly FreeDay[]): readonly (readonly (FreeDay | null)[])[] {
  const [first] = days;
  if (first === undefined) return [];
  const before = (new Date(noonOf(first.day)).getUTCDay() + 6) % 7;
  const cells: (FreeDay | null)[] = [...Array.from({ length: before }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
