import type { Messages } from '../messages/sl.ts';
import type { DoneNotice } from './done-notice.ts';
import { lineOf, type Typed } from './typed.ts';

/** A form that somebody else's change has overtaken: it is told, and what holds now stands beside each field that differs. */
export type Overtaken = {
  readonly notice: DoneNotice;
  /** By the names of the fields. */
  readonly nowInForce: Readonly<Record<string, string>>;
};

/** A field's hint, and what holds now. */
export function hintWith(overtaken: Overtaken | null, name: string, hint?: string): string | undefined {
  const parts = [hint, overtaken?.nowInForce[name]].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** What holds now of these fields, in words, where something else was typed. `shown` is the form of what holds. */
export function nowInForce(
  { locations }: Messages,
  typed: Typed,
  shown: Typed,
  words: Readonly<Record<string, (value: string) => string>>,
): Overtaken['nowInForce'] {
  return Object.fromEntries(
    Object.entries(words).flatMap(([name, say]) => {
      const value = shown[name] ?? '';
      return sameInWords(lineOf(typed, name), value) ? [] : [[name, locations.staleField(say(value))]];
    }),
  );
}

/** Times are typed with either dash, and with a room beside it or without. */
function sameInWords(one: string, other: string): boolean {
  const plain = (text: string): string => text.replaceAll(/\s*[-–]\s*/g, '–');
  return plain(one) === plain(other);
}

/** What was typed says itself. */
export const asTyped = (value: string): string => value;
