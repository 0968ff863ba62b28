import type { Language, OptionalTexts, TextLists } from '../../sql/calendar/words.ts';
import { listIn, textIn } from '../../sql/calendar/words.ts';

/** What must be read before booking, a point an entry; people write it as a list or as lines of one text. */
export function informationIn(information: TextLists | OptionalTexts, language: Language): readonly string[] {
  const isLists = Object.values(information).some((value) => Array.isArray(value));
  const entries = isLists
    ? listIn(information as TextLists, language)
    : textIn(information as OptionalTexts, language).split('\n');
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}
