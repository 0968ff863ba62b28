import { execFile } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A real file system of a size, which is full when it is told to be. */
export type SmallDisk = {
  readonly folder: string;
  /** Takes all the room that is left, to the last block. */
  fill(): void;
  /** Gives it back. */
  clear(): void;
};

/** Gone again when the work is over. */
export async function withSmallDisk<T>(megabytes: number, work: (disk: SmallDisk) => Promise<T>): Promise<T> {
  const { close, ...disk } = await mountSmallDisk(megabytes);
  try {
    return await work(disk);
  } finally {
    await close();
  }
}

/** For who has an own order of closing. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'a');
      try {
        for (let bytes = 1_048_576; bytes >= 1; ) {
          try {
            writeSync(file, Buffer.alloc(bytes, 1));
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
            bytes >>= 1;
          }
        }
      } finally {
        closeSync(file);
      }
    },
    clear: () => rmSync(ballast, { force: true }),
    async close() {
      await run('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
