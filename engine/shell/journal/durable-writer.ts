import type { Disk } from './disk.ts';
import { JournalDiskError } from './journal-errors.ts';
import type { Segment } from './segment.ts';
import { closeSegment } from './segment.ts';

/**
 * Brings bytes to their places in the segments, at once, and to the platter, soon after.
 *
 *   working ── write or sync failed, or a sync hangs ──► troubled ── all written and synced ──► working
 *
 * Every piece is kept in memory until it is synced. A sync that failed says nothing about which pages are on the
 * platter, and asking again would only hear "yes" (the kernel forgets the error), so after trouble every unsynced
 * piece is written anew. That is why pieces have a fixed place in their file and no O_APPEND: written twice, they
 * are there once. In trouble nothing is tried on the caller's time, since a dying disk may take seconds to say no;
 * `retryMs` apart the writer tries by itself.
 */
export type Piece = {
  readonly segment: Segment;
  readonly position: number;
  readonly bytes: Buffer;
  readonly lastSequence: number;
};

export type WriterOptions = {
  readonly folder: string;
  readonly disk: Disk;
  /** Everything up to here was there at start. */
  readonly sequence: number;
  /** A sync starts this long after the first piece that needs it. */
  readonly syncDelayMs: number;
  readonly retryMs: number;
  /** A sync that takes longer is trouble. */
  readonly slowSyncMs: number;
  readonly onTrouble: (error: JournalDiskError) => void;
  /** The disk refused something: true when there may be room for it now. */
  readonly makeRoom: (error: unknown) => boolean;
  readonly onProgress: () => void;
};

/** One write is at least this long if there is enough to write, and one turn of retrying about that long. */
const togetherBytes = 262_144;
const turnBytes = 2 * 1_048_576;

export class DurableWriter {
  /** Synced: survives the loss of power. */
  durableSequence: number;
  troubled = false;
  /** Bytes held in memory. */
  heldBytes = 0;
  /** Of these those that are nowhere else. */
  atRiskBytes = 0;

