import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JournalLockedError } from './journal-errors.ts';

/**
 * One process at a time writes in a folder. The lock is a file with the process's id, and with when it started and in
 * which boot, because ids are used again. A lock whose process is gone is taken over.
 */
export type FolderLock = { release(): void };

type Owner = { readonly pid: number; readonly startedAt: string | null; readonly boot: string | null };

/** Throws JournalLockedError when a living process, this one included, holds the folder. */
export function lockFolder(folder: string): FolderLock {
  const file = join(folder, 'lock');
  const own = `${file}.${process.pid}`;
  const content = JSON.stringify(ownerOf(process.pid));
  writeFileSync(own, content, { mode: 0o600 });
  try {
    while (!claim(own, file)) {
      const found = read(file);
      if (found === null) continue;
      const owner = parse(found);
      if (owner !== null && isAlive(owner)) throw new JournalLockedError(folder, owner.pid);
      removeStale(file, found, folder);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return {
    release() {
      if (read(file) === content) rmSync(file, { force: true });
    },
  };
}

/** A link appears whole or not at all, and never over another. */
function claim(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Renamed away before it is removed: if another process took it over in between, the file is theirs and goes back. */
function removeStale(file: string, stale: string, folder: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = read(aside);
  if (moved === stale) {
    rmSync(aside, { force: true });
    return;
  }
  claim(aside, file);
  rmSync(aside, { force: true });
  throw new JournalLockedError(folder, parse(moved ?? '')?.pid ?? 0);
}

function isAlive(owner: Owner): boolean {
  const now = ownerOf(owner.pid);
  if (now.startedAt !== null) return now.startedAt === owner.startedAt && now.boot === owner.boot;
  // Without /proc only the id can be asked for.
  if (now.boot !== null) return false;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function ownerOf(pid: number): Owner {
  // Field 22 of /proc/PID/stat (proc(5)); the name in field 2 may hold anything, so count from its closing bracket.
  const stat = read(`/proc/${pid}/stat`);
  const startedAt = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  return { pid, startedAt, boot: read('/proc/sys/kernel/random/boot_id')?.trim() ?? null };
}

function parse(content: string): Owner | null {
  try {
    const owner: unknown = JSON.parse(content);
    return typeof owner === 'object' && owner !== null && 'pid' in owner && typeof owner.pid === 'number'
      ? (owner as Owner)
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
