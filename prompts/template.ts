import type { Placeholder, PromptKey } from './catalogue.ts';
import { catalogue } from './catalogue.ts';
import type { Language } from './language.ts';
import { formsOf } from './spoken/placeholder-forms.ts';

/**
 * A prompt's text as it is written, proposed and approved: words with placeholders in braces, "Vaše mesto v vrsti
 * je {mesto}.", a placeholder's grammatical form after a colon, "{minute:tožilnik}" (spoken/placeholder-forms.ts).
 * The voice gets words only, so digits, abbreviations and signs are refused here, where somebody can still mend them.
 */
export type TemplatePart =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly name: string; readonly form: string | null };

export type TemplateProblem = {
  readonly kind:
    | 'empty'
    | 'tooLong'
    | 'brace'
    | 'unknownPlaceholder'
    | 'missingPlaceholder'
    | 'unknownForm'
    | 'digit'
    | 'abbreviation'
    | 'sign';
  /** A Slovene sentence for whoever writes the text. */
  readonly message: string;
};

/** Longer than a minute of speech; nobody on a telephone listens that long. */
const longestText = 1000;

const placeholderPattern = /\{([^{}]*)\}/g;
const withForm = /^([^:]+)(?::(.+))?$/;
/** Two capitals in a row are read letter by letter: "UE". */
const abbreviation = /\p{Lu}{2,}/u;
const digit = /\p{Nd}/u;
/** Letters, spaces and the marks that a voice turns into pauses; a hyphen and an apostrophe stand inside words. */
const foreignSign = /[^\p{L}\p{M}\p{Zs}\n.,;:?!'’-]/u;

/** Cuts a template at its placeholders. What is no placeholder stays words, braces and all. */
export const templateParts = (text: string): readonly TemplatePart[] => {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholderPattern)) {
    if (match.index > end) parts.push({ kind: 'words', text: text.slice(end, match.index) });
    const [, name = '', form = null] = withForm.exec((match[1] ?? '').trim()) ?? [];
    parts.push({ kind: 'placeholder', name: name.trim(), form: form === null ? null : form.trim() });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: 'words', text: text.slice(end) });
  return parts;
};

export const placeholderOf = (key: PromptKey, name: string): Placeholder | undefined =>
  catalogue[key].placeholders.find((placeholder: Placeholder) => placeholder.name === name);

const inBraces = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(', ');

const placeholderProblems = (
  parts: readonly TemplatePart[],
  key: PromptKey,
  language: Language,
): readonly TemplateProblem[] => {
  const problems: TemplateProblem[] = [];
  const allowed = catalogue[key].placeholders.map(({ name }) => name);
  const used = new Set<string>();
  for (const part of parts) {
    if (part.kind === 'words') continue;
    const placeholder = placeholderOf(key, part.name);
    if (placeholder === undefined) {
      const hint = allowed.length === 0 ? 'To besedilo nima polj.' : `Na voljo: ${inBraces(allowed)}.`;
      problems.push({ kind: 'unknownPlaceholder', message: `Polja {${part.name}} to besedilo ne pozna. ${hint}` });
      continue;
    }
    used.add(part.name);
    const known = formsOf(placeholder.kind, language);
    if (part.form !== null && !known.includes(part.form)) {
      const hint = known.length > 1 ? `Na voljo: ${known.join(', ')}.` : 'V tem jeziku je zapisano brez oblike.';
      problems.push({ kind: 'unknownForm', message: `Polje {${part.name}} nima oblike »${part.form}«. ${hint}` });
    }
  }
  for (const name of allowed) {
    if (!used.has(name)) problems.push({ kind: 'missingPlaceholder', message: `V besedilu manjka polje {${name}}.` });
  }
  return problems;
};

const wordProblems = (words: string): readonly TemplateProblem[] => {
  const problems: TemplateProblem[] = [];
  if (/[{}]/.test(words)) {
    problems.push({ kind: 'brace', message: 'Zaviti oklepaj nima para; polje zapišite kot {ime}.' });
  }
  if (digit.test(words)) {
    problems.push({ kind: 'digit', message: 'Številke zapišite z besedo, na primer »devet« namesto »9«.' });
  }
  const shortened = abbreviation.exec(words);
  if (shortened !== null) {
    const message = `Kratico »${shortened[0]}« izpišite z besedami, na primer »upravna enota« namesto »UE«.`;
    problems.push({ kind: 'abbreviation', message });
  }
  const sign = foreignSign.exec(words.replace(/[{}\p{Nd}]/gu, ''));
  if (sign !== null) {
    problems.push({
      kind: 'sign',
      message: `Znaka »${sign[0]}« ni mogoče izgovoriti; zapišite ga z besedo ali izpustite.`,
    });
  }
  return problems;
};

/** Everything that is wrong with a text, all at once; empty when it can be proposed and spoken. */
export const checkTemplate = (text: string, key: PromptKey, language: Language): readonly TemplateProblem[] => {
  if (text.trim() === '') return [{ kind: 'empty', message: 'Besedilo je prazno.' }];
  const parts = templateParts(text);
  const words = parts.map((part) => (part.kind === 'words' ? part.text : ' ')).join('');
  const problems = [...placeholderProblems(parts, key, language), ...wordProblems(words)];
  if (text.length > longestText) {
    problems.push({ kind: 'tooLong', message: `Besedilo je predolgo: največ ${longestText} znakov.` });
  }
  return problems;
};
