import { englishYear } from './english-cardinals.ts';
import { englishOrdinal } from './english-ordinals.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
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

/** ISO weekday 1 (Monday) to 7, with the preposition: "on Monday". */
export const englishWeekday = (weekday: number): string => `on ${weekdays[weekday - 1]}`;

/** "the twenty-third of November"; with a year "the twenty-third of November twenty twenty-six". */
export const englishDayOfMonth = (day: number, month: number, year: number | null): string => {
  const words = `the ${englishOrdinal(day)} of ${months[month - 1]}`;
  return year === null ? words : `${words} ${englishYear(year)}`;
};
