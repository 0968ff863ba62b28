import { Temporal } from 'temporal-polyfill';
import type { OpeningHours, Period } from './opening-hours.ts';

/** What is wrong with configured opening hours. `message` names the row and says what was expected. */
export type OpeningHoursProblem = {
  readonly kind: 'zone' | 'holidays' | 'weekday' | 'time' | 'order' | 'overlap' | 'date' | 'sameDate';
  /** "timeZone", "holidaysOf", "weekly[2]", "exceptions[0]" or "exceptions[0].periods[1]"; counted from 0. */
  readonly row: string;
  readonly message: string;
};

/** All problems of configured opening hours; none: `lineState` can be asked. */
export function checkOpeningHours(hours: OpeningHours): readonly OpeningHoursProblem[] {
  const problems: OpeningHoursProblem[] = [];
  const report = (kind: OpeningHoursProblem['kind'], row: string, text: string) =>
    problems.push({ kind, row, message: `${row}: ${text}` });

  if (!isZone(hours.timeZone)) {
    report(
      'zone',
      'timeZone',
      `"${hours.timeZone}" is not a time zone; expected an IANA name such as "Europe/Ljubljana"`,
    );
  }
  if (hours.holidaysOf !== null && hours.holidaysOf !== 'SI') {
    report('holidays', 'holidaysOf', `"${String(hours.holidaysOf)}" is not known; expected "SI" or null`);
  }

  const weekly = hours.weekly.map((rule, index) => ({ rule, row: `weekly[${index}]` }));
  for (const { rule, row } of weekly) {
    if (!Number.isInteger(rule.weekday) || rule.weekday < 1 || rule.weekday > 7) {
      report('weekday', row, `weekday ${rule.weekday} does not exist; expected 1 (Monday) to 7 (Sunday)`);
    }
  }
  const weekdays = new Set(hours.weekly.map((rule) => rule.weekday));
  for (const weekday of weekdays) {
    const rows = weekly.filter(({ rule }) => rule.weekday === weekday);
    checkPeriods(
      rows.map(({ rule, row }) => ({ period: rule, row })),
      report,
    );
  }

  const firstRowOfDate = new Map<string, string>();
  for (const [index, exception] of hours.exceptions.entries()) {
    const row = `exceptions[${index}]`;
    if (!isDate(exception.date)) {
      report('date', row, `"${exception.date}" is not a day; expected a date such as "2026-12-24"`);
    }
    const first = firstRowOfDate.get(exception.date);
    if (first === undefined) firstRowOfDate.set(exception.date, row);
    else report('sameDate', row, `${exception.date} already stands in ${first}; expected one exception a day`);
    checkPeriods(
      exception.periods.map((period, place) => ({ period, row: `${row}.periods[${place}]` })),
      report,
    );
  }
  return problems;
}

/** Periods of one day: real times, in order, none over another. Touching ones are one longer period. */
function checkPeriods(
  rows: readonly { readonly period: Period; readonly row: string }[],
  report: (kind: OpeningHoursProblem['kind'], row: string, text: string) => void,
): void {
  const sound = rows.filter(({ period, row }) => {
    const wrong = [period.from, period.to].filter((time) => !/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time));
    for (const time of wrong) {
      report('time', row, `"${time}" is not a time of day; expected "HH:MM" from "00:00" to "24:00"`);
    }
    if (wrong.length > 0) return false;
    if (period.from < period.to) return true;
    report(
      'order',
      row,
      `${period.from} to ${period.to} does not last; expected "from" before "to", and for hours through midnight one row up to "24:00" and one from "00:00" of the next day`,
    );
    return false;
  });
  const sorted = sound.toSorted((one, other) => (one.period.from < other.period.from ? -1 : 1));
  let latest = sorted[0];
  for (const next of sorted.slice(1)) {
    if (latest !== undefined && next.period.from < latest.period.to) {
      report(
        'overlap',
        next.row,
        `${next.period.from} to ${next.period.to} overlaps ${latest.row} (${latest.period.from} to ${latest.period.to}); expected periods that do not overlap`,
      );
    }
    if (latest === undefined || next.period.to > latest.period.to) latest = next;
  }
}

function isZone(name: string): boolean {
  // Temporal also takes "+01:00", which would be wrong for half of the year.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
