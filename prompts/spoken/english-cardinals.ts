const belowTwenty = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const belowHundred = (number: number): string => {
  if (number < 20) return belowTwenty[number] ?? '';
  const ten = tens[Math.floor(number / 10) - 2] ?? '';
  return number % 10 === 0 ? ten : `${ten}-${belowTwenty[number % 10]}`;
};

const belowThousand = (number: number): string => {
  if (number < 100) return belowHundred(number);
  const hundred = `${belowTwenty[Math.floor(number / 100)]} hundred`;
  return number % 100 === 0 ? hundred : `${hundred} and ${belowHundred(number % 100)}`;
};

/** British reading: "one hundred and one". @param number Whole, 0 to 999,999. @throws RangeError for any other. */
export const englishCardinal = (number: number): string => {
  if (!Number.isInteger(number) || number < 0 || number > 999_999) {
    throw new RangeError(`No English words for the number ${number}: expected 0 to 999999`);
  }
  if (number < 1000) return belowThousand(number);
  const thousand = `${belowThousand(Math.floor(number / 1000))} thousand`;
  const rest = number % 1000;
  if (rest === 0) return thousand;
  return rest < 100 ? `${thousand} and ${belowHundred(rest)}` : `${thousand} ${belowThousand(rest)}`;
};

/** "twenty twenty-seven", "two thousand and nine", "nineteen hundred", "nineteen oh five". */
export const englishYear = (year: number): string => {
  const century = Math.floor(year / 100);
  const rest = year % 100;
  if ((century % 10 === 0 && rest < 10) || century < 10 || century > 99) return englishCardinal(year);
  if (rest === 0) return `${belowHundred(century)} hundred`;
  return `${belowHundred(century)} ${rest < 10 ? `oh ${belowHundred(rest)}` : belowHundred(rest)}`;
};
