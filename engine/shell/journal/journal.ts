import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { fileSystem, heldDisk } from './disk.ts';
import { DurableWriter } from './durable-writer.ts';
import type { FolderLock, LockOptions } from './folder-lock.ts';
import { lockFolder } from './folder-lock.ts';
import type { JournalError } from './journal-errors.ts';
import { JournalDiskError, JournalOverflowError, JournalTakenOverError } from './journal-errors.ts';
import type { Batch, BatchLimits } from './journal-reader.ts';
import { DamageReporter, readBatch } from './journal-reader.ts';
import type { JournalEntry, JournalRecord } from './journal-record.ts';
import { encodeRecord } from './journal-record.ts';
import type { Segment } from './segment.ts';
import { closeSegment, createSegment, listSegments, markRecord, reopenSegment, scanSegment } from './segment.ts';
import type { Snapshot } from './snapshot.ts';
import { encodeSnapshot, listSnapshots, readLatestSnapshot, sequenceOfSnapshot, storeSnapshot } from './snapshot.ts';

export type { JournalEntry, JournalRecord } from './journal-record.ts';
export type { Snapshot } from './snapshot.ts';

export type JournalOptions = {
  /** Made if it is not there; one process at a time. */
  readonly folder: string;
  /** A segment is closed when it has reached this size. */
  readonly segmentBytes?: number;
  /** Damage and disk trouble. Each is told of once; the journal goes on. */
  readonly onError: (error: JournalError) => void;
  /** How much may wait in memory while the disk takes nothing. */
  readonly memoryLimitBytes?: number;
  readonly syncDelayMs?: number;
  readonly retryMs?: number;
  readonly slowSyncMs?: number;
  readonly disk?: Disk;
  /** How the folder is held, and from whom it is taken over. */
  readonly lock?: LockOptions;
};

/** Put-aside bytes may hold what callers' records hold, so they go when nobody has asked for them. */
const putAsideForMs = 30 * 86_400_000;

/**
 * Opens the journal of a folder and makes it ready to be written on: cuts off a torn tail (the end of a write that a
 * crash interrupted; the bytes are put aside) and tells `onError` of it and of any damage. Throws JournalLockedError
 * when a living process has it open, and what the file system throws when the folder cannot be used.
 */
