/** Languages of citizens' pages (R4.6). Slovene has no prefix: its addresses are the ones that are read out and printed. */
export const citizenLanguages = ['sl', 'en', 'it', 'hu'] as const;
export type CitizenLanguage = (typeof citizenLanguages)[number];

/** How each language calls itself: whoever needs it must be able to read it. */
export const ownNames: Readonly<Record<CitizenLanguage, string>> = {
  sl: 'Slovenščina',
  en: 'English',
  it: 'Italiano',
  hu: 'Magyar',
};

export const prefixOf = (language: CitizenLanguage): string => (language === 'sl' ? '' : `/${language}`);

/** "/narocanje" in English is "/en/narocanje". */
export const pathIn = (language: CitizenLanguage, path: string): string => `${prefixOf(language)}${path}`;

/** The language that a path stands in, and the path without it. */
export function splitPath(path: string): { readonly language: CitizenLanguage; readonly rest: string } {
  const [, found] = /^\/(en|it|hu)(?=\/|$)/.exec(path) ?? [];
  const language = citizenLanguages.find((candidate) => candidate === found) ?? 'sl';
  return { language, rest: path.slice(prefixOf(language).length) || '/' };
}

/** A text of the catalogue in the asked language, else in Slovene, which is always there. */
export function textIn(language: CitizenLanguage, texts: Readonly<Record<string, unknown>>): string {
  const own = texts[language];
  if (typeof own === 'string' && own.trim() !== '') return own;
  return typeof texts.sl === 'string' ? texts.sl : '';
}

/** The same for lists: needed documents, information to confirm. */
export function listIn(language: CitizenLanguage, lists: Readonly<Record<string, unknown>>): readonly string[] {
  const own = stringsOf(lists[language]);
  return own.length > 0 ? own : stringsOf(lists.sl);
}

const stringsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
