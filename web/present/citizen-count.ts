import type { CitizenLanguage } from '../portal/language.ts';
import { localeOf } from './citizen-time.ts';

/**
 * A noun's forms by the language's own plural classes: Slovene has four (1, 2, 3-4, 5 and more), English and Italian
 * two, Hungarian one form after numbers. `other` stands for every class that is not given.
 */
export type CountedForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** "2 obiska", "2 visits" */
export function countedIn(language: CitizenLanguage, value: number, forms: CountedForms): string {
  const rules = rulesOf(language);
  return `${rules.number.format(value)}\u00a0${forms[rules.plural.select(value)] ?? forms.other}`;
}

/** "12 km"; nobody is 0 km away from a place. */
export const kilometres = (language: CitizenLanguage, km: number): string =>
  `${rulesOf(language).number.format(Math.max(1, Math.round(km)))}\u00a0km`;

type Rules = { readonly plural: Intl.PluralRules; readonly number: Intl.NumberFormat };
const made = new Map<CitizenLanguage, Rules>();

function rulesOf(language: CitizenLanguage): Rules {
  const known = made.get(language);
  if (known !== undefined) return known;
  const locale = localeOf(language);
  const rules = { plural: new Intl.PluralRules(locale), number: new Intl.NumberFormat(locale) };
  made.set(language, rules);
  return rules;
}
