import type { Counter, CounterInput } from '../../sql/calendar/counters.ts';
import type { Service } from '../../sql/calendar/services.ts';
import type { Messages } from '../messages/sl.ts';
import { lineOf, type Problems, type Typed, ticked, wholeOf } from './typed.ts';

export const serviceField = (id: string): string => `storitev-${id}`;

export const typedOfCounter = (counter: Counter): Typed => ({
  razlicica: String(counter.version),
  ime: counter.name,
  mesto: String(counter.position),
  soba: counter.floorNote,
  ...Object.fromEntries(counter.serviceIds.map((id) => [serviceField(id), 'da'])),
});

/** The next one in the row, with the name that follows. */
export function typedOfNewCounter(counters: readonly Counter[]): Typed {
  const position = Math.max(0, ...counters.map((counter) => counter.position)) + 1;
  return { ime: `Okence ${position}`, mesto: String(position), soba: '' };
}

export function judgeCounter(
  { locations }: Messages,
  typed: Typed,
  {
    locationId,
    services,
    others,
  }: {
    readonly locationId: string;
    readonly services: readonly Service[];
    /** The other counters of the place, closed ones too. */
    readonly others: readonly Counter[];
  },
): { readonly problems: Problems; readonly counter: CounterInput } {
  const words = locations.counter.problems;
  const problems: Record<string, string> = {};
  const name = lineOf(typed, 'ime');
  const floorNote = lineOf(typed, 'soba');
  const position = wholeOf(typed, 'mesto', [0, 999]);
  if (name === '' || name.length > 60) problems.ime = words.name;
  else if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) problems.ime = words.nameTaken;
  if (position === null) problems.mesto = words.position;
  if (floorNote.length > 120) problems.soba = words.floorNote;
  const serviceIds = services.filter(({ id }) => ticked(typed, serviceField(id))).map(({ id }) => id);
  return { problems, counter: { locationId, name, position: position ?? 0, floorNote, serviceIds } };
}
