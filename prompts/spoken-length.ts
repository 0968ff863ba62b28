import type { PlaceholderKind, PromptKey } from './catalogue.ts';
import { placeholderOf, templateParts } from './template.ts';

/** The slowest of our voices takes 75 ms for a character (measured on the sample's texts); others may be slower. */
const msPerCharacter = 110;
/** A beginning, an end, and the tone after the words that lead to a message. */
const aroundMs = 1_000;

/** Characters of the longest that a value of each kind is spoken as. */
const longestCharacters: Readonly<Record<PlaceholderKind, number>> = {
  position: 50,
  minutes: 60,
  minuteRange: 90,
  openingInstant: 140,
  key: 30,
  weeklyHours: 900,
  day: 90,
  dayHours: 250,
  phoneNumber: 300,
  days: 60,
  name: 160,
};

/**
 * How long an approved text lasts at most when it is spoken by the machine, in milliseconds, whatever its values are. A
 * bound to wait by, not a length: most are over in two thirds of it.
 */
export const longestSpokenMs = (text: string, key: PromptKey): number => {
  const characters = templateParts(text).reduce((sum, part) => {
    if (part.kind === 'words') return sum + part.text.length;
    const placeholder = placeholderOf(key, part.name);
    return sum + (placeholder === undefined ? 0 : longestCharacters[placeholder.kind]);
  }, 0);
  return aroundMs + characters * msPerCharacter;
};
