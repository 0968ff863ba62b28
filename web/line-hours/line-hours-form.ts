import { createHash } from 'node:crypto';
import type { OpeningException, Period, WeeklyPeriod } from '../../dialplan/opening-hours.ts';
import { periodNames } from '../../prompts/catalogue.ts';
import { dayField, periodsOf, sayEach, weekdays } from '../contacts/contact-hours.ts';
import { anyProblem, dayOf, lineOf, type Problems, type Typed } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';
import { dayAfter } from '../present/citizen-time.ts';

/** So many periods of a day callers can be told. */
const mostPeriods = periodNames.length;
const mostDaysAhead = 731;
const longestNote = 200;

/** What somebody saw when they began to change it: with another mark it was changed since. */
export const markOf = (shown: readonly WeeklyPeriod[] | OpeningException): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);

/** The week as its form shows it. */
export function typedOfWeek(weekly: readonly WeeklyPeriod[]): Typed {
  const days = weekdays.map((day) => [dayField(day), sayEach(weekly.filter(({ weekday }) => weekday === day))]);
  return { ...Object.fromEntries(days), znamka: markOf(weekly) };
}

/** The week that was typed; an empty day is closed. Null where anything is wrong. */
export function judgeWeek(
  { lineHours }: Messages,
  typed: Typed,
): { readonly week: readonly WeeklyPeriod[] | null; readonly problems: Problems } {
  const words = lineHours.problems;
  const problems: Record<string, string> = {};
  const week = weekdays.flatMap((weekday): readonly WeeklyPeriod[] => {
    const name = lineHours.weekdays[weekday - 1] ?? '';
    const periods = periodsOf(lineOf(typed, dayField(weekday)));
    if (periods === null) problems[dayField(weekday)] = words.hours(name);
    else if (periods.length > mostPeriods) problems[dayField(weekday)] = words.tooMany(name);
    return (periods ?? []).map((period) => ({ weekday, ...period }));
  });
  if (!anyProblem(problems) && week.length === 0) problems[dayField(1)] = words.noHours;
  return { week: anyProblem(problems) ? null : week, problems };
}

/** An exception as its form shows it. */
export const typedOfException = (exception: OpeningException): Typed => ({
  dan: exception.date,
  vrsta: exception.periods.length === 0 ? 'zaprto' : 'ure',
  ure: sayEach(exception.periods),
  razlog: exception.note,
  znamka: markOf(exception),
});

/** The exception that was typed, beside those of the days `taken`; `today` is local. Null where anything is wrong. */
export function judgeException(
  { lineHours }: Messages,
  typed: Typed,
  taken: readonly string[],
  today: string,
): { readonly exception: OpeningException | null; readonly problems: Problems } {
  const words = lineHours.problems;
  const problems: Record<string, string> = {};
  const date = dayOf(typed, 'dan');
  if (date === null) problems.dan = words.date;
  else if (date < today) problems.dan = words.past;
  else if (date > dayAfter(today, mostDaysAhead)) problems.dan = words.far;
  else if (taken.includes(date)) problems.dan = words.taken;
  const periods = judgePeriods(words, typed, problems);
  const note = lineOf(typed, 'razlog');
  if (note === '' || note.length > longestNote) problems.razlog = words.note;
  if (date === null || anyProblem(problems)) return { exception: null, problems };
  return { exception: { date, periods, note }, problems };
}

/** Closed and hours beside it is a slip in one of the two, and which one nobody but the writer knows. */
function judgePeriods(
  words: Messages['lineHours']['problems'],
  typed: Typed,
  problems: Record<string, string>,
): readonly Period[] {
  const text = lineOf(typed, 'ure');
  if (typed.vrsta === 'zaprto') {
    if (text !== '') problems.ure = words.closedWithHours;
    return [];
  }
  if (typed.vrsta !== 'ure') problems.vrsta = words.kind;
  const periods = periodsOf(text) ?? [];
  if (periods.length === 0) problems.ure = words.dayHours;
  else if (periods.length > mostPeriods) problems.ure = words.dayTooMany;
  return periods;
}
