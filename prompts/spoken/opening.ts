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
 * "v ponedeljek, triindvajsetega novembra, ob osmih" (R1.7); "danes ob osmih", "jutri ob osmih" when it is so near.
 * @param saidAt When it is said; null: the date in full.
 */
export const spokenOpening = (opensAt: number, saidAt: number | null, timeZone: string, language: Language): string => {
  const words = wordsOf[language];
  const { year, month, day, weekday, hour, minute } = localDateTime(opensAt, timeZone);
  const daysAway = saidAt === null ? null : daysBetween(saidAt, opensAt, timeZone);
  const time = words.time(hour, minute);
  const near = daysAway === null ? undefined : words.days[daysAway];
  if (near !== undefined) return `${near} ${time}`;
  const spokenYear = daysAway !== null && daysAway > daysWithoutYear ? year : null;
  return `${words.weekday(weekday)}, ${words.dayOfMonth(day, month, spokenYear)}, ${time}`;
};
