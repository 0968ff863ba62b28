import type { Piece } from './durable-writer.ts';
import { JournalDamageError } from './journal-errors.ts';
import type { JournalRecord, Line } from './journal-record.ts';
import { decodeRecord } from './journal-record.ts';
import { putAside } from './put-aside.ts';
import type { Segment, Unreadable } from './segment.ts';
import { readSegment, walkLines } from './segment.ts';

/** The journal as it stands at one moment: what is readable of each file, and what is in memory only, both in order. */
export type Standing = {
  readonly segments: readonly { readonly segment: Segment; readonly readableBytes: number }[];
  readonly unwritten: readonly Piece[];
  readonly lastSequence: number;
};

export type BatchLimits = { readonly records: number; readonly bytes: number };

/** `next` is where reading goes on: after the last record, or after what is not there any more. */
export type Batch = { readonly records: readonly JournalRecord[]; readonly next: number };

/** Reads records from a sequence on until a limit is reached (at least one record) or there is nothing more. */
export async function readBatch(
  standing: Standing,
  fromSequence: number,
  limits: BatchLimits,
  damages: DamageReporter,
): Promise<Batch> {
  const records: JournalRecord[] = [];
  let bytesTaken = 0;
  let next = fromSequence;
  const isFull = () => records.length >= limits.records || bytesTaken >= limits.bytes;
  const take = (bytes: Buffer, line: Line): 'on' | 'stop' => {
    if (line.sequence < next) return 'on';
    if (isFull()) return 'stop';
    records.push(decodeRecord(bytes, line));
    bytesTaken += line.end - line.start;
    next = line.sequence + 1;
    return 'on';
  };

  if (fromSequence > standing.lastSequence) return { records, next };
  const start = standing.segments.findLastIndex(({ segment }) => segment.firstSequence <= fromSequence);
  const segments = standing.segments.slice(Math.max(0, start));
  for (const [index, { segment, readableBytes }] of segments.entries()) {
    if (segment.firstSequence > next) {
      damages.report(segment, { offset: 0, bytes: 0, after: next - 1, before: segment.firstSequence });
      next = segment.firstSequence;
    }
    const following =
      segments[index + 1]?.segment.firstSequence ?? (standing.unwritten.length > 0 ? null : standing.lastSequence + 1);
    // What a process wrote after another had taken over is no part of the journal: the next segment says it rightly.
    const bound = segments[index + 1]?.segment.firstSequence ?? Number.POSITIVE_INFINITY;
    const takeWithin: typeof take = (bytes, line) => (line.sequence >= bound ? 'stop' : take(bytes, line));
    await readSegment(segment, { fromSequence: next, limit: readableBytes }, takeWithin, (gap, content) => {
      const before = gap.before ?? following;
      damages.report(segment, { ...gap, before }, content);
      if (before !== null) next = Math.max(next, before);
    });
    if (isFull()) return { records, next };
    // What is unwritten is the end of the journal: all that follows is in memory.
    if (readableBytes < segment.bytes) break;
  }
  for (const piece of standing.unwritten) {
    if (piece.lastSequence < next) continue;
    const range = { from: 0, limit: piece.bytes.length, after: next - 1 };
    walkLines(
      piece.bytes,
      range,
      (line) => take(piece.bytes, line),
      () => undefined,
    );
    if (isFull()) return { records, next };
  }
  return { records, next: standing.lastSequence + 1 };
}

/** Tells of each damaged place once in the life of a journal, and puts unreadable bytes aside before they can go. */
export class DamageReporter {
  readonly #told = new Set<string>();
  readonly #onDamage: (error: JournalDamageError) => void;

  constructor(onDamage: (error: JournalDamageError) => void) {
    this.#onDamage = onDamage;
  }

  report(segment: Segment, gap: Unreadable, content?: Buffer): void {
    const place = `${segment.file} ${gap.offset}`;
    if (this.#told.has(place)) return;
    this.#told.add(place);
    this.#onDamage(
      new JournalDamageError({
        kind: gap.bytes > 0 ? 'damaged' : 'missing',
        file: segment.file,
        offset: gap.offset,
        bytes: gap.bytes,
        lost: gap.before !== null && gap.before > gap.after + 1 ? { from: gap.after + 1, to: gap.before - 1 } : null,
        savedAs: content ? putAside(`${segment.file}.${gap.offset}.damaged`, content) : null,
      }),
    );
  }

  reportTornTail(segment: Segment, offset: number, tail: Buffer): void {
    const savedAs = putAside(`${segment.file}.${offset}.cut`, tail);
    this.#onDamage(
      new JournalDamageError({ kind: 'tornTail', file: segment.file, offset, bytes: tail.length, lost: null, savedAs }),
    );
  }
}
