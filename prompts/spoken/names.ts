import type { Language } from '../language.ts';
import { englishCardinal } from './english-cardinals.ts';
import { sloveneCardinal } from './slovene-cardinals.ts';

/** What people write short and a voice would spell out. */
const shortened: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  sl: [
    [/\bUE\b/g, 'Upravna enota'],
    [/\bKU\b/g, 'Krajevni urad'],
    [/&/g, 'in'],
  ],
  en: [
    [/\bUE\b/g, 'Administrative unit'],
    [/\bKU\b/g, 'Local office'],
    [/&/g, 'and'],
  ],
};

const cardinals: Readonly<Record<Language, (number: number) => string>> = {
  // As one counts: "ena", "dva".
  sl: (number) => (number === 1 ? 'ena' : sloveneCardinal(number, 'masculine')),
  en: englishCardinal,
};

/**
 * The name of a service or a place as a voice can say it inside a sentence (R1.5): words only, no signs and no end of
 * a sentence. Empty when nothing of it can be said.
 */
export const spokenName = (name: string, language: Language): string => {
  let words = name;
  for (const [short, long] of shortened[language]) words = words.replace(short, long);
  return words
    .replace(/\s+-+\s+|\s*[–—]\s*/g, ', ')
    .replace(/\d{1,5}/g, (digits) => ` ${cardinals[language](Number(digits))} `)
    .replace(/[^\p{L}\p{M}\s,'’-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s+,/g, ',')
    .replace(/^[\s,-]+|[\s,-]+$/g, '');
};
