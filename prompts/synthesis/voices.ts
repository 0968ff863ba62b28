import type { Language } from '../language.ts';
import { withSlovenePronunciation } from './slovene-pronunciation.ts';

/** How a language is spoken; every field is part of a sound file's name, so that a change makes new files. */
export type Voice = {
  /** espeak-ng's name. */
  readonly name: string;
  /** Slower than in conversation: many callers are old, and a telephone swallows consonants. */
  readonly wordsPerMinute: number;
};

export type Voices = Readonly<Record<Language, Voice>>;

export const defaultVoices: Voices = {
  sl: { name: 'sl', wordsPerMinute: 160 },
  en: { name: 'en-gb', wordsPerMinute: 150 },
};

/** The text as the voice must be given it to read it rightly. */
export const voiceInput = (text: string, language: Language): string =>
  language === 'sl' ? withSlovenePronunciation(text) : text;
