import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEvent } from '../../../../engine/core/events.ts';
import type { Fact } from '../../../../engine/core/facts.ts';
import type { CallId, Instant, LegId } from '../../../../engine/core/ids.ts';
import type { Disk } from '../../../../engine/shell/journal/disk.ts';
import { fileSystem } from '../../../../engine/shell/journal/disk.ts';
import type { Journal, JournalEntry, JournalOptions, JournalRecord } from '../../../../engine/shell/journal/journal.ts';
import { openJournal } from '../../../../engine/shell/journal/journal.ts';
import type { JournalError } from '../../../../engine/shell/journal/journal-errors.ts';

/** A folder that is gone when the test is over. */
export async function withFolder<T>(callback: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  try {
    return await callback(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A journal in its own folder, closed and removed when the test is over, and what it told of. */
export function withJournal<T>(
  options: Partial<JournalOptions>,
  callback: (journal: Journal, errors: JournalError[]) => Promise<T>,
): Promise<T> {
  return withFolder((folder) => withJournalIn(folder, options, callback));
}

export async function withJournalIn<T>(
  folder: string,
  options: Partial<JournalOptions>,
  callback: (journal: Journal, errors: JournalError[]) => Promise<T>,
): Promise<T> {
  const errors: JournalError[] = [];
  const journal = openJournal({ folder, onError: (error) => errors.push(error), ...options });
  try {
    return await callback(journal, errors);
  } finally {
    await journal.close();
  }
}

/** A record that says which it is, with text that takes more bytes than letters. */
export function entry(number: number, text = 'čšž'): JournalEntry {
  const at = number as Instant;
  const event: EngineEvent = { type: 'DigitPressed', at, legId: `leg-${number}-${text}` as LegId, digit: '5' };
  const facts: readonly Fact[] = [
    { type: 'FlowNodeLeft', at, callId: `call-${number}` as CallId, node: text, key: null },
  ];
  return { event, facts };
}

export const entries = (from: number, to: number, text?: string): JournalEntry[] =>
  Array.from({ length: to - from + 1 }, (_, index) => entry(from + index, text));

export async function readAll(journal: Journal, from = 1): Promise<JournalRecord[]> {
  const records: JournalRecord[] = [];
  for await (const record of journal.read(from)) records.push(record);
  return records;
}

/** The sequences read, each checked to hold the entry of its number. */
export async function sequencesOf(journal: Journal, from = 1): Promise<number[]> {
  return (await readAll(journal, from)).map((record) => {
    if (record.event.at !== record.sequence)
      throw new Error(`record ${record.sequence} holds entry ${record.event.at}`);
    return record.sequence;
  });
}

export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

export function segmentsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .sort()
    .map((name) => join(folder, name));
}

export function cutTo(file: string, bytes: number): void {
  truncateSync(file, bytes);
}

export const sizeOf = (file: string): number => statSync(file).size;

/** The real disk, which refuses while it is told to, and tells of every write and sync. */
export function failingDisk(): Disk & {
  refuses: { write: boolean; sync: boolean };
  /** While set, syncs wait for it. */
  hold: Promise<void> | null;
  writes: number;
  syncs: number;
} {
  return {
    refuses: { write: false, sync: false },
    hold: null,
    writes: 0,
    syncs: 0,
    write(descriptor, bytes, position) {
      this.writes += 1;
      if (this.refuses.write) {
        // A full disk takes a part before it refuses.
        fileSystem.write(descriptor, bytes.subarray(0, bytes.length >> 1), position);
        throw new Error('ENOSPC: no space left on device');
      }
      fileSystem.write(descriptor, bytes, position);
    },
    async sync(descriptor) {
      this.syncs += 1;
      await this.hold;
      if (this.refuses.sync) throw new Error('EIO: i/o error');
      await fileSystem.sync(descriptor);
    },
    syncFolder: (folder) => fileSystem.syncFolder(folder),
  };
}
