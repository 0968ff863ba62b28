import { closeSync, constants, ftruncateSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Line } from './journal-record.ts';
import { endOfLine, readLine } from './journal-record.ts';

/** One file of the journal, named by the first sequence that it may hold. */
export type Segment = {
  readonly file: string;
  readonly firstSequence: number;
  /** Open for writing; null once nothing more is written to it. */
  descriptor: number | null;
  /** Bytes that belong to it, those that the disk has not taken yet among them. */
  bytes: number;
  /** Where some records start, in order, so that reading need not begin at the start of the file. */
  readonly marks: Mark[];
};

export type Mark = { readonly sequence: number; readonly offset: number };

/** A stretch between sound lines, [offset, offset + bytes), and the sound sequences around it. */
export type Unreadable = {
  readonly offset: number;
  readonly bytes: number;
  readonly after: number;
  /** Null: nothing sound follows in this file. */
  readonly before: number | null;
};

const markEveryBytes = 16_384;
const chunkBytes = 65_536;

export function listSegments(folder: string): Segment[] {
  const segments: Segment[] = [];
  for (const name of readdirSync(folder)) {
    const first = /^journal-v1-(\d{16})\.log$/.exec(name)?.[1];
    if (first === undefined) continue;
    const file = join(folder, name);
    segments.push({ file, firstSequence: Number(first), descriptor: null, bytes: statSync(file).size, marks: [] });
  }
  return segments.sort((one, other) => one.firstSequence - other.firstSequence);
}

/** A new, empty segment. Throws what the file system throws; `EEXIST` would mean that two processes write here. */
export function createSegment(folder: string, firstSequence: number): Segment {
  const file = join(folder, `journal-v1-${String(firstSequence).padStart(16, '0')}.log`);
  const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
  return { file, firstSequence, descriptor, bytes: 0, marks: [] };
}

/** Opens the last segment of an earlier run for writing on at `bytes`, and cuts off what stands behind. */
export function reopenSegment(segment: Segment, bytes: number): void {
  const descriptor = openSync(segment.file, constants.O_RDWR);
  if (bytes !== segment.bytes) ftruncateSync(descriptor, bytes);
  segment.descriptor = descriptor;
  segment.bytes = bytes;
}

export function closeSegment(segment: Segment): void {
  if (segment.descriptor !== null) closeSync(segment.descriptor);
  segment.descriptor = null;
}

/** Remembers where a record starts, if the last one remembered is far enough away. */
export function markRecord(segment: Segment, sequence: number, offset: number): void {
  const last = segment.marks.at(-1);
  if (last !== undefined && (sequence <= last.sequence || offset - last.offset < markEveryBytes)) return;
  segment.marks.push({ sequence, offset });
}

/**
 * Walks the sound lines of [from, limit) of a buffer and tells of what lies between them. `after` is the sequence
 * before the first line. Returns where the walk ended: before a line without an end, or where `onLine` said stop.
 */
export function walkLines(
  bytes: Buffer,
  range: { readonly from: number; readonly limit: number; readonly after: number },
  onLine: (line: Line) => 'on' | 'stop',
  onUnreadable: (gap: {
    readonly start: number;
    readonly end: number;
    readonly after: number;
    readonly before: number;
  }) => void,
): { readonly end: number; readonly after: number; readonly badFrom: number | null } {
  let { from: at, after } = range;
  let badFrom: number | null = null;
  for (let end = endOfLine(bytes, at, range.limit); end !== null; end = endOfLine(bytes, at, range.limit)) {
    const line = readLine(bytes, at, end);
    if (line === null || line.sequence <= after) {
      badFrom ??= at;
      at = end;
      continue;
    }
    if (badFrom !== null || line.sequence !== after + 1) {
      onUnreadable({ start: badFrom ?? at, end: at, after, before: line.sequence });
      badFrom = null;
    }
    if (onLine(line) === 'stop') return { end: at, after, badFrom };
    after = line.sequence;
    at = end;
  }
  return { end: at, after, badFrom };
}

/**
 * Reads a whole segment as it was found at start: what is sound, what is not, and where a torn tail begins.
 * `soundBytes` is where the last sound record ends.
 */
export function scanSegment(segment: Segment): {
  readonly lastSequence: number;
  readonly soundBytes: number;
  readonly tail: Buffer;
  readonly unreadable: readonly { readonly gap: Unreadable; readonly content: Buffer }[];
} {
  const bytes = readFileSync(segment.file);
  const unreadable: { gap: Unreadable; content: Buffer }[] = [];
  let soundBytes = 0;
  const walked = walkLines(
    bytes,
    { from: 0, limit: bytes.length, after: segment.firstSequence - 1 },
    (line) => {
      markRecord(segment, line.sequence, line.start);
      soundBytes = line.end;
      return 'on';
    },
    ({ start, end, after, before }) => {
      unreadable.push({
        gap: { offset: start, bytes: end - start, after, before },
        content: bytes.subarray(start, end),
      });
    },
  );
  return { lastSequence: walked.after, soundBytes, tail: bytes.subarray(soundBytes), unreadable };
}

/**
 * Reads the records of a segment from a sequence on, up to byte `limit`, until `onLine` says stop. Bytes that are no
 * record are told to `onUnreadable` and left out, at the end of the range too.
 */
export async function readSegment(
  segment: Segment,
  range: { readonly fromSequence: number; readonly limit: number },
  onLine: (bytes: Buffer, line: Line) => 'on' | 'stop',
  onUnreadable: (gap: Unreadable, content: Buffer) => void,
): Promise<void> {
  const mark = segment.marks.findLast((one) => one.sequence <= range.fromSequence);
  let offset = mark?.offset ?? 0;
  let after = (mark?.sequence ?? segment.firstSequence) - 1;
  let held: Buffer = Buffer.alloc(0);
  let stopped = false;
  const file = await open(segment.file, 'r');
  try {
    while (!stopped && offset + held.length < range.limit) {
      const wanted = Math.min(chunkBytes, range.limit - offset - held.length);
      const bytes = Buffer.allocUnsafe(held.length + wanted);
      held.copy(bytes);
      const { bytesRead } = await file.read(bytes, held.length, wanted, offset + held.length);
      if (bytesRead === 0) break;
      const limit = held.length + bytesRead;
      const base = offset;
      const walked = walkLines(
        bytes,
        { from: 0, limit, after },
        (line) => {
          if (line.sequence < range.fromSequence) return 'on';
          markRecord(segment, line.sequence, base + line.start);
          if (onLine(bytes, line) === 'on') return 'on';
          stopped = true;
          return 'stop';
        },
        ({ start, end, after: last, before }) => {
          onUnreadable({ offset: base + start, bytes: end - start, after: last, before }, bytes.subarray(start, end));
        },
      );
      after = walked.after;
      // Bad bytes are held until something sound follows, so that one stretch is told of once and whole.
      const keptFrom = walked.badFrom ?? walked.end;
      held = bytes.subarray(keptFrom, limit);
      offset = base + keptFrom;
    }
    if (!stopped && held.length > 0) onUnreadable({ offset, bytes: held.length, after, before: null }, held);
  } finally {
    await file.close();
  }
}
