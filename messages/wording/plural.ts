import type { MessageLanguage } from '../../sql/messages/message.ts';

/** How many forms a word has with numbers: Slovene 1, 2, 3–4, 5 and more (dual!); the others 1 and more. */
export const pluralForms: Record<MessageLanguage, number> = { sl: 4, en: 2, it: 2, hu: 2 };

const rules = new Intl.PluralRules('sl');
const slovene = ['one', 'two', 'few', 'other'];

/** The form that stands with a number; `forms` has as many as `pluralForms` says. */
export function choosePlural(count: number, forms: readonly string[], language: MessageLanguage): string {
  const place = language === 'sl' ? slovene.indexOf(rules.select(count)) : count === 1 ? 0 : 1;
  return forms[place] ?? forms.at(-1) ?? '';
}
