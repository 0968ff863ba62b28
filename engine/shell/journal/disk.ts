import { closeSync, fdatasync, fsync, openSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { JournalTakenOverError } from './journal-errors.ts';

/**
 * What the journal needs of a disk while it runs: the port at which tests make a disk fail. Both throw (reject with)
 * the file system's error.
 */
export type Disk = {
  /** Writes all the bytes at a position of an open file before it returns. */
  write(descriptor: number, bytes: Buffer, position: number): void;
  /** Resolves when what was written is on the platter. */
  sync(descriptor: number): Promise<void>;
  /** Resolves when the names in a folder are. */
  syncFolder(folder: string): Promise<void>;
};

const syncData = promisify(fdatasync);
const syncAll = promisify(fsync);

export const fileSystem: Disk = {
  write(descriptor, bytes, position) {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
    }
  },
  sync: (descriptor) => syncData(descriptor),
  async syncFolder(folder) {
    const descriptor = openSync(folder, 'r');
    try {
      await syncAll(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
};

/** A disk that takes nothing from a process that has lost the folder to another. */
export function heldDisk(disk: Disk, folder: string, lock: { readonly held: boolean }): Disk {
  return {
    sync: (descriptor) => disk.sync(descriptor),
    syncFolder: (name) => disk.syncFolder(name),
    write(descriptor, bytes, position) {
      if (!lock.held) throw new JournalTakenOverError(folder);
      disk.write(descriptor, bytes, position);
    },
  };
}
