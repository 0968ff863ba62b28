import { randomInt } from 'node:crypto';
import type { Reference } from './words.ts';

/**
 * The public number of an appointment: nine digits by chance and a check digit (H. M. Damm, "Total anti-symmetrische
 * Quasigruppen", 2004), which catches every single wrong digit and every swap of two neighbours, the mistakes of
 * reading aloud and keying in by telephone. It says nothing of when or how many, and can not be guessed usefully:
 * nine hundred million numbers, and a second proof besides.
 */
const damm = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

/** The digit that follows `digits`; 0 when they already end with theirs. */
export function checkDigit(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = damm[interim]?.[Number(digit)] ?? Number.NaN;
  return interim;
}

export function newReference(): Reference {
  const digits = String(randomInt(100_000_000, 1_000_000_000));
  return `${digits}${checkDigit(digits)}` as Reference;
}

/** What somebody typed or keyed in, spaces and dashes allowed; null when it can be no reference. */
export function readReference(text: string): Reference | null {
  const digits = text.replaceAll(/[\s.\-–/]/g, '');
  return /^[1-9][0-9]{9}$/.test(digits) && checkDigit(digits) === 0 ? (digits as Reference) : null;
}

/** As it is shown and read aloud: "482 915 6037". */
export function showReference(reference: string): string {
  return `${reference.slice(0, 3)} ${reference.slice(3, 6)} ${reference.slice(6)}`;
}
