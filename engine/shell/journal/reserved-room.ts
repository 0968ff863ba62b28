import { randomFill } from 'node:crypto';
import { ftruncateSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';
import { open, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { JournalDiskError } from './journal-errors.ts';

/** So much is given to records at a time, so that whoever else fills the disk gets little of it. */
const forRecordsBytes = 1_048_576;
/** The lock and the file of a start need a block each. */
const forStartBytes = 8_192;
/** Records never get the last of it: there are starts enough in it until somebody has made room. */
const keptForStartsBytes = 1_048_576;
const chunkBytes = 1_048_576;
const chunkEveryMs = 20;

const fillWithChance = promisify(randomFill<Buffer>);

export type Leave = {
  /** The folder may belong to another process by now, and the file with it. */
  readonly holds: () => boolean;
  /** The disk has nothing better to do, and the journal stays open. */
  readonly may: () => boolean;
};

/**
 * Room on the journal's disk that is taken while there is some: a file of real blocks, cut shorter when the disk is
 * full. With it a full disk takes records for a while, and an engine can start on it.
 *
 *   whole ── the disk is full: giveUp ──► short ── there is room again: make ──► whole
 *   whole, short ── somebody takes the file away ──► none ── make ──► whole
 *
 * A full disk is told of once until the room is whole again; whatever else is wrong with the file, as what it is, once
 * until a look goes well. It throws nothing of its own: room is asked for where something else went wrong already.
 */
export class ReservedRoom {
  readonly #folder: string;
  readonly #file: string;
  readonly #unfinished: string;
  readonly #wantedBytes: number;
  readonly #tell: (error: JournalDiskError) => void;
  #bytes = 0;
  #short: boolean;
  #toldOfFullDisk = false;
  #toldOf: string | null = null;
  #making: Promise<void> | null = null;
  #clock: NodeJS.Timeout | null = null;

  /** Only where no other process holds the folder: what it did not finish is removed. */
  constructor(folder: string, wantedBytes: number, tell: (error: JournalDiskError) => void) {
    this.#folder = folder;
    this.#file = join(folder, 'reserve');
    this.#unfinished = `${this.#file}.unfinished`;
    this.#wantedBytes = wantedBytes;
    this.#tell = tell;
    try {
      // Its process was ended in the middle; nobody counts it, and a start may need the room.
      rmSync(this.#unfinished, { force: true });
      this.#bytes = this.#size();
    } catch (error) {
      this.#tellOf('has a reserve that cannot be looked at', error);
    }
    this.#short = this.#bytes > 0 && this.#bytes < wantedBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Some of it was needed, or there was no room for it at all: the disk is full, or nearly. */
  get short(): boolean {
    return this.#short;
  }

  /** Does what needs room, and gives room up for it as long as there is some and the disk is full. */
  forStart<T>(work: () => T): T {
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isFull(error) || !this.#giveUp(forStartBytes, 0)) throw error;
      }
    }
  }

  /** False: the disk does not refuse for want of room, or there is nothing left to give. */
  giveUpFor(error: unknown): boolean {
    if (!isFull(error) || !this.#giveUp(forRecordsBytes, keptForStartsBytes)) return false;
    this.#tellOfFullDisk(error);
    return true;
  }

  /** Makes it whole, now and whenever there is room again. */
  keepWhole(everyMs: number, leave: Leave): void {
    const look = (): void => {
      if (leave.may()) this.#making ??= this.#look(leave);
    };
    this.#clock ??= setInterval(look, everyMs).unref();
    look();
  }

  /** Resolves when nothing is written to it any more; what is being made goes on for as long as it may. */
  async close(): Promise<void> {
    if (this.#clock !== null) clearInterval(this.#clock);
    await this.#making;
  }

  async #look(leave: Leave): Promise<void> {
    const before = this.#toldOf;
    try {
      await this.#make(leave);
      // What went wrong meanwhile is told already.
      if (this.#toldOf === before) this.#toldOf = null;
    } catch (error) {
      if (isFull(error)) this.#short = true;
      else this.#tellOf('cannot be given its reserve', error);
    } finally {
      this.#making = null;
    }
    if (this.#short) this.#tellOfFullDisk(undefined);
    else this.#toldOfFullDisk = false;
  }

  /** Makes it whole where the disk has as much room again besides. */
  async #make(leave: Leave): Promise<void> {
    // On a full disk somebody may have taken it for what can be removed.
    this.#bytes = this.#size();
    if (this.#bytes < this.#wantedBytes) {
      const { bavail, bsize } = await statfs(this.#folder);
      if (bavail * bsize < this.#wantedBytes - this.#bytes + this.#wantedBytes) this.#short = true;
      else await this.#fill(leave);
    }
    // Some of it may have been given up since it was filled.
    if (this.#bytes >= this.#wantedBytes) this.#short = false;
  }

  /** Stops where it is not to be, or where some of it was given up meanwhile. */
  async #fill({ holds, may }: Leave): Promise<void> {
    // A first one bears its name only when it is whole: one that is short says that the disk was full.
    const isFirst = this.#bytes === 0;
    const file = isFirst ? this.#unfinished : this.#file;
    const handle = await open(file, isFirst ? 'w' : 'r+', 0o600);
    try {
      // A file system that compresses reserves nothing for zeros.
      const chunk = Buffer.alloc(chunkBytes);
      for (let made = this.#bytes; made < this.#wantedBytes; ) {
        if (!may() || (!isFirst && made !== this.#bytes)) return;
        const before = this.#bytes;
        await fillWithChance(chunk);
        const { bytesWritten } = await handle.write(chunk, 0, Math.min(chunkBytes, this.#wantedBytes - made), made);
        await handle.datasync();
        made += bytesWritten;
        if (!isFirst && this.#bytes === before) this.#bytes = made;
        // Records are synced in between.
        await pause(chunkEveryMs);
      }
      if (!may() || (!isFirst && this.#bytes < this.#wantedBytes)) return;
      if (isFirst) renameSync(file, this.#file);
      this.#bytes = this.#wantedBytes;
    } finally {
      // What was written of it and does not count would be room that nobody gives up.
      if (holds()) {
        if (isFirst) rmSync(file, { force: true });
        else ftruncateSync(handle.fd, this.#bytes);
      }
      await handle.close();
    }
  }

  #giveUp(bytes: number, keptBytes: number): boolean {
    if (this.#bytes <= keptBytes) return false;
    try {
      // Somebody may have taken it away. While it is made it is longer than what counts.
      this.#bytes = Math.min(this.#bytes, this.#size());
      if (this.#bytes <= keptBytes) return false;
      const left = Math.max(keptBytes, this.#bytes - bytes);
      truncateSync(this.#file, left);
      this.#bytes = left;
      this.#short = true;
      return true;
    } catch (error) {
      this.#tellOf('cannot give up its reserve', error);
      return false;
    }
  }

  #size(): number {
    return statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0;
  }

  #tellOfFullDisk(error: unknown): void {
    if (this.#toldOfFullDisk) return;
    this.#toldOfFullDisk = true;
    this.#tell(new JournalDiskError(this.#folder, 'has only its reserve, since its disk is full', error));
  }

  #tellOf(what: string, error: unknown): void {
    if (this.#toldOf === what) return;
    this.#toldOf = what;
    this.#tell(new JournalDiskError(this.#folder, what, error));
  }
}

/** No block, or none that this user may have. */
export function isFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