export function openJournal(options: JournalOptions): Journal {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(options.folder, options.lock);
  try {
    return new Journal(options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * The order of everything that happened to this engine, on its own disk.
 *
 * `append` returns when the records are in the file, so that the end of this process loses none; the sync to the
 * platter begins at most `syncDelayMs` (15) later and takes a few, so that a power cut loses no more than about 20 ms. When the disk
 * refuses, or a sync takes longer than `slowSyncMs` (2,000), `onError` is told once, appends stay in memory and in
 * order, up to `memoryLimitBytes` (64 MiB: some 200,000 records), and are written as soon as the disk takes them again
 * (tried each `retryMs`, 1,000); meanwhile the end of the process would lose them. Beyond the limit `append` throws
 * JournalOverflowError.
 *
 * Damage between sound records is told of, its bytes put aside, and reading goes on behind it: a line that does not
 * come up loses more than one event. Files: journal-v1-FIRSTSEQUENCE.log, snapshot-SEQUENCE.json, lock.
 */
export class Journal {
  readonly folder: string;

  readonly #options: JournalOptions;
  readonly #lock: FolderLock;
  readonly #segmentBytes: number;
  readonly #memoryLimitBytes: number;
  readonly #writer: DurableWriter;
  readonly #damages: DamageReporter;
  #segments: Segment[];
  #current: Segment;
  #rotateAtBytes: number;
  #lastSequence: number;
  #recoveredSequence: number;
  #waiting: { readonly beyond: number; readonly resolve: () => void }[] = [];
  #snapshotting: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | null = null;

  /** Use `openJournal`. */
  constructor(options: JournalOptions, lock: FolderLock) {
    this.#options = options;
    this.#lock = lock;
    this.folder = options.folder;
    this.#segmentBytes = options.segmentBytes ?? 16 * 1024 * 1024;
    this.#memoryLimitBytes = options.memoryLimitBytes ?? 64 * 1024 * 1024;
    this.#damages = new DamageReporter(options.onError);
    this.#segments = listSegments(options.folder);
    this.#lastSequence = this.#recoverLastSegment();
    // A snapshot stands for synced records only. If they are gone all the same, their numbers are not used again.
    const snapshots = readdirSync(options.folder).map((name) => sequenceOfSnapshot(name) ?? 0);
    const continueFrom = Math.max(this.#lastSequence, ...snapshots);
    this.#recoveredSequence = continueFrom;
    const last = this.#segments.at(-1);
    // Who hung and wakes up has the last segment open and might write to it once more.
    const shared = options.lock?.takeOverFrom !== undefined;
    if (shared && last !== undefined) closeSegment(last);
    if (last !== undefined && continueFrom === this.#lastSequence && !shared) this.#current = last;
    else {
      if (last !== undefined) this.#leave(last);
      this.#current = createSegment(options.folder, continueFrom + 1);
      this.#segments.push(this.#current);
    }
    this.#lastSequence = continueFrom;
    this.#rotateAtBytes = this.#segmentBytes;
    this.#writer = new DurableWriter({
      folder: options.folder,
      disk: heldDisk(options.disk ?? fileSystem, options.folder, lock),
      sequence: this.#lastSequence,
      syncDelayMs: options.syncDelayMs ?? 15,
      retryMs: options.retryMs ?? 1_000,
      slowSyncMs: options.slowSyncMs ?? 2_000,
      onTrouble: options.onError,
      onProgress: () => this.#wake(),
    });
    this.#writer.folderChanged();
  }

  /** False for good once another process has taken the folder over: nothing is written and nothing may be done. */
  get held(): boolean {
    return this.#lock.held;
  }

  /** Grows with each process that opens this journal. */
  get epoch(): number {
    return this.#lock.epoch;
  }

  /** The last sequence that was given; 0 in a new journal. */
  get lastSequence(): number {
    return this.#lastSequence;
  }

  /** The last sequence that was given before this process began to append. */
  get recoveredSequence(): number {
    return this.#recoveredSequence;
  }

  /** The first sequence that can still be here. */
  get firstSequence(): number {
    return this.#segments[0]?.firstSequence ?? this.#current.firstSequence;
  }

  /** Everything up to here survives the loss of power. */
  get durableSequence(): number {
    return this.#writer.durableSequence;
  }

  /** The disk does not take records now; `heldBytes` wait in memory. */
  get troubled(): boolean {
    return this.#writer.troubled;
  }

  get heldBytes(): number {
    return this.#writer.heldBytes;
  }

  /**
   * Everything up to here may be shipped: what is durable, since what the database has must not be given another
   * number after a power cut. While the disk is in trouble it is everything, since then the database is the safer place.
   */
  get shippableSequence(): number {
    return this.#writer.troubled ? this.#lastSequence : this.#writer.durableSequence;
  }

  /** Writes records in one go, before any of their effects, and returns the last one's sequence. */
  append(entries: readonly JournalEntry[]): number {
    if (this.#closing !== null) throw new Error(`The journal in ${this.folder} is closed.`);
    if (!this.#lock.held) throw new JournalTakenOverError(this.folder);
    if (entries.length === 0) return this.#lastSequence;
    const first = this.#lastSequence + 1;
    let text = '';
    for (const [index, entry] of entries.entries()) text += encodeRecord(first + index, entry);
    const bytes = Buffer.from(text);
    if (this.#writer.troubled) {
      if (this.#writer.heldBytes + bytes.length > this.#memoryLimitBytes) {
        throw new JournalOverflowError(this.folder, this.#memoryLimitBytes);
      }
    } else if (this.#current.bytes >= this.#rotateAtBytes) this.#rotate(first);
    const segment = this.#current;
    const position = segment.bytes;
    markRecord(segment, first, position);
    segment.bytes += bytes.length;
    this.#lastSequence += entries.length;
    this.#writer.add({ segment, position, bytes, lastSequence: this.#lastSequence });
    if (this.#writer.troubled) this.#wake();
    return this.#lastSequence;
  }

  /**
   * The records from a sequence on, read as a stream, until the last one that was appended by the time the reader
   * gets there. Records that are not there are told to `onError` and left out.
   */
  async *read(fromSequence: number): AsyncGenerator<JournalRecord, void, undefined> {
    let next = Math.max(1, fromSequence);
    for (;;) {
      const batch = await this.readBatch(next, { records: 1_000, bytes: 262_144 });
      for (const record of batch.records) yield record;
      if (batch.next === next) return;
      next = batch.next;
    }
  }

  /** Some records from a sequence on, up to the limits; see `Batch`. */
  readBatch(fromSequence: number, limits: BatchLimits): Promise<Batch> {
    const standing = {
      segments: this.#segments.map((segment) => ({ segment, readableBytes: this.#writer.readableBytes(segment) })),
      unwritten: this.#writer.unwritten,
      lastSequence: this.#lastSequence,
    };
    return readBatch(standing, fromSequence, limits, this.#damages);
  }

  /** Resolves when something beyond a sequence may be shipped, or when the signal is given. */
  async waitForShippable(beyond: number, signal: AbortSignal): Promise<void> {
    if (this.shippableSequence > beyond || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        this.#waiting = this.#waiting.filter((one) => one.resolve !== done);
        resolve();
      };
      this.#waiting.push({ beyond, resolve: done });
      signal.addEventListener('abort', done);
    });
  }

  /**
   * Numbers go on after `sequence` if it is ahead: the database has more of this line's journal than this disk, whose
   * content was lost. Only before the first append. What is skipped is reported as missing when it is read.
   */
  continueAfter(sequence: number): void {
    if (sequence <= this.#lastSequence) return;
    if (this.#lastSequence !== this.#recoveredSequence) {
      throw new Error(`Numbers of ${this.folder} were given before the database was asked; they may be taken there.`);
    }
    const left = this.#current;
    this.#openNext(sequence + 1);
    this.#leave(left);
    this.#lastSequence = sequence;
    this.#recoveredSequence = sequence;
    this.#writer.skipTo(sequence);
  }

  /**
   * Keeps the world as it was after `sequence`, and the two latest of them. False: it was not kept, and `onError` knows
   * why. The world is taken when this is called. Throws TypeError for a world that is not plain data.
   */
  writeSnapshot(sequence: number, world: unknown): Promise<boolean> {
    const write = this.#takeSnapshot(sequence, world);
    this.#snapshotting = write;
    return write;
  }

  /** The newest sound snapshot, if any; replay goes on from the record after it. */
  latestSnapshot(): Promise<Snapshot | null> {
    return readLatestSnapshot(this.folder, this.#options.onError);
  }

  /**
   * Removes segments whose every record is shipped and stands in a snapshot, the older of the two kept, so that it too
   * can be started from. Returns how many went.
   */
  async prune(shippedSequence: number, snapshotSequence: number): Promise<number> {
    if (!this.#lock.held) return 0;
    const oldest = (await listSnapshots(this.folder))[0]?.sequence ?? 0;
    const bound = Math.min(shippedSequence, snapshotSequence, oldest);
    let removed = 0;
    for (
      let next = this.#segments[1];
      next !== undefined && next.firstSequence - 1 <= bound;
      next = this.#segments[1]
    ) {
      const gone = this.#segments.shift();
      if (gone === undefined) break;
      this.#writer.retire(gone);
      await rm(gone.file, { force: true });
      removed += 1;
    }
    if (removed > 0) this.#writer.folderChanged();
    await this.#removePutAside();
    return removed;
  }

  /** Writes and syncs what is left and lets go of the folder. Called twice it does so once. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    // Whoever asked for the snapshot is told how it failed; here only its end counts.
    await this.#snapshotting.catch(() => undefined);
    await this.#writer.close();
    const lost = this.#writer.unwritten.reduce((sum, piece) => sum + piece.bytes.length, 0);
    if (lost > 0) {
      this.#options.onError(
        new JournalDiskError(this.folder, `could not be written at the end: ${lost} bytes`, undefined),
      );
    }
    for (const segment of this.#segments) closeSegment(segment);
    for (const { resolve } of this.#waiting.splice(0)) resolve();
    this.#lock.release();
  }

  /** Returns the last sequence on disk. */
  #recoverLastSegment(): number {
    const last = this.#segments.at(-1);
    if (last === undefined) return 0;
    const found = scanSegment(last);
    for (const { gap, content } of found.unreadable) this.#damages.report(last, gap, content);
    if (found.tail.length > 0) this.#damages.reportTornTail(last, found.soundBytes, found.tail);
    reopenSegment(last, found.soundBytes);
    return found.lastSequence;
  }

  #rotate(firstSequence: number): void {
    try {
      this.#openNext(firstSequence);
    } catch (error) {
      // The full segment takes more until a new one can be made.
      this.#rotateAtBytes = this.#current.bytes + this.#segmentBytes / 16;
      this.#options.onError(new JournalDiskError(this.folder, 'cannot be given a new segment', error));
    }
  }

  #openNext(firstSequence: number): void {
    const next = createSegment(this.folder, firstSequence);
    this.#writer.retire(this.#current);
    this.#current = next;
    this.#segments = [...this.#segments, next];
    this.#rotateAtBytes = this.#segmentBytes;
    this.#writer.folderChanged();
  }

  /** A segment that never held a record would only stand in for records that are missing. */
  #leave(segment: Segment): void {
    if (segment.bytes > 0) return;
    closeSegment(segment);
    rmSync(segment.file, { force: true });
    this.#segments = this.#segments.filter((one) => one !== segment);
  }

  async #takeSnapshot(sequence: number, world: unknown): Promise<boolean> {
    const before = this.#snapshotting;
    if (sequence > this.#lastSequence) throw new RangeError(`There is no record ${sequence} in ${this.folder} yet.`);
    const content = encodeSnapshot(world);
    try {
      // One after the other; whoever asked for the one before is told how that failed.
      await before.catch(() => undefined);
      while (this.#writer.durableSequence < sequence) {
        if (this.#writer.troubled || this.#closing !== null || !this.#lock.held) return false;
        await new Promise<void>((resolve) => this.#waiting.push({ beyond: sequence - 1, resolve }));
      }
      if (!this.#lock.held) return false;
      await storeSnapshot(this.folder, sequence, content);
      return true;
    } catch (error) {
      this.#options.onError(new JournalDiskError(this.folder, 'took no snapshot', error));
      return false;
    }
  }

  /** Those who wait for shippable records see trouble as progress too, so they look again at each sign of it. */
  #wake(): void {
    const shippable = this.shippableSequence;
    const still = this.#waiting.filter(({ beyond }) => beyond >= shippable);
    const ready = this.#waiting.filter(({ beyond }) => beyond < shippable);
    this.#waiting = still;
    for (const { resolve } of ready) resolve();
  }

  async #removePutAside(): Promise<void> {
    const before = Date.now() - putAsideForMs;
    for (const name of readdirSync(this.folder)) {
      if (!/\.(?:cut|damaged)(?:\.\d+)?$/.test(name)) continue;
      const file = join(this.folder, name);
      if (statSync(file).mtimeMs < before) await rm(file, { force: true });
    }
  }
}
