import type { Language } from './language.ts';

/** One piece of speech as it is given to the voice: words only, no digits, no placeholders. One sound file each. */
export type Fragment = { readonly language: Language; readonly text: string };
