import { englishCardinal } from './english-cardinals.ts';

const irregular: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

const lastWord = /[a-z]+$/;

/** "first", "twenty-third", "one hundredth". @param number Whole, 1 to 999,999. @throws RangeError for any other. */
export const englishOrdinal = (number: number): string => {
  if (number < 1) throw new RangeError(`No English ordinal for ${number}: expected 1 and up`);
  return englishCardinal(number).replace(lastWord, (word) => irregular[word] ?? `${word.replace(/y$/, 'ie')}th`);
};
