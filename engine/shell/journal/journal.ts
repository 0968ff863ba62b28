import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileSystem, heldDisk } from './disk.ts';
import { DurableWriter } from './durable-writer.ts';
import type { FolderLock } from './folder-lock.ts';
import { lockFolder, refuseIfHeld } from './folder-lock.ts';
import { JournalDiskError, JournalOverflowError, JournalTakenOverError } from './journal-errors.ts';
import { type JournalOptions, usualLimits } from './journal-options.ts';
import type { Batch, BatchLimits } from './journal-reader.ts';
import { DamageReporter, readBatch } from './journal-reader.ts';
import type { JournalEntry, JournalRecord } from './journal-record.ts';
import { encodeRecord } from './journal-record.ts';
import { removePutAside } from './put-aside.ts';
import { ReservedRoom } from './reserved-room.ts';
import type { Segment } from './segment.ts';
import { closeSegment, createSegment, listSegments, markRecord, reopenSegment, scanSegment } from './segment.ts';
import type { Snapshot } from './snapshot.ts';
import { encodeSnapshot, listSnapshots, readLatestSnapshot, sequenceOfSnapshot, storeSnapshot } from './snapshot.ts';
import { Waiters } from './waiters.ts';

export type { JournalOptions } from './journal-options.ts';
export type { JournalEntry, JournalRecord } from './journal-record.ts';
export type { Snapshot } from './snapshot.ts';

type Limits = { readonly [Limit in keyof typeof usualLimits]: number };

/** Who waits for the end of a sync is woken by it, come what may. */
const never = new AbortController().signal;

/**
 * Opens the journal of a folder and makes it ready to be written on: cuts off a torn tail (the end of a write that a
 * crash interrupted; the bytes are put aside) and tells `onError` of it and of any damage. Throws JournalLockedError
 * when a living process has it open, and what the file system throws when the folder cannot be used.
 */
