import type { Language } from '../language.ts';
import { englishClockTime } from './english-times.ts';
import { sloveneTimeInGenitive } from './slovene-times.ts';

/** A stretch of one day, in minutes after midnight; the end of the day is 1440. */
export type SpokenPeriod = { readonly from: number; readonly to: number };

const toPlaces = 10_000;
const minutesOfDay = 1440;

/** A period as the one number that a prompt takes. */
export const periodValue = ({ from, to }: SpokenPeriod): number => from * toPlaces + to;

export const periodOfValue = (value: number): SpokenPeriod => ({
  from: Math.floor(value / toPlaces),
  to: value % toPlaces,
});

/** Those that are there, of values of which some are lacking. */
export const periodsOfValues = (values: readonly number[]): readonly SpokenPeriod[] =>
  values.filter((value) => !Number.isNaN(value)).map(periodOfValue);

const clock = (minutes: number): readonly [number, number] => [Math.floor(minutes / 60), minutes % 60];

const sloveneSpan = ({ from, to }: SpokenPeriod): string =>
  `od ${sloveneTimeInGenitive(...clock(from))} do ${sloveneTimeInGenitive(...clock(to))}`;

const englishSpan = ({ from, to }: SpokenPeriod): string =>
  `from ${englishClockTime(...clock(from))} to ${englishClockTime(...clock(to))}`;

/** "od osmih do dvanajstih in od trinajstih do sedemnajstih"; "ves dan". */
export const spokenPeriods = (periods: readonly SpokenPeriod[], language: Language): string => {
  const [first] = periods;
  const isWholeDay = periods.length === 1 && first?.from === 0 && first.to === minutesOfDay;
  if (isWholeDay) return language === 'sl' ? 'ves dan' : 'all day';
  return language === 'sl' ? listed(periods.map(sloveneSpan), 'in') : listed(periods.map(englishSpan), 'and');
};

/** "a", "a in b", "a, b in c". */
export const listed = (phrases: readonly string[], and: string): string =>
  phrases.length < 2 ? phrases.join('') : `${phrases.slice(0, -1).join(', ')} ${and} ${phrases.at(-1)}`;