  readonly #options: WriterOptions;
  #unwritten: Piece[] = [];
  #unsynced: Piece[] = [];
  #inSync: readonly Piece[] = [];
  /** What neither the platter nor the database has, in order, from an index on. */
  #atRisk: Piece[] = [];
  #atRiskFrom = 0;
  #storedSequence = 0;
  #retired = new Set<Segment>();
  #folderChanged = false;
  #timer: NodeJS.Timeout | null = null;
  #syncing: Promise<void> | null = null;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.durableSequence = options.sequence;
  }

  /** Writes before it returns, unless the disk is in trouble. */
  add(piece: Piece): void {
    this.heldBytes += piece.bytes.length;
    this.atRiskBytes += piece.bytes.length;
    this.#atRisk.push(piece);
    this.#unwritten.push(piece);
    if (!this.troubled) this.#write();
    this.#schedule();
  }

  /** Another place has everything up to here. */
  storedUpTo(sequence: number): void {
    this.#storedSequence = Math.max(this.#storedSequence, sequence);
    this.#settle();
  }

  /** A new file has its name only when its folder is synced too. */
  folderChanged(): void {
    this.#folderChanged = true;
    this.#schedule();
  }

  /** Closes a segment as soon as all of it is on the platter. */
  retire(segment: Segment): void {
    this.#retired.add(segment);
    this.#closeRetired();
  }

  /** Numbers that were left out on purpose need no writing. */
  skipTo(sequence: number): void {
    if (this.heldBytes > 0) return;
    this.durableSequence = Math.max(this.durableSequence, sequence);
  }

  /** What the file does not have yet, oldest first. */
  get unwritten(): readonly Piece[] {
    return this.#unwritten;
  }

  /** How much of a segment's file can be read. */
  readableBytes(segment: Segment): number {
    // What is unwritten is the end of the journal.
    const first = this.#unwritten[0];
    if (first === undefined || segment.firstSequence < first.segment.firstSequence) return segment.bytes;
    return segment === first.segment ? first.position : 0;
  }

  /** Tries once more to bring everything to the platter. Afterwards nothing is tried by itself any more. */
  async close(): Promise<void> {
    await this.#syncing;
    this.#stopTimer();
    if (this.#unwritten.length > 0) this.#write();
    if (this.#needsSync()) await this.#startSync();
    await this.#syncing;
    this.#stopTimer();
  }

  /** Writes unwritten pieces, those that lie together in one go. False: the disk refused one. */
  #write(turnBytes = Number.POSITIVE_INFINITY): boolean {
    let done = 0;
    let written = 0;
    try {
      while (done < this.#unwritten.length && written < turnBytes) {
        const together = this.#piecesTogether(done);
        const [first] = together;
        if (first === undefined) break;
        const bytes = together.length === 1 ? first.bytes : Buffer.concat(together.map((piece) => piece.bytes));
        if (first.segment.descriptor === null) throw new Error(`${first.segment.file} is closed`);
        this.#put(first.segment.descriptor, bytes, first.position);
        this.#unsynced.push(...together);
        done += together.length;
        written += bytes.length;
      }
      return true;
    } catch (error) {
      this.#enterTrouble('cannot be written', error);
      return false;
    } finally {
      this.#unwritten = done === this.#unwritten.length ? [] : this.#unwritten.slice(done);
    }
  }

  #put(descriptor: number, bytes: Buffer, position: number): void {
    for (;;) {
      try {
        return this.#options.disk.write(descriptor, bytes, position);
      } catch (error) {
        // What a full disk took before it refused is written over.
        if (!this.#options.makeRoom(error)) throw error;
      }
    }
  }

  /** What has come to a safe place is at risk no more. */
  #settle(): void {
    const safe = Math.max(this.durableSequence, this.#storedSequence);
    for (let next = this.#atRisk[this.#atRiskFrom]; next !== undefined; next = this.#atRisk[this.#atRiskFrom]) {
      if (next.lastSequence > safe) break;
      this.atRiskBytes -= next.bytes.length;
      this.#atRiskFrom += 1;
    }
    if (this.#atRiskFrom === this.#atRisk.length) this.#atRisk = [];
    else if (this.#atRiskFrom * 2 > this.#atRisk.length) this.#atRisk = this.#atRisk.slice(this.#atRiskFrom);
    else return;
    this.#atRiskFrom = 0;
  }

  #piecesTogether(from: number): readonly Piece[] {
    const segment = this.#unwritten[from]?.segment;
    let to = from;
    for (let bytes = 0; bytes < togetherBytes; to += 1) {
      const piece = this.#unwritten[to];
      if (piece === undefined || piece.segment !== segment) break;
      bytes += piece.bytes.length;
    }
    return from === 0 && to === this.#unwritten.length ? this.#unwritten : this.#unwritten.slice(from, to);
  }

  #needsSync(): boolean {
    return this.#unsynced.length > 0 || this.#folderChanged;
  }

  #schedule(): void {
    if (this.#timer !== null || this.#syncing !== null) return;
    if (this.troubled) this.#timer = setTimeout(() => this.#retry(), this.#options.retryMs);
    else if (this.#needsSync()) {
      this.#timer = setTimeout(() => {
        this.#timer = null;
        void this.#startSync();
      }, this.#options.syncDelayMs);
    }
  }

  #retry(): void {
    this.#timer = null;
    const accepted = this.#write(turnBytes);
    if (accepted && this.#unwritten.length > 0) {
      // A long trouble left much: calls get their turn in between.
      this.#timer = setTimeout(() => this.#retry(), 0);
    } else if (accepted && this.#needsSync()) {
      void this.#startSync();
      return;
    } else {
      if (accepted) this.#leaveTrouble();
      this.#schedule();
    }
    this.#options.onProgress();
  }

  #startSync(): Promise<void> {
    this.#syncing = this.#sync().finally(() => {
      this.#syncing = null;
      this.#schedule();
      this.#options.onProgress();
    });
    return this.#syncing;
  }

  async #sync(): Promise<void> {
    const pieces = this.#unsynced;
    this.#inSync = pieces;
    this.#unsynced = [];
    const folderToo = this.#folderChanged;
    this.#folderChanged = false;
    const slow = setTimeout(() => {
      this.#enterTrouble(`was not synced within ${this.#options.slowSyncMs} ms`, undefined);
      this.#options.onProgress();
    }, this.#options.slowSyncMs);
    try {
      for (const segment of new Set(pieces.map((piece) => piece.segment))) {
        if (segment.descriptor !== null) await this.#options.disk.sync(segment.descriptor);
      }
      if (folderToo) await this.#options.disk.syncFolder(this.#options.folder);
    } catch (error) {
      // All that was not known to be on the platter is written anew, in its order.
      this.#unwritten = [...pieces, ...this.#unsynced, ...this.#unwritten];
      this.#unsynced = [];
      this.#folderChanged ||= folderToo;
      // Some file systems look for room only now.
      if (this.#options.makeRoom(error)) this.#write();
      else this.#enterTrouble('cannot be synced', error);
      return;
    } finally {
      clearTimeout(slow);
      this.#inSync = [];
    }
    for (const piece of pieces) {
      this.heldBytes -= piece.bytes.length;
      this.durableSequence = Math.max(this.durableSequence, piece.lastSequence);
    }
    this.#settle();
    if (this.#unwritten.length === 0) this.#leaveTrouble();
    this.#closeRetired();
  }

  #enterTrouble(what: string, cause: unknown): void {
    if (this.troubled) return;
    this.troubled = true;
    this.#stopTimer();
    this.#options.onTrouble(new JournalDiskError(this.#options.folder, what, cause));
    this.#schedule();
  }

  #leaveTrouble(): void {
    if (!this.troubled) return;
    this.troubled = false;
    this.#stopTimer();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #closeRetired(): void {
    for (const segment of this.#retired) {
      const pieces = [...this.#inSync, ...this.#unsynced, ...this.#unwritten];
      if (pieces.some((piece) => piece.segment === segment)) continue;
      this.#retired.delete(segment);
      closeSegment(segment);
    }
  }
}
