import { Temporal } from 'temporal-polyfill';
import type { LocalDay } from './local-time.ts';
import { instantOfLocalTime, localDay, localDayOfDate } from './local-time.ts';
import { isPublicHoliday } from './public-holidays.ts';

export { localDate, localDayBounds, localTime, quarterOfHour } from './local-time.ts';
export { checkOpeningHours } from './opening-hours-check.ts';
export { seedOpeningHours } from './seed-opening-hours.ts';

/** Local wall-clock rules of the line (R1.6); configuration, not code. Seed 000 §2.7.5 is the sample's. */
export type OpeningHours = {
  /** IANA name: "Europe/Ljubljana". */
  readonly timeZone: string;
  /** ISO weekday 1 (Monday) to 7; times "HH:MM", `to` exclusive, may be "24:00". */
  readonly weekly: readonly WeeklyPeriod[];
  /** Public holidays of this country are closed; null: none. */
  readonly holidaysOf: 'SI' | null;
  /** Beats holidays and weekly rules. No `periods`: closed all day. */
  readonly exceptions: readonly OpeningException[];
};

export type Period = { readonly from: string; readonly to: string };
export type WeeklyPeriod = Period & { readonly weekday: number };
export type OpeningException = { readonly date: string; readonly periods: readonly Period[]; readonly note: string };

/** Open or closed, and when that changes by itself. Null: not within a year. */
export type LineState<Moment extends number> =
  | { readonly open: true; readonly changesAt: Moment | null }
  | { readonly open: false; readonly reason: ClosedBy; readonly opensAt: Moment | null };

/**
 * What rules the day on which the line is closed: an exception for that date, else a public holiday, else the weekly
 * hours. On a holiday the reason is "holiday" all day long, also at an hour at which the line never opens.
 */
export type ClosedBy = 'hours' | 'holiday' | 'exception';

/**
 * Whether the line is open at an instant (milliseconds since the epoch), by the wall clock of its time zone.
 * `changesAt` and `opensAt` look through midnight and over as many closed days as it takes, a year at most.
 * The hours must have passed `checkOpeningHours`; others throw RangeError. What a day comes to is remembered for as
 * long as the hours object lives, so hours must never be altered in place.
 */
export function lineState<Moment extends number>(hours: OpeningHours, at: Moment): LineState<Moment> {
  const days = daysOf(hours);
  const day = planOf(hours, days, localDay(hours.timeZone, at).date);
  for (const stretch of day.stretches) {
    if (at < stretch.endsAt) return stateOf(hours, days, day, stretch) as LineState<Moment>;
  }
  throw new RangeError(`${at} lies outside its own day ${day.date} in ${hours.timeZone}`);
}

/** A day cut into stretches that follow each other without a gap, open and closed in turn. */
type DayPlan = LocalDay & { readonly closedBy: ClosedBy; readonly stretches: readonly Stretch[] };
type Stretch = {
  readonly open: boolean;
  readonly startsAt: number;
  readonly endsAt: number;
  state: LineState<number> | null;
};

type Days = Map<string, DayPlan>;
const memoisedDays = new WeakMap<OpeningHours, Days>();
const daysAhead = 366;

function daysOf(hours: OpeningHours): Days {
  let days = memoisedDays.get(hours);
  if (days === undefined) {
    days = new Map();
    memoisedDays.set(hours, days);
  }
  return days;
}

function planOf(hours: OpeningHours, days: Days, date: string): DayPlan {
  let plan = days.get(date);
  if (plan === undefined) {
    if (days.size >= 4 * daysAhead) days.clear();
    plan = planDay(hours, date);
    days.set(date, plan);
  }
  return plan;
}

function planDay(hours: OpeningHours, date: string): DayPlan {
  const day = localDayOfDate(hours.timeZone, date);
  const { periods, closedBy } = rulesOf(hours, date);
  const open = periods
    .map((period) => ({
      startsAt: instantOfLocalTime(hours.timeZone, day, minutesOf(period.from), 'from'),
      endsAt: instantOfLocalTime(hours.timeZone, day, minutesOf(period.to), 'to'),
    }))
    // A period that lies whole in the hour that is skipped in spring does not happen.
    .filter((period) => period.startsAt < period.endsAt)
    .sort((one, other) => one.startsAt - other.startsAt);
  const stretches: { open: boolean; startsAt: number; endsAt: number; state: null }[] = [];
  let reached = day.startsAt;
  for (const period of open) {
    const last = stretches.at(-1);
    if (period.startsAt > reached) {
      stretches.push({ open: false, startsAt: reached, endsAt: period.startsAt, state: null });
      stretches.push({ open: true, ...period, state: null });
    } else if (last?.open) {
      last.endsAt = Math.max(last.endsAt, period.endsAt);
    } else {
      stretches.push({ open: true, ...period, state: null });
    }
    reached = Math.max(reached, period.endsAt);
  }
  if (reached < day.endsAt) stretches.push({ open: false, startsAt: reached, endsAt: day.endsAt, state: null });
  return { ...day, closedBy, stretches };
}

/** An exception beats a holiday, a holiday beats the week. `date`: "YYYY-MM-DD". */
export function rulesOf(hours: OpeningHours, date: string): { periods: readonly Period[]; closedBy: ClosedBy } {
  const exception = hours.exceptions.find((one) => one.date === date);
  if (exception !== undefined) return { periods: exception.periods, closedBy: 'exception' };
  if (hours.holidaysOf !== null && isPublicHoliday(hours.holidaysOf, date)) return { periods: [], closedBy: 'holiday' };
  const weekday = Temporal.PlainDate.from(date).dayOfWeek;
  return { periods: hours.weekly.filter((rule) => rule.weekday === weekday), closedBy: 'hours' };
}

function stateOf(hours: OpeningHours, days: Days, day: DayPlan, stretch: Stretch): LineState<number> {
  stretch.state ??= stretch.open
    ? { open: true, changesAt: nextStretch(hours, days, day, stretch, false) }
    : { open: false, reason: day.closedBy, opensAt: nextStretch(hours, days, day, stretch, true) };
  return stretch.state;
}

/** When the first open (or closed) stretch after this one starts. */
function nextStretch(hours: OpeningHours, days: Days, day: DayPlan, stretch: Stretch, open: boolean): number | null {
  const sameDay = day.stretches.find((one) => one.startsAt >= stretch.endsAt && one.open === open);
  if (sameDay !== undefined) return sameDay.startsAt;
  let date = Temporal.PlainDate.from(day.date);
  for (let ahead = 1; ahead <= daysAhead; ahead += 1) {
    date = date.add({ days: 1 });
    const found = planOf(hours, days, date.toString()).stretches.find((one) => one.open === open);
    if (found !== undefined) return found.startsAt;
  }
  return null;
}

/** Minutes after midnight of "HH:MM". */
export function minutesOf(time: string): number {
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time)) {
    throw new RangeError(`"${time}" is not a time of day: expected "HH:MM" from "00:00" to "24:00"`);
  }
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
