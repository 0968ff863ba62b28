import type { SloveneGender } from './slovene-cardinals.ts';
import { sloveneCardinal } from './slovene-cardinals.ts';

/** Slovene ordinals 1 to 100: places in the queue ("tretje") and days of the month ("triindvajsetega"). */
export type SloveneOrdinalForm = SloveneGender | 'masculineGenitive';

export const largestOrdinal = 100;

/** The first ten are words of their own, the rest is the cardinal with an ending; only "tretj-" is soft. */
const firstTenStems = ['prv', 'drug', 'tretj', 'četrt', 'pet', 'šest', 'sedm', 'osm', 'devet', 'deset'];

const endings: Readonly<Record<SloveneOrdinalForm, string>> = {
  masculine: 'i',
  feminine: 'a',
  neuter: 'o',
  masculineGenitive: 'ega',
};

const stemOf = (number: number): string => {
  if (number <= 10) return firstTenStems[number - 1] ?? '';
  return number === 100 ? 'stot' : sloveneCardinal(number);
};

/** @param number Whole, 1 to 100. @throws RangeError for any other. */
export const sloveneOrdinal = (number: number, form: SloveneOrdinalForm): string => {
  if (!Number.isInteger(number) || number < 1 || number > largestOrdinal) {
    throw new RangeError(`No Slovene ordinal for ${number}: expected 1 to ${largestOrdinal}`);
  }
  const stem = stemOf(number);
  // A soft stem takes e in place of o: "tretje", but "četrto".
  return stem + (form === 'neuter' && stem.endsWith('j') ? 'e' : endings[form]);
};
