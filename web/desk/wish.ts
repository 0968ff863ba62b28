import type { SlotWish } from '../../sql/calendar/first-free-wished.ts';
import { isDay } from '../portal/month.ts';
import { noonOf } from '../present/citizen-time.ts';
import { dateOf, timeFieldOf } from '../present/time.ts';

/** Parts of a day as they stand in addresses. */
export const dayParts = { ves: ['00:00', '24:00'], dop: ['00:00', '12:00'], pop: ['12:00', '24:00'] } as const;
export type DayPart = keyof typeof dayParts;

/** When the citizen can come, as it stands in the address. */
export type Wish = {
  /** ISO; all seven when none was chosen. */
  readonly weekdays: readonly number[];
  readonly part: DayPart;
  /** From this day on; null: as soon as possible. */
  readonly since: string | null;
};

const everyDay = [1, 2, 3, 4, 5, 6, 7];

export function readWish(query: Readonly<Record<string, string | readonly string[] | undefined>>): Wish {
  const days = everyDay.filter((day) => listOf(query.dan).includes(String(day)));
  const part = listOf(query.cas)[0] ?? '';
  const since = listOf(query.od)[0] ?? '';
  return {
    weekdays: days.length === 0 ? everyDay : days,
    part: part === 'dop' || part === 'pop' ? part : 'ves',
    since: isDay(since) ? since : null,
  };
}

/** A value of the query as a list: it may stand there once, several times or not at all. */
export const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

export const wishesAnything = ({ weekdays, part, since }: Wish): boolean =>
  weekdays.length < 7 || part !== 'ves' || since !== null;

export const slotWishOf = ({ weekdays, part }: Wish): SlotWish => ({
  weekdays,
  from: dayParts[part][0],
  before: dayParts[part][1],
});

/** Whether a beginning is one that was wished; the same rule as the database's. */
export function isWished({ weekdays, part }: Wish, startsAt: number): boolean {
  const weekday = new Date(noonOf(dateOf(startsAt))).getUTCDay() || 7;
  const time = timeFieldOf(startsAt);
  return weekdays.includes(weekday) && time >= dayParts[part][0] && time < dayParts[part][1];
}
