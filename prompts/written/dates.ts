import type { Language } from '../language.ts';
import { localDateTime } from '../spoken/local-date-time.ts';

/** Dates and times as Slovene orthography has them: spaces after the dots, no leading zeros, a dot in the time. */

const englishMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const sloveneMonths = [
  'januar',
  'februar',
  'marec',
  'april',
  'maj',
  'junij',
  'julij',
  'avgust',
  'september',
  'oktober',
  'november',
  'december',
];
const sloveneWeekdays = ['ponedeljek', 'torek', 'sreda', 'četrtek', 'petek', 'sobota', 'nedelja'];
const englishWeekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** "5. 3. 2027"; "5 March 2027". @param at Milliseconds since the epoch. @param timeZone IANA name. */
export const formatDate = (at: number, timeZone: string, language: Language = 'sl'): string => {
  const { year, month, day } = localDateTime(at, timeZone);
  return language === 'sl' ? `${day}. ${month}. ${year}` : `${day} ${englishMonths[month - 1]} ${year}`;
};

/** "9.30"; "9:30". */
export const formatTime = (at: number, timeZone: string, language: Language = 'sl'): string => {
  const { hour, minute } = localDateTime(at, timeZone);
  return `${hour}${language === 'sl' ? '.' : ':'}${twoDigits(minute)}`;
};

/** "5. 3. 2027 ob 9.30"; "5 March 2027 at 9:30". */
export const formatDateTime = (at: number, timeZone: string, language: Language = 'sl'): string =>
  `${formatDate(at, timeZone, language)} ${language === 'sl' ? 'ob' : 'at'} ${formatTime(at, timeZone, language)}`;

/** "petek, 5. 3. 2027, ob 9.30"; "Friday, 5 March 2027, at 9:30". */
export const formatWeekdayDateTime = (at: number, timeZone: string, language: Language = 'sl'): string => {
  const { weekday } = localDateTime(at, timeZone);
  const comma = `${formatDate(at, timeZone, language)}, ${language === 'sl' ? 'ob' : 'at'}`;
  return `${weekdayName(weekday, language)}, ${comma} ${formatTime(at, timeZone, language)}`;
};

/** "marec 2027" for headings. @param month 1 to 12. */
export const monthName = (year: number, month: number, language: Language = 'sl'): string =>
  `${(language === 'sl' ? sloveneMonths : englishMonths)[month - 1]} ${year}`;

/** "ponedeljek". @param weekday ISO, 1 (Monday) to 7. */
export const weekdayName = (weekday: number, language: Language = 'sl'): string =>
  (language === 'sl' ? sloveneWeekdays : englishWeekdays)[weekday - 1] ?? '';