export function openJournal(options: JournalOptions): Journal {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  // Who runs needs its reserve for records, and may just be making it.
  refuseIfHeld(options.folder, options.lock);
  const room = new ReservedRoom(options.folder, options.reserveBytes ?? usualLimits.reserveBytes, options.onError);
  const lock = room.forStart(() => lockFolder(options.folder, options.lock));
  try {
    return new Journal({ ...usualLimits, ...options }, lock, room);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * The order of everything that happened to this engine, on its own disk.
 *
 * `append` returns when the records are in the file, so that the end of this process loses none; the sync to the
 * platter begins at most `syncDelayMs` (12) later, and a rest of the engine (4); it takes a few, so that a power cut loses
 * no more than about 20 ms.
 *
 * What happens when the disk takes nothing more, in this order; `onError` is told of each step once:
 * 1. It is full: records go on into the reserve (`reserveBytes`, 16 MiB), of which the last mebibyte is kept for starts
 *    of an engine. It is made again when there is twice the room.
 * 2. The reserve is used up, or the disk refuses for another reason, or a sync takes longer than `slowSyncMs` (2,000):
 *    records wait in memory, in order, and may be shipped at once. They are written as soon as the disk takes them again
 *    (tried each `retryMs`, 1,000). The end of the process loses of them what the database does not have (`atRiskBytes`).
 * 3. `memoryLimitBytes` (64 MiB) are nowhere but in memory, or `wholeMemoryLimitBytes` (256 MiB) are there in all:
 *    `append` throws JournalOverflowError and has kept nothing of what it was given.
 *
 * Damage between sound records is told of, its bytes put aside, and reading goes on behind it: a line that does not
 * come up loses more than one event. Files: journal-v1-FIRSTSEQUENCE.log, snapshot-SEQUENCE.json, lock,
 * reserve.
 */
export class Journal {
  readonly folder: string;

  readonly #options: JournalOptions & Limits;
  readonly #lock: FolderLock;
  readonly #room: ReservedRoom;
  readonly #writer: DurableWriter;
  readonly #damages: DamageReporter;
  #segments: Segment[];
  #current: Segment;
  #rotateAtBytes: number;
  #lastSequence: number;
  #recoveredSequence: number;
  readonly #waiters = new Waiters();
  #snapshotting: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | null = null;

  /** Use `openJournal`. */
  constructor(options: JournalOptions & Limits, lock: FolderLock, room: ReservedRoom) {
    this.#options = options;
    this.#lock = lock;
    this.#room = room;
    this.folder = options.folder;
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
      this.#current = room.forStart(() => createSegment(options.folder, continueFrom + 1));
      this.#segments.push(this.#current);
    }
    this.#lastSequence = continueFrom;
    this.#rotateAtBytes = options.segmentBytes;
    this.#writer = new DurableWriter({
      folder: options.folder,
      disk: heldDisk(options.disk ?? fileSystem, options.folder, lock),
      sequence: this.#lastSequence,
      syncDelayMs: options.syncDelayMs,
      retryMs: options.retryMs,
      slowSyncMs: options.slowSyncMs,
      onTrouble: options.onError,
      makeRoom: (error) => lock.held && room.giveUpFor(error),
      // Those who wait see trouble as progress too, and look again at each sign of it.
      onProgress: () => this.#waiters.wake(this.shippableSequence),
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

  /** Not on the platter yet. */
  get heldBytes(): number {
    return this.#writer.heldBytes;
  }

  /** Of these what the database does not have either: the end of this process would lose it while `troubled`. */
  get atRiskBytes(): number {
    return this.#writer.atRiskBytes;
  }

  /** The disk is full, or was when it was last looked: records go into what is left of the reserve. */
  get disk(): { readonly isFull: boolean; readonly reserveBytes: number } {
    return { isFull: this.#room.short, reserveBytes: this.#room.bytes };
  }

  /** The database has everything up to here. */
  storedUpTo(sequence: number): void {
    this.#writer.storedUpTo(sequence);
  }

  /** Sees to it that there is a reserve, now and again when it was used. Whatever goes wrong is told to `onError`. */
  keepRoom(): void {
    const holds = (): boolean => this.#lock.held;
    const may = (): boolean => holds() && this.#closing === null && !this.#writer.troubled;
    this.#room.keepWhole(this.#options.roomEveryMs, { holds, may });
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
      const { memoryLimitBytes, wholeMemoryLimitBytes } = this.#options;
      if (this.#writer.atRiskBytes + bytes.length > memoryLimitBytes)
        throw new JournalOverflowError(this.folder, memoryLimitBytes);
      if (this.#writer.heldBytes + bytes.length > wholeMemoryLimitBytes)
        throw new JournalOverflowError(this.folder, wholeMemoryLimitBytes);
    } else if (this.#current.bytes >= this.#rotateAtBytes) this.#rotate(first);
    const segment = this.#current;
    const position = segment.bytes;
    markRecord(segment, first, position);
    segment.bytes += bytes.length;
    this.#lastSequence += entries.length;
    this.#writer.add({ segment, position, bytes, lastSequence: this.#lastSequence });
    if (this.#writer.troubled) this.#waiters.wake(this.shippableSequence);
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
    await this.#waiters.wait(beyond, signal);
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
    await removePutAside(this.folder);
    return removed;
  }

  /** Writes and syncs what is left and lets go of the folder. Called twice it does so once. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const roomIsLeft = this.#room.close();
    // Whoever asked for the snapshot is told how it failed; here only its end counts.
    await this.#snapshotting.catch(() => undefined);
    await this.#writer.close();
    await roomIsLeft;
    const lost = this.#writer.unwritten.reduce((sum, piece) => sum + piece.bytes.length, 0);
    if (lost > 0) {
      this.#options.onError(
        new JournalDiskError(this.folder, `could not be written at the end: ${lost} bytes`, undefined),
      );
    }
    for (const segment of this.#segments) closeSegment(segment);
    this.#waiters.wake(Number.POSITIVE_INFINITY);
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
      this.#rotateAtBytes = this.#current.bytes + this.#options.segmentBytes / 16;
      this.#options.onError(new JournalDiskError(this.folder, 'cannot be given a new segment', error));
    }
  }

  #openNext(firstSequence: number): void {
    const next = this.#room.forStart(() => createSegment(this.folder, firstSequence));
    this.#writer.retire(this.#current);
    this.#current = next;
    this.#segments = [...this.#segments, next];
    this.#rotateAtBytes = this.#options.segmentBytes;
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
        await this.#waiters.wait(sequence - 1, never);
      }
      if (!this.#lock.held) return false;
      await storeSnapshot(this.folder, sequence, content);
      return true;
    } catch (error) {
      this.#options.onError(new JournalDiskError(this.folder, 'took no snapshot', error));
      return false;
    }
  }
}
