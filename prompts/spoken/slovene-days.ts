import type { SloveneCase } from './slovene-cardinals.ts';
import { sloveneCardinal } from './slovene-cardinals.ts';

/** Counts of days in speech: "en dan", "dva dneva", "trije dnevi", "pet dni". */
export type DaysCase = Exclude<SloveneCase, 'locative'>;

const slovenePlural = new Intl.PluralRules('sl');

const nouns: Readonly<Record<DaysCase, Readonly<Record<Intl.LDMLPluralRule, string>>>> = {
  nominative: { zero: 'dni', one: 'dan', two: 'dneva', few: 'dnevi', many: 'dni', other: 'dni' },
  accusative: { zero: 'dni', one: 'dan', two: 'dneva', few: 'dni', many: 'dni', other: 'dni' },
  genitive: { zero: 'dni', one: 'dneva', two: 'dni', few: 'dni', many: 'dni', other: 'dni' },
};

/** @param count Whole, 1 to 999. */
export const sloveneDays = (count: number, grammaticalCase: DaysCase): string =>
  `${sloveneCardinal(count, 'masculine', grammaticalCase)} ${nouns[grammaticalCase][slovenePlural.select(count)]}`;
