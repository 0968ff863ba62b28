import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { fileSystem } from './disk.ts';
import { SnapshotDamageError } from './journal-errors.ts';
import { decodePlain, encodePlain } from './plain-json.ts';

/** The world as it was after the record `sequence`, so that a start need not replay from the first record. */
export type Snapshot = { readonly sequence: number; readonly world: unknown };

/** The second is for the day on which the first cannot be read. */
const kept = 2;
const head = /^uenarocanje snapshot 1 ([0-9a-f]{8})\n/;

/** A world as the content of a snapshot. Throws TypeError for one that cannot be kept (see plain-json.ts). */
export function encodeSnapshot(world: unknown): string {
  const body = encodePlain(world);
  return `uenarocanje snapshot 1 ${crc32(body).toString(16).padStart(8, '0')}\n${body}`;
}

/**
 * Writes a snapshot beside the journal: whole under another name, synced, then renamed, so that no half one ever
 * bears a snapshot's name. Older ones than the two latest go. One at a time.
 */
export async function storeSnapshot(folder: string, sequence: number, content: string): Promise<void> {
  const file = join(folder, `snapshot-${String(sequence).padStart(16, '0')}.json`);
  const unfinished = `${file}.unfinished`;
  try {
    const handle = await open(unfinished, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    // A half one would take the room that a full disk has left.
    await rm(unfinished, { force: true });
    throw error;
  }
  await fileSystem.syncFolder(folder);
  for (const old of (await listSnapshots(folder)).slice(0, -kept)) await rm(old.file, { force: true });
  for (const name of await readdir(folder)) {
    if (/^snapshot-\d{16}\.json\.unfinished$/.test(name)) await rm(join(folder, name), { force: true });
  }
}

/** The newest snapshot that is sound; null: none. Each unsound one on the way is told of. */
export async function readLatestSnapshot(
  folder: string,
  onDamage: (error: SnapshotDamageError) => void,
): Promise<Snapshot | null> {
  for (const { file, sequence } of (await listSnapshots(folder)).reverse()) {
    try {
      const content = await readFile(file, 'utf8');
      const checksum = head.exec(content);
      if (checksum === null) throw new SnapshotDamageError(file, 'it does not start as one');
      const body = content.slice(checksum[0].length);
      if (crc32(body) !== Number.parseInt(checksum[1] ?? '', 16)) {
        throw new SnapshotDamageError(file, 'its checksum is not that of its content');
      }
      return { sequence, world: decodePlain(body) };
    } catch (error) {
      onDamage(
        error instanceof SnapshotDamageError ? error : new SnapshotDamageError(file, 'it cannot be read', error),
      );
    }
  }
  return null;
}

/** By sequence, oldest first. */
export async function listSnapshots(folder: string): Promise<{ readonly file: string; readonly sequence: number }[]> {
  const snapshots: { file: string; sequence: number }[] = [];
  for (const name of await readdir(folder)) {
    const sequence = sequenceOfSnapshot(name);
    if (sequence !== null) snapshots.push({ file: join(folder, name), sequence });
  }
  return snapshots.sort((one, other) => one.sequence - other.sequence);
}

/** The sequence in a snapshot's file name; null for another file. */
export function sequenceOfSnapshot(name: string): number | null {
  const digits = /^snapshot-(\d{16})\.json$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}
