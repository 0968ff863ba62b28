/**
 * Slovene cardinal numbers as words (SP 2001 §§ 493-499): up to ninety-nine one word with the units first
 * ("triindvajset"), hundreds one word, a space after hundreds and thousands ("sto ena", "dva tisoč").
 */
export type SloveneGender = 'masculine' | 'feminine' | 'neuter';
/** Those that our sentences use. Accusative of masculine means things, not living beings. */
export type SloveneCase = 'nominative' | 'accusative' | 'genitive' | 'locative';

export const largestSpokenNumber = 999_999;

type GenderedForms = Readonly<Record<SloveneGender, string>>;

const same = (form: string): GenderedForms => ({ masculine: form, feminine: form, neuter: form });

/** One to four take the gender; from five on only the case shows. */
const oneToFour: readonly Readonly<Record<SloveneCase, GenderedForms>>[] = [
  {
    nominative: { masculine: 'en', feminine: 'ena', neuter: 'eno' },
    accusative: { masculine: 'en', feminine: 'eno', neuter: 'eno' },
    genitive: { masculine: 'enega', feminine: 'ene', neuter: 'enega' },
    locative: { masculine: 'enem', feminine: 'eni', neuter: 'enem' },
  },
  {
    nominative: { masculine: 'dva', feminine: 'dve', neuter: 'dve' },
    accusative: { masculine: 'dva', feminine: 'dve', neuter: 'dve' },
    genitive: same('dveh'),
    locative: same('dveh'),
  },
  {
    nominative: { masculine: 'trije', feminine: 'tri', neuter: 'tri' },
    accusative: same('tri'),
    genitive: same('treh'),
    locative: same('treh'),
  },
  {
    nominative: { masculine: 'štirje', feminine: 'štiri', neuter: 'štiri' },
    accusative: same('štiri'),
    genitive: same('štirih'),
    locative: same('štirih'),
  },
];

const fiveToNineteen = [
  'pet',
  'šest',
  'sedem',
  'osem',
  'devet',
  'deset',
  'enajst',
  'dvanajst',
  'trinajst',
  'štirinajst',
  'petnajst',
  'šestnajst',
  'sedemnajst',
  'osemnajst',
  'devetnajst',
] as const;

const tens = ['dvajset', 'trideset', 'štirideset', 'petdeset', 'šestdeset', 'sedemdeset', 'osemdeset', 'devetdeset'];
const unitsInCompound = ['ena', 'dva', 'tri', 'štiri', 'pet', 'šest', 'sedem', 'osem', 'devet'];
const hundreds = ['sto', 'dvesto', 'tristo', 'štiristo', 'petsto', 'šeststo', 'sedemsto', 'osemsto', 'devetsto'];

/** Seven and eight lose their second e before an ending: sedmih, osmih. */
const declinedStems: Readonly<Record<string, string>> = { sedem: 'sedm', osem: 'osm' };

const fromFive = (word: string, grammaticalCase: SloveneCase): string =>
  grammaticalCase === 'nominative' || grammaticalCase === 'accusative' ? word : `${declinedStems[word] ?? word}ih`;

const belowHundred = (number: number, gender: SloveneGender, grammaticalCase: SloveneCase): string => {
  if (number < 5) return oneToFour[number - 1]?.[grammaticalCase][gender] ?? '';
  if (number < 20) return fromFive(fiveToNineteen[number - 5] ?? '', grammaticalCase);
  const ten = tens[Math.floor(number / 10) - 2] ?? '';
  const unit = number % 10;
  return fromFive(unit === 0 ? ten : `${unitsInCompound[unit - 1]}in${ten}`, grammaticalCase);
};

/**
 * @param number Whole, 0 to 999,999. @throws RangeError for any other.
 * Hundreds and thousands do not decline ("do sto minut", "v dva tisoč primerih").
 */
export const sloveneCardinal = (
  number: number,
  gender: SloveneGender = 'feminine',
  grammaticalCase: SloveneCase = 'nominative',
): string => {
  if (!Number.isInteger(number) || number < 0 || number > largestSpokenNumber) {
    throw new RangeError(`No Slovene words for the number ${number}: expected 0 to ${largestSpokenNumber}`);
  }
  if (number === 0) return 'nič';
  const words: string[] = [];
  const thousand = Math.floor(number / 1000);
  // "tisoč" counts as masculine and stays as it is: "dva tisoč", "tri tisoč", "pet tisoč".
  if (thousand > 1) words.push(sloveneCardinal(thousand, 'masculine', 'accusative'));
  if (thousand > 0) words.push('tisoč');
  const hundred = Math.floor(number / 100) % 10;
  if (hundred > 0) words.push(hundreds[hundred - 1] ?? '');
  const rest = number % 100;
  if (rest > 0) words.push(belowHundred(rest, gender, grammaticalCase));
  return words.join(' ');
};
