import { englishCardinal } from './english-cardinals.ts';

/** How prompts take the two keys of a telephone that are no digits. */
export const starValue = 10;
export const hashValue = 11;

/** @param key "0" to "9", "*" or "#". */
export const keyValue = (key: string): number => (key === '*' ? starValue : key === '#' ? hashValue : Number(key));

/** Digits as one counts, which is what keys are called. */
const sloveneDigits = ['nič', 'ena', 'dva', 'tri', 'štiri', 'pet', 'šest', 'sedem', 'osem', 'devet'];

/** Accusative: "pritisnite tipko dva", "pritisnite zvezdico". */
export const sloveneKey = (key: number): string => {
  if (key === starValue) return 'zvezdico';
  return key === hashValue ? 'lojtro' : `tipko ${sloveneDigits[key] ?? ''}`;
};

/** Instrumental with its preposition: "s tipko dva", "z zvezdico". */
export const sloveneWithKey = (key: number): string => {
  if (key === starValue) return 'z zvezdico';
  return key === hashValue ? 'z lojtro' : `s tipko ${sloveneDigits[key] ?? ''}`;
};

/** "press two", "press star". */
export const englishKey = (key: number): string => {
  if (key === starValue) return 'star';
  return key === hashValue ? 'hash' : englishCardinal(key);
};
