import type { Language } from '../language.ts';
import { englishDayOfMonth, englishWeekday } from './english-dates.ts';
import { englishTimeOfDay } from './english-times.ts';
import { daysBetween, localDateTime } from './local-date-time.ts';
import { sloveneDayOfMonth, sloveneWeekday } from './slovene-dates.ts';
import { sloveneTimeOfDay } from './slovene-times.ts';

/** Farther away than this the year is spoken, since the day and month alone could be taken for the wrong one. */
const daysWithoutYear = 180;

const wordsOf = {
  sl: { days: ['danes', 'jutri'], weekday: sloveneWeekday, dayOfMonth: sloveneDayOfMonth, time: sloveneTimeOfDay },
  en: { days: ['today', 'tomorrow'], weekday: englishWeekday, dayOfMonth: englishDayOfMonth, time: englishTimeOfDay },
} as const;

/**
 * "v ponedeljek, triindvajsetega novembra"; "danes", "jutri" when it is so near.
 * @param dayAt Any instant of the day. @param saidAt When it is said; null: the date in full.
 */
export const spokenDay = (dayAt: number, saidAt: number | null, timeZone: string, language: Language): string => {
  const words = wordsOf[language];
  const { year, month, day, weekday } = localDateTime(dayAt, timeZone);
  const daysAway = saidAt === null ? null : daysBetween(saidAt, dayAt, timeZone);
  const near = daysAway === null ? undefined : words.days[daysAway];
  if (near !== undefined) return near;
  const spokenYear = daysAway !== null && daysAway > daysWithoutYear ? year : null;
  return `${words.weekday(weekday)}, ${words.dayOfMonth(day, month, spokenYear)}`;
};

/** A day and what is said of it: a date is set off by a comma, "danes" is not. */
export const spokenDayWith = (
  dayAt: number,
  saidAt: number | null,
  timeZone: string,
  language: Language,
  what: string,
): string => {
  const day = spokenDay(dayAt, saidAt, timeZone, language);
  return day.includes(',') ? `${day}, ${what}` : `${day} ${what}`;
};

/** "v ponedeljek, triindvajsetega novembra, ob osmih" (R1.7); "danes ob osmih", "jutri ob osmih" when it is so near. */
export const spokenOpening = (opensAt: number, saidAt: number | null, timeZone: string, language: Language): string => {
  const { hour, minute } = localDateTime(opensAt, timeZone);
  return spokenDayWith(opensAt, saidAt, timeZone, language, wordsOf[language].time(hour, minute));
};
