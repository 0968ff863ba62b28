import { crc32 } from 'node:zlib';
import type { EngineEvent } from '../../core/events.ts';
import type { Fact } from '../../core/facts.ts';

/** One event with what it meant, and its place in the order of everything that ever happened to this engine. */
export type JournalRecord = {
  /** From 1, rising by one. A number that is missing was lost, and that was reported. */
  readonly sequence: number;
  readonly event: EngineEvent;
  readonly facts: readonly Fact[];
};

export type JournalEntry = Pick<JournalRecord, 'event' | 'facts'>;

/**
 * On disk a record is one line of text, so that people can read a journal and a reader finds the next record after
 * damage: `<CRC-32 of the rest, 8 hex digits> <sequence> {"event":…,"facts":[…]}\n`. JSON has no line break in it.
 */
const checksumLength = 8;
const bodyStart = checksumLength + 1;
const lineFeed = 0x0a;
const space = 0x20;

export function encodeRecord(sequence: number, entry: JournalEntry): string {
  const body = `${sequence} ${JSON.stringify({ event: entry.event, facts: entry.facts })}`;
  return `${crc32(body).toString(16).padStart(checksumLength, '0')} ${body}\n`;
}

/** Where a sound line stands in a buffer. `end` is after its line feed. */
export type Line = {
  readonly sequence: number;
  readonly start: number;
  readonly jsonStart: number;
  readonly end: number;
};

/** The line that starts at `start`, or null when it is not a sound record. `end` is after its line feed. */
export function readLine(bytes: Buffer, start: number, end: number): Line | null {
  if (end - start < bodyStart + 3 || bytes[start + checksumLength] !== space) return null;
  const jsonStart = bytes.indexOf(space, start + bodyStart) + 1;
  if (jsonStart === 0 || jsonStart > end) return null;
  const expected = bytes.toString('latin1', start, start + checksumLength);
  const found = crc32(bytes.subarray(start + bodyStart, end - 1));
  if (!/^[0-9a-f]{8}$/.test(expected) || Number.parseInt(expected, 16) !== found) return null;
  const sequence = Number(bytes.toString('latin1', start + bodyStart, jsonStart - 1));
  return Number.isSafeInteger(sequence) && sequence > 0 ? { sequence, start, jsonStart, end } : null;
}

/** The end of the line that starts at `start`, after its line feed; null when it has none up to `limit`. */
export function endOfLine(bytes: Buffer, start: number, limit: number): number | null {
  const at = bytes.indexOf(lineFeed, start);
  return at === -1 || at >= limit ? null : at + 1;
}

export function decodeRecord(bytes: Buffer, line: Line): JournalRecord {
  const entry = JSON.parse(bytes.toString('utf8', line.jsonStart, line.end - 1)) as JournalEntry;
  return { sequence: line.sequence, event: entry.event, facts: entry.facts };
}
