import type { Language } from '../language.ts';

/**
 * A telephone number as people say it aloud: digit by digit, in the groups in which they write it. "nič štiri ena, ena
 * dva tri, štiri pet šest". Digits are plain cardinals in the masculine ("dva"), as numbers are dictated (SP 2001 § 493).
 */
const digits: Readonly<Record<Language, readonly string[]>> = {
  sl: ['nič', 'ena', 'dva', 'tri', 'štiri', 'pet', 'šest', 'sedem', 'osem', 'devet'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
};

/** The groups of a number, each in words. `number` is E.164 without "+". @throws RangeError for what is no number */
export const spokenPhoneNumber = (number: number, language: Language): readonly string[] => {
  if (!Number.isSafeInteger(number) || number < 1_000_000) throw new RangeError(`${number} is no telephone number`);
  return writtenGroups(String(number)).map((group) =>
    [...group].map((sign) => (sign === '+' ? 'plus' : (digits[language][Number(sign)] ?? ''))).join(' '),
  );
};

/** "041", "123", "456" and "01", "555", "12", "34"; a foreign one begins with "+" and its digits go in threes. */
export const writtenGroups = (number: string): readonly string[] => {
  const national = /^386(\d{8})$/.exec(number)?.[1];
  if (national === undefined) return inThrees(number).map((group, index) => (index === 0 ? `+${group}` : group));
  // The network groups of fixed telephony have one digit after the nought, all others two.
  const geographic = /^(?:[12357][2-8]|4[24-8])/.test(national);
  return geographic
    ? [`0${national.slice(0, 1)}`, national.slice(1, 4), national.slice(4, 6), national.slice(6)]
    : [`0${national.slice(0, 2)}`, national.slice(2, 5), national.slice(5)];
};

const inThrees = (number: string): readonly string[] => number.match(/\d{1,3}/g) ?? [];
