import { sloveneCardinal } from './slovene-cardinals.ts';
import { sloveneOrdinal } from './slovene-ordinals.ts';

/** ISO weekday 1 (Monday) to 7, with the preposition: "v ponedeljek". */
const weekdays = ['v ponedeljek', 'v torek', 'v sredo', 'v četrtek', 'v petek', 'v soboto', 'v nedeljo'];

const monthsInGenitive = [
  'januarja',
  'februarja',
  'marca',
  'aprila',
  'maja',
  'junija',
  'julija',
  'avgusta',
  'septembra',
  'oktobra',
  'novembra',
  'decembra',
];

export const sloveneWeekday = (weekday: number): string => weekdays[weekday - 1] ?? '';

/** "triindvajsetega novembra"; with a year "triindvajsetega novembra dva tisoč šestindvajset". */
export const sloveneDayOfMonth = (day: number, month: number, year: number | null): string => {
  const words = [sloveneOrdinal(day, 'masculineGenitive'), monthsInGenitive[month - 1] ?? ''];
  if (year !== null) words.push(sloveneCardinal(year));
  return words.join(' ');
};
