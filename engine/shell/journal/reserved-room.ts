import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** So much is given to records at a time, so that whoever else fills the disk gets little of it. */
const forRecordsBytes = 1_048_576;
/** The lock and the file of a start need a block each. */
const forStartBytes = 8_192;
/** Records never get the last of it: there are starts enough in it until somebody has made room. */
const keptForStartsBytes = 1_048_576;
const chunkBytes = 1_048_576;
const chunkEveryMs = 20;

/**
 * Room on the journal's disk that is taken while there is some: a file of real blocks, cut shorter when the disk is
 * full. With it a full disk takes records for a while, and an engine can start on it.
 *
 *   whole ── the disk is full: giveUp ──► short ── there is room again: make ──► whole
 */
export class ReservedRoom {
  readonly #folder: string;
  readonly #file: string;
  readonly #wantedBytes: number;
  #bytes: number;
  #short: boolean;
  #making = false;
  #clock: NodeJS.Timeout | null = null;

  constructor(folder: string, wantedBytes: number) {
    this.#folder = folder;
    this.#file = join(folder, 'reserve');
    this.#wantedBytes = wantedBytes;
    this.#bytes = statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0;
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
    return isFull(error) && this.#giveUp(forRecordsBytes, keptForStartsBytes);
  }

  /** Makes it whole, now and whenever there is room again; `looked` is told after each look, with what went wrong. */
  keepWhole(everyMs: number, may: () => boolean, looked: (error: unknown) => void): void {
    const look = (): void => {
      if (may())
        this.make(may).then(
          () => looked(undefined),
          (error: unknown) => looked(error),
        );
    };
    this.#clock ??= setInterval(look, everyMs).unref();
    look();
  }

  close(): void {
    if (this.#clock !== null) clearInterval(this.#clock);
  }

  /**
   * Makes it whole where the disk has as much room again besides; resolves when it is whole, or was not to be. `may`
   * is asked on the way: the folder may belong to another process by then.
   */
  async make(may: () => boolean): Promise<void> {
    if (this.#making || this.#bytes >= this.#wantedBytes) return;
    this.#making = true;
    try {
      const { bavail, bsize } = await statfs(this.#folder);
      if (bavail * bsize < this.#wantedBytes - this.#bytes + this.#wantedBytes) this.#short = true;
      else if (await this.#fill(may)) this.#short = false;
    } catch (error) {
      this.#short = true;
      throw error;
    } finally {
      this.#making = false;
    }
  }

  async #fill(may: () => boolean): Promise<boolean> {
    // A first one bears its name only when it is whole: one that is short says that the disk was full.
    const isFirst = this.#bytes === 0 && !this.#short;
    const file = isFirst ? `${this.#file}.unfinished` : this.#file;
    const zeros = Buffer.alloc(chunkBytes);
    for (let made = this.#bytes; made < this.#wantedBytes; ) {
      if (!may() || (!isFirst && made !== this.#bytes)) return false;
      const descriptor = openSync(file, made === 0 ? 'w' : 'r+', 0o600);
      try {
        made += writeSync(descriptor, zeros, 0, Math.min(chunkBytes, this.#wantedBytes - made), made);
        if (made >= this.#wantedBytes) fsyncSync(descriptor);
      } catch (error) {
        if (!isFull(error)) throw error;
        if (isFirst) rmSync(file, { force: true });
        else truncateSync(file, this.#bytes);
        this.#short = true;
        return false;
      } finally {
        closeSync(descriptor);
      }
      if (!isFirst) this.#bytes = made;
      // Records are synced in between.
      await pause(chunkEveryMs);
    }
    if (isFirst) {
      renameSync(file, this.#file);
      this.#bytes = this.#wantedBytes;
    }
    return true;
  }

  #giveUp(bytes: number, keptBytes: number): boolean {
    if (this.#bytes <= keptBytes) return false;
    const left = Math.max(keptBytes, this.#bytes - bytes);
    try {
      truncateSync(this.#file, left);
    } catch (error) {
      // Somebody took it away; then there is nothing to give.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      this.#bytes = 0;
      return false;
    }
    this.#bytes = left;
    this.#short = true;
    return true;
  }
}

/** No block, or none that this user may have. */
export function isFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
