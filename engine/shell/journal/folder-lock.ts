import { closeSync, fstatSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JournalLockedError } from './journal-errors.ts';

/**
 * One process at a time writes in a folder, and that is who leads. The lock is a file with the process's id, and with
 * when it started and in which boot, because ids are used again. A lock whose process is gone is taken over; one whose
 * process hangs is replaced by whoever was told to (`takeOverFrom`), and the process that wakes up finds that it is not
 * `held` any more: the file that it has open has lost its name, which no clock and no message has to tell.
 */
export type FolderLock = {
  /** Grows with each holder: a fencing token. */
  readonly epoch: number;
  /**
   * False for good once another process has taken over, or it was released. It is looked at anew when the last look is
   * a few milliseconds old: nobody is taken over from who has not stood still for seconds, and who stood still looks.
   */
  readonly held: boolean;
  release(): void;
};

export type LockOptions = {
  /** Where the holder answers heartbeats, on this machine. */
  readonly heartbeatPort?: number;
  /** This holder hangs: its lock is replaced, if it is still the one. */
  readonly takeOverFrom?: LockOwner;
};

export type LockOwner = {
  readonly pid: number;
  readonly startedAt: string | null;
  readonly boot: string | null;
  readonly epoch: number;
  readonly heartbeatPort: number | null;
};

/** Throws JournalLockedError when a living process, this one included, holds the folder. */
export function lockFolder(folder: string, { heartbeatPort, takeOverFrom }: LockOptions = {}): FolderLock {
  const file = join(folder, 'lock');
  const own = `${file}.${process.pid}`;
  const epoch = Math.max(Date.now(), (readLockOwner(folder)?.epoch ?? 0) + 1);
  const content = JSON.stringify({ ...lifeOf(process.pid), epoch, heartbeatPort: heartbeatPort ?? null });
  writeFileSync(own, content, { mode: 0o600 });
  const descriptor = openSync(own, 'r');
  try {
    while (!claim(own, file)) {
      const found = read(file);
      if (found === null) continue;
      const owner = parse(found);
      if (owner !== null && isLockOwnerAlive(owner)) {
        if (owner.epoch !== takeOverFrom?.epoch) throw new JournalLockedError(folder, owner.pid);
        renameSync(own, file);
        break;
      }
      removeStale(file, found, folder);
    }
  } catch (error) {
    closeSync(descriptor);
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
  let open = true;
  let stands = true;
  let lookedAt = performance.now();
  return {
    epoch,
    get held() {
      if (!open || !stands) return false;
      // A look costs a system call, and a turn asks for several.
      const now = performance.now();
      if (now - lookedAt < lookIsGoodForMs) return true;
      lookedAt = now;
      stands = fstatSync(descriptor).nlink > 0;
      return stands;
    },
    release() {
      if (!open) return;
      if (read(file) === content) rmSync(file, { force: true });
      closeSync(descriptor);
      open = false;
    },
  };
}

const lookIsGoodForMs = 3;

/** Throws as lockFolder does, and neither writes nor needs room. */
export function refuseIfHeld(folder: string, { takeOverFrom }: LockOptions = {}): void {
  const owner = readLockOwner(folder);
  if (owner !== null && isLockOwnerAlive(owner) && owner.epoch !== takeOverFrom?.epoch)
    throw new JournalLockedError(folder, owner.pid);
}

/** Who holds the folder, alive or not; null: nobody does. */
export function readLockOwner(folder: string): LockOwner | null {
  return parse(read(join(folder, 'lock')) ?? '');
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

export function isLockOwnerAlive(owner: LockOwner): boolean {
  const now = lifeOf(owner.pid);
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

function lifeOf(pid: number): Pick<LockOwner, 'pid' | 'startedAt' | 'boot'> {
  // Field 22 of /proc/PID/stat (proc(5)); the name in field 2 may hold anything, so count from its closing bracket.
  const stat = read(`/proc/${pid}/stat`);
  const startedAt = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  return { pid, startedAt, boot: read('/proc/sys/kernel/random/boot_id')?.trim() ?? null };
}

function parse(content: string): LockOwner | null {
  try {
    const owner: unknown = JSON.parse(content);
    if (typeof owner !== 'object' || owner === null || !('pid' in owner) || typeof owner.pid !== 'number') return null;
    // A lock of an earlier version says less.
    return { startedAt: null, boot: null, epoch: 0, heartbeatPort: null, ...owner, pid: owner.pid };
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
