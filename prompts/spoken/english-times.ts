import { englishCardinal } from './english-cardinals.ts';
import { englishMinutes } from './english-minutes.ts';

const partOfDay = (hour: number): string => {
  if (hour < 12) return 'in the morning';
  return hour < 18 ? 'in the afternoon' : 'in the evening';
};

/**
 * When, so that nobody can take morning for evening: "at eight in the morning", "at eight thirty in the morning",
 * "at eight oh five in the morning", "at noon", "at midnight".
 */
export const englishTimeOfDay = (hour: number, minute: number): string => {
  const time = englishClockTime(hour, minute);
  return hour === 0 && minute > 0 ? time : `at ${time}`;
};

/** The same without a preposition, as "from" and "to" need it: "eight in the morning", "noon". */
export const englishClockTime = (hour: number, minute: number): string => {
  if (minute === 0 && (hour === 0 || hour === 24)) return 'midnight';
  if (minute === 0 && hour === 12) return 'noon';
  if (hour === 0) return `${englishMinutes(minute)} past midnight`;
  const words = [englishCardinal(hour > 12 ? hour - 12 : hour)];
  if (minute > 0) words.push(minute < 10 ? `oh ${englishCardinal(minute)}` : englishCardinal(minute));
  return [...words, partOfDay(hour)].join(' ');
};
