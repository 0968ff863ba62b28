import type { Language } from '../language.ts';

/** Counts with their nouns as pages and reports show them: "1 klic", "2 klica", "3 klici", "5 klicev". */
type SloveneForms = Readonly<Record<'one' | 'two' | 'few' | 'other', string>>;
export type CountCase = 'nominative' | 'accusative' | 'genitive';

const forms = (one: string, two: string, few: string, other: string): SloveneForms => ({ one, two, few, other });

/** After a genitive ("od 1 minute", "do 5 minut") only singular and plural are left. */
const slovene = {
  second: {
    nominative: forms('sekunda', 'sekundi', 'sekunde', 'sekund'),
    accusative: forms('sekundo', 'sekundi', 'sekunde', 'sekund'),
    genitive: forms('sekunde', 'sekund', 'sekund', 'sekund'),
  },
  minute: {
    nominative: forms('minuta', 'minuti', 'minute', 'minut'),
    accusative: forms('minuto', 'minuti', 'minute', 'minut'),
    genitive: forms('minute', 'minut', 'minut', 'minut'),
  },
  hour: {
    nominative: forms('ura', 'uri', 'ure', 'ur'),
    accusative: forms('uro', 'uri', 'ure', 'ur'),
    genitive: forms('ure', 'ur', 'ur', 'ur'),
  },
  day: {
    nominative: forms('dan', 'dneva', 'dnevi', 'dni'),
    accusative: forms('dan', 'dneva', 'dni', 'dni'),
    genitive: forms('dneva', 'dni', 'dni', 'dni'),
  },
  call: {
    nominative: forms('klic', 'klica', 'klici', 'klicev'),
    accusative: forms('klic', 'klica', 'klice', 'klicev'),
    genitive: forms('klica', 'klicev', 'klicev', 'klicev'),
  },
  caller: {
    nominative: forms('klicatelj', 'klicatelja', 'klicatelji', 'klicateljev'),
    accusative: forms('klicatelja', 'klicatelja', 'klicatelje', 'klicateljev'),
    genitive: forms('klicatelja', 'klicateljev', 'klicateljev', 'klicateljev'),
  },
  agent: {
    nominative: forms('svetovalec', 'svetovalca', 'svetovalci', 'svetovalcev'),
    accusative: forms('svetovalca', 'svetovalca', 'svetovalce', 'svetovalcev'),
    genitive: forms('svetovalca', 'svetovalcev', 'svetovalcev', 'svetovalcev'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<CountCase, SloveneForms>>>>;

export type CountedNoun = keyof typeof slovene;

const english: Readonly<Record<CountedNoun, readonly [one: string, other: string]>> = {
  second: ['second', 'seconds'],
  minute: ['minute', 'minutes'],
  hour: ['hour', 'hours'],
  day: ['day', 'days'],
  call: ['call', 'calls'],
  caller: ['caller', 'callers'],
  agent: ['adviser', 'advisers'],
};

const slovenePlural = new Intl.PluralRules('sl');

/** The noun alone, as the count wants it. @param count Whole, 0 and up. */
export const nounFor = (
  count: number,
  noun: CountedNoun,
  language: Language = 'sl',
  grammaticalCase: CountCase = 'nominative',
): string => {
  if (language === 'en') return english[noun][count === 1 ? 0 : 1];
  const rule = slovenePlural.select(count);
  return slovene[noun][grammaticalCase][rule === 'zero' || rule === 'many' ? 'other' : rule];
};

/** "1 minuta", "2 minuti", "3 minute", "5 minut". Thousands as the language groups them: "16.000 klicev". */
export const countOf = (
  count: number,
  noun: CountedNoun,
  language: Language = 'sl',
  grammaticalCase: CountCase = 'nominative',
): string => `${formatWhole(count, language)} ${nounFor(count, noun, language, grammaticalCase)}`;

/** 16.000 in Slovene, 16,000 in English. @param number Whole. */
export const formatWhole = (number: number, language: Language = 'sl'): string =>
  String(number).replace(/\B(?=(\d{3})+(?!\d))/g, language === 'sl' ? '.' : ',');
