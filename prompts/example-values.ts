import type { PlaceholderKind, PromptKey } from './catalogue.ts';
import { catalogue } from './catalogue.ts';

/**
 * Values with which a prompt is listened to before it is approved: for each kind those whose grammar differs. The
 * instants are fixed, so that the same text is the same sound on every day. Of PlaceholderKind's values, in its order.
 */
const examples: Readonly<Record<PlaceholderKind, readonly (readonly number[])[]>> = {
  position: [[1], [3], [22]],
  minutes: [[1], [2], [3], [5]],
  minuteRange: [
    [1, 2],
    [3, 5],
    [10, 15],
  ],
  // Said on a Monday evening: tomorrow; on a Friday afternoon: Monday with its date; in the early morning: today.
  openingInstant: [
    [Date.UTC(2026, 10, 24, 7), Date.UTC(2026, 10, 23, 19)],
    [Date.UTC(2026, 10, 23, 7), Date.UTC(2026, 10, 20, 15)],
    [Date.UTC(2026, 10, 23, 7), Date.UTC(2026, 10, 23, 5)],
  ],
};

/** Sets of values as the engine gives them with the prompt; one empty set when it needs none. */
export const exampleValues = (key: PromptKey): readonly Readonly<Record<string, number>>[] => {
  const [placeholder] = catalogue[key].placeholders;
  if (placeholder === undefined) return [{}];
  return examples[placeholder.kind].map((values) =>
    Object.fromEntries(placeholder.reads.map((name, index) => [name, values[index] ?? Number.NaN])),
  );
};
