import { prefixOf } from '../../messages/link-paths.ts';

/** Languages of citizens' pages (R4.6). */
export const citizenLanguages = ['sl', 'en', 'it', 'hu'] as const;
export type CitizenLanguage = (typeof citizenLanguages)[number];

/** How each language calls itself: whoever needs it must be able to read it. */
export const ownNames: Readonly<Record<CitizenLanguage, string>> = {
  sl: 'Slovenščina',
  en: 'English',
  it: 'Italiano',
  hu: 'Magyar',
};

/** "/narocanje" in English is "/en/narocanje". */
export const pathIn = (language: CitizenLanguage, path: string): string => `${prefixOf(language)}${path}`;

/** The language that a path stands in, and the path without it. */
export function splitPath(path: string): { readonly language: CitizenLanguage; readonly rest: string } {
  const [, found] = /^\/(en|it|hu)(?=\/|$)/.exec(path) ?? [];
  const language = citizenLanguages.find((candidate) => candidate === found) ?? 'sl';
  return { language, rest: path.slice(prefixOf(language).length) || '/' };
}
