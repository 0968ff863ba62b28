import type { Placeholder, PlaceholderKind, PromptKey, PromptValue } from './catalogue.ts';
import { catalogue, periodNames } from './catalogue.ts';
import { starValue } from './spoken/keys.ts';
import { periodValue } from './spoken/period.ts';

const period = ([from, to]: readonly [number, number]): number => periodValue({ from: from * 60, to: to * 60 });

/** The open hours of Monday, Tuesday and so on, in the order of `weeklyPeriodNames`. */
const week = (...days: readonly (readonly (readonly [number, number])[])[]): readonly number[] =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
    periodNames.map((_, place) => {
      const hours = days[day]?.[place];
      return hours === undefined ? Number.NaN : period(hours);
    }),
  );

/**
 * Values with which a prompt is listened to before it is approved: for each kind those whose grammar differs. The
 * instants are fixed, so that the same text is the same sound on every day. Of PlaceholderKind's values, in its order.
 */
const examples: Readonly<Record<PlaceholderKind, readonly (readonly PromptValue[])[]>> = {
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
  key: [[0], [2], [starValue]],
  weeklyHours: [
    week([[8, 18]], [[8, 18]], [[8, 19]], [[8, 18]], [[8, 14]]),
    week([[8, 16]], [[8, 16]], [[8, 16]], [[8, 16]], [[8, 16]]),
    week(
      [[8, 12]],
      [],
      [
        [8, 12],
        [13, 17],
      ],
    ),
  ],
  day: [
    [Date.UTC(2026, 11, 25, 11), Date.UTC(2026, 11, 21, 11)],
    [Date.UTC(2026, 11, 25, 11), Date.UTC(2026, 11, 24, 11)],
    [Date.UTC(2026, 11, 25, 11), Date.UTC(2026, 11, 25, 7)],
  ],
  dayHours: [
    [Date.UTC(2026, 11, 24, 11), Date.UTC(2026, 11, 21, 11), period([8, 12])],
    [Date.UTC(2026, 11, 24, 11), Date.UTC(2026, 11, 21, 11), period([8, 12]), period([13, 15])],
    [Date.UTC(2026, 11, 24, 11), Date.UTC(2026, 11, 23, 11), period([8, 12])],
  ],
  phoneNumber: [[38641123456], [38615551234], [38631000005]],
  days: [[1], [2], [3], [5], [21]],
  name: [['Upravna enota Litija'], ['Krajevni urad Gabrovka'], ['Upravna enota Ljubljana']],
};

/** What stands in for a service, since a place would be said where a service belongs. */
const exampleServices: readonly (readonly PromptValue[])[] = [
  ['Osebna izkaznica'],
  ['Potni list'],
  ['Vozniško dovoljenje'],
];

/**
 * Sets of values as the engine gives them with the prompt; one empty set when it needs none. Of several placeholders
 * each goes through its own examples, as many sets as the longest has.
 */
export const exampleValues = (key: PromptKey): readonly Readonly<Record<string, PromptValue>>[] => {
  const columns = catalogue[key].placeholders.map((placeholder: Placeholder) => {
    const rows = placeholder.reads[0] === 'service' ? exampleServices : examples[placeholder.kind];
    return rows.map((values) =>
      Object.fromEntries(placeholder.reads.map((name, index) => [name, values[index] ?? Number.NaN])),
    );
  });
  const sets = Math.max(1, ...columns.map(({ length }) => length));
  return Array.from({ length: sets }, (_, index) =>
    Object.assign({}, ...columns.map((column) => column[index % column.length] ?? {})),
  );
};
