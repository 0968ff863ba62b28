import type { PromptKey, PromptValue } from './catalogue.ts';
import type { Fragment } from './fragment.ts';
import type { Language } from './language.ts';
import { likelyValues, speakPlaceholder } from './spoken/placeholder-forms.ts';
import type { TemplatePart } from './template.ts';
import { placeholderOf, templateParts } from './template.ts';

/**
 * What a prompt sounds like, cut into sound files. A sentence is never cut, since words glued together inside a
 * sentence sound like a railway station: a sentence with a placeholder is one fragment for each set of values, and
 * the sentences without one before and after it are fragments of their own, made once and shared.
 */

/** The engine said something without a value that its template needs: a bug in the engine. */
export class MissingPromptValue extends Error {
  override readonly name = 'MissingPromptValue';
  constructor(key: PromptKey, value: string) {
    super(`The prompt ${key} needs the value ${value}`);
  }
}

type Sentence = { readonly parts: readonly TemplatePart[]; readonly spoken: boolean };

/** A sentence ends at its mark and the white space after it. */
const sentences = /[^.!?]*(?:[.!?]+(?:\s+|$)|[.!?]+|$)/g;

const cutIntoSentences = (parts: readonly TemplatePart[]): readonly Sentence[] => {
  const cut: Sentence[] = [];
  let open: TemplatePart[] = [];
  const close = (): void => {
    const hasPlaceholder = open.some(({ kind }) => kind === 'placeholder');
    const last = cut.at(-1);
    if (last !== undefined && !last.spoken && !hasPlaceholder) {
      cut[cut.length - 1] = { parts: [...last.parts, ...open], spoken: false };
    } else if (open.length > 0) {
      cut.push({ parts: open, spoken: hasPlaceholder });
    }
    open = [];
  };
  for (const part of parts) {
    if (part.kind === 'placeholder') {
      open.push(part);
      continue;
    }
    for (const [text] of part.text.matchAll(sentences)) {
      if (text === '') continue;
      open.push({ kind: 'words', text });
      if (/[.!?]\s*$/.test(text)) close();
    }
  }
  close();
  return cut;
};

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

const speakPart = (
  part: TemplatePart,
  key: PromptKey,
  language: Language,
  values: Readonly<Record<string, PromptValue>>,
  timeZone: string,
): string => {
  if (part.kind === 'words') return part.text;
  const placeholder = placeholderOf(key, part.name);
  if (placeholder === undefined) throw new MissingPromptValue(key, part.name);
  const [only = ''] = placeholder.reads;
  if (placeholder.kind === 'name') {
    if (values[only] === undefined) throw new MissingPromptValue(key, only);
    return String(values[only]);
  }
  const read = placeholder.reads.map((name) => {
    const value = values[name];
    if (typeof value === 'string')
      throw new TypeError(`The value ${name} of the prompt ${key} is words, not a number.`);
    if (value === undefined && !placeholder.optional?.includes(name)) throw new MissingPromptValue(key, name);
    return value ?? Number.NaN;
  });
  return speakPlaceholder(placeholder.kind, language, part.form, read, timeZone);
};

/**
 * A telephone number is the exception: what a caller's number sounds like is nothing to keep on a disk, so its groups
 * are fragments of their own, which belong to nobody, and the sentence is cut around them. A number is said in groups
 * in any case.
 */
const isCutAroundNumber = ({ parts }: Sentence, key: PromptKey): boolean =>
  parts.some((part) => part.kind === 'placeholder' && placeholderOf(key, part.name)?.kind === 'phoneNumber');

const cutAroundNumber = (parts: readonly TemplatePart[], speak: (part: TemplatePart) => string): readonly string[] =>
  parts
    .flatMap((part) =>
      part.kind === 'words'
        ? [part.text]
        : speak(part)
            .split(', ')
            .map((group) => `${group},`),
    )
    .map(tidy)
    .filter((text) => /\p{L}/u.test(text));

/**
 * The sound files that say a prompt, in order.
 * @param text The approved template; checkTemplate found nothing wrong with it.
 * @param values What PromptValues lists for the key. @param timeZone IANA name, for spoken instants.
 * @throws MissingPromptValue
 */
export const fragmentsOf = (
  text: string,
  key: PromptKey,
  language: Language,
  values: Readonly<Record<string, PromptValue>>,
  timeZone: string,
): readonly Fragment[] =>
  cutIntoSentences(templateParts(text)).flatMap((sentence) => {
    const speak = (part: TemplatePart): string => speakPart(part, key, language, values, timeZone);
    const said = isCutAroundNumber(sentence, key)
      ? cutAroundNumber(sentence.parts, speak)
      : [tidy(sentence.parts.map(speak).join(''))];
    return said.map((text) => ({ language, text }));
  });

const likelyFragments = (sentence: Sentence, key: PromptKey, language: Language): readonly Fragment[] => {
  if (isCutAroundNumber(sentence, key)) {
    const words = sentence.parts.filter(({ kind }) => kind === 'words');
    return cutAroundNumber(words, (part) => speakPart(part, key, language, {}, 'UTC')).map((text) => ({
      language,
      text,
    }));
  }
  const placeholders = sentence.parts.flatMap((part) => {
    const placeholder = part.kind === 'placeholder' ? placeholderOf(key, part.name) : undefined;
    return placeholder === undefined ? [] : [placeholder];
  });
  // A sentence that speaks several is made when it is needed; of one its values are the sentence's.
  const [placeholder, ...others] = placeholders;
  if (others.length > 0) return [];
  const valueSets = placeholder === undefined ? [[]] : likelyValues[placeholder.kind];
  return (valueSets ?? []).map((set) => {
    const values = Object.fromEntries(
      (placeholder?.reads ?? []).map((name, index) => [name, set[index] ?? Number.NaN]),
    );
    return {
      language,
      text: tidy(sentence.parts.map((part) => speakPart(part, key, language, values, 'UTC')).join('')),
    };
  });
};

/**
 * Everything that a prompt can be expected to say, to be made ready before the first call. Openings, hours and ranges
 * of minutes are too many and not among it: the library makes each when it is first needed. Nor are keys, which the
 * flow knows.
 */
export const everyFragment = (text: string, key: PromptKey, language: Language): readonly Fragment[] =>
  cutIntoSentences(templateParts(text)).flatMap((sentence) => likelyFragments(sentence, key, language));
