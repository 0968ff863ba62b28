import type { SloveneCase } from './slovene-cardinals.ts';
import { sloveneCardinal } from './slovene-cardinals.ts';

/** Counts of minutes in speech: "ena minuta", "dve minuti", "tri minute", "pet minut" (R1.8). */
export type MinutesCase = Exclude<SloveneCase, 'locative'>;

/** From here on a caller is told hours: nobody plans by "triinsedemdeset minut". */
export const mostSpokenMinutes = 60;

const slovenePlural = new Intl.PluralRules('sl');

const nouns: Readonly<Record<MinutesCase, Readonly<Record<Intl.LDMLPluralRule, string>>>> = {
  nominative: { zero: 'minut', one: 'minuta', two: 'minuti', few: 'minute', many: 'minut', other: 'minut' },
  accusative: { zero: 'minut', one: 'minuto', two: 'minuti', few: 'minute', many: 'minut', other: 'minut' },
  genitive: { zero: 'minut', one: 'minute', two: 'minut', few: 'minut', many: 'minut', other: 'minut' },
};

const moreThanAnHour: Readonly<Record<MinutesCase, string>> = {
  nominative: 'več kot ena ura',
  accusative: 'več kot eno uro',
  genitive: 'več kot ene ure',
};

/** The noun alone, for the count: 101 "minuta", 102 "minuti". */
export const sloveneMinuteNoun = (count: number, grammaticalCase: MinutesCase): string =>
  nouns[grammaticalCase][slovenePlural.select(count)];

/** Any count, however long. */
export const sloveneMinutes = (count: number, grammaticalCase: MinutesCase): string =>
  `${sloveneCardinal(count, 'feminine', grammaticalCase)} ${sloveneMinuteNoun(count, grammaticalCase)}`;

/** What a waiting caller is told: at most an hour exactly. */
export const sloveneWait = (minutes: number, grammaticalCase: MinutesCase): string =>
  minutes > mostSpokenMinutes ? moreThanAnHour[grammaticalCase] : sloveneMinutes(minutes, grammaticalCase);

/** "od treh do petih minut"; the same in every sentence, since the prepositions govern the genitive. */
export const sloveneWaitRange = (from: number, to: number, grammaticalCase: MinutesCase): string => {
  if (from >= to || from > mostSpokenMinutes) return sloveneWait(to, grammaticalCase);
  if (to > mostSpokenMinutes) return `od ${sloveneMinutes(from, 'genitive')} do ${sloveneWait(to, 'genitive')}`;
  return `od ${sloveneCardinal(from, 'feminine', 'genitive')} do ${sloveneMinutes(to, 'genitive')}`;
};
