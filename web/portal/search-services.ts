import { foldedText } from '../../sql/places/folded-text.ts';

/** What a service is found by: its names, other words for it, its description, in all languages. */
export type Searchable = {
  readonly names: readonly string[];
  readonly keywords: readonly string[];
  readonly descriptions: readonly string[];
};

/**
 * Services by plain words, the best first. Every word that was typed must be found, in any order and any language; a
 * word is found at the beginning of a word ("osebn" finds "osebna izkaznica"), and Slovene endings are forgiven: of
 * longer words the last two letters need not fit ("vozniško", "vozniška").
 */
export function searchServices<T extends Searchable>(services: readonly T[], typed: string): readonly T[] {
  const words = foldedText(typed.slice(0, 200))
    .split(' ')
    .filter((word) => word !== '' && !unimportant.has(word));
  if (words.length === 0) return services;
  return services
    .map((service, place) => ({ service, place, points: pointsOf(service, words) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || a.place - b.place)
    .map(({ service }) => service);
}

/** Words of a sentence that say nothing of the service. */
const unimportant = new Set([
  ...['za', 'na', 'v', 'in', 'o', 'od', 'do', 'bi', 'rad', 'rada', 'rabim', 'zelim', 'novo', 'nova', 'nov', 'se'],
  ...['a', 'an', 'the', 'for', 'my', 'to', 'i', 'need', 'new', 'di', 'per', 'il', 'la', 'un', 'una', 'az', 'egy'],
]);

function pointsOf({ names, keywords, descriptions }: Searchable, words: readonly string[]): number {
  const fields = [
    { points: 5, words: wordsOf(names) },
    { points: 4, words: wordsOf(keywords) },
    { points: 1, words: wordsOf(descriptions) },
  ];
  let sum = 0;
  for (const word of words) {
    const best = Math.max(0, ...fields.map((field) => field.points * bestMatch(field.words, word)));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

const wordsOf = (texts: readonly string[]): readonly string[] => texts.flatMap((text) => foldedText(text).split(' '));

/** 3: the word itself; 2: its beginning; 1: the same but for its ending. */
function bestMatch(words: readonly string[], typed: string): number {
  const stem = typed.length >= 6 ? typed.slice(0, -2) : typed.length === 5 ? typed.slice(0, -1) : null;
  let best = 0;
  for (const word of words) {
    if (word === typed) return 3;
    if (word.startsWith(typed) && typed.length >= 2) best = Math.max(best, 2);
    else if (stem !== null && word.startsWith(stem)) best = Math.max(best, 1);
  }
  return best;
}
