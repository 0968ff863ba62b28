import { englishCardinal } from './english-cardinals.ts';
import { mostSpokenMinutes } from './slovene-minutes.ts';

export const englishMinutes = (count: number): string =>
  `${englishCardinal(count)} ${count === 1 ? 'minute' : 'minutes'}`;

/** What a waiting caller is told: at most an hour exactly. */
export const englishWait = (minutes: number): string =>
  minutes > mostSpokenMinutes ? 'more than one hour' : englishMinutes(minutes);

/** "three to five minutes". */
export const englishWaitRange = (from: number, to: number): string => {
  if (from >= to || from > mostSpokenMinutes) return englishWait(to);
  if (to > mostSpokenMinutes) return `from ${englishMinutes(from)} to ${englishWait(to)}`;
  return `${englishCardinal(from)} to ${englishMinutes(to)}`;
};
