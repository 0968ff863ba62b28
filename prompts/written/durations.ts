import type { Language } from '../language.ts';
import { countOf } from './counts.ts';

type Unit = readonly ['hour' | 'minute' | 'second', number];

const split = (seconds: number): readonly Unit[] => {
  const whole = Math.max(0, Math.round(seconds));
  return [
    ['hour', Math.floor(whole / 3600)],
    ['minute', Math.floor(whole / 60) % 60],
    ['second', whole % 60],
  ];
};

const symbols = { hour: 'h', minute: 'min', second: 's' } as const;

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** For tables: "1 h 5 min 3 s", "45 s", "0 s". @param seconds 0 and up; rounded to whole ones. */
export const formatDuration = (seconds: number): string => {
  const parts = split(seconds)
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => `${count} ${symbols[unit]}`);
  return parts.length === 0 ? '0 s' : parts.join(' ');
};

/** For sentences and screen readers: "1 ura 5 minut", "2 minuti 3 sekunde", "0 sekund". */
export const formatDurationInWords = (seconds: number, language: Language = 'sl'): string => {
  const parts = split(seconds).filter(([, count]) => count > 0);
  return (parts.length === 0 ? [['second', 0] as const] : parts)
    .map(([unit, count]) => countOf(count, unit, language))
    .join(' ');
};

/** For clocks that run on screen: "0:45", "12:03", "1:05:03". */
export const formatClock = (seconds: number): string => {
  const [[, hours] = ['hour', 0], [, minutes] = ['minute', 0], [, rest] = ['second', 0]] = split(seconds);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}` : `${minutes}:${twoDigits(rest)}`;
};
