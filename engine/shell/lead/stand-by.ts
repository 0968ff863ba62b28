import type { Logger } from 'pino';
import { isLockOwnerAlive, type LockOwner, readLockOwner } from '../journal/folder-lock.ts';
import { type HeartbeatLimits, usualHeartbeat, watchHeartbeat } from './heartbeat.ts';

/** The way is free: nobody leads any more, or the one that leads hangs and is to be taken over from. */
export type Free = { readonly takeOverFrom: LockOwner | null };

/** Between two looks at a leader that is just starting or ending. */
const lookAgainMs = 50;

/**
 * Waits beside the engine that leads until it is gone or hangs. Who leads is who holds the journal: there is one
 * journal, and without it nobody knows the line.
 *
 * NOTE: the design first said that a Postgres advisory lock decides. It can not: a lock of a session is lost with its
 * connection, so a database that restarts or a network that stutters would take the line from an engine that serves it
 * well and leave it to nobody while the database is away, when callers must be served all the same (R9.2). Nor would it
 * fence: who hung in the middle of a turn does not ask it again. What fences is taken where harm would be done, each
 * time anew: the journal's lock file at every turn and every request to Asterisk (folder-lock.ts), Asterisk itself, which
 * gives the application to the newest connection and tells the one before, and PostgreSQL, which under an advisory
 * lock stores a batch only of the latest epoch that it has seen (store-journal-batch.ts). The last two hold for engines
 * that share no file system, too; those are a mistake of the installation, since neither knows the other's calls.
 *
 * `prepare` is done while another leads.
 * @returns null when `signal` came first
 */
export async function standBy(
  journalFolder: string,
  log: Pick<Logger, 'info' | 'warn'>,
  signal: AbortSignal,
  limits: HeartbeatLimits = usualHeartbeat,
  prepare: () => Promise<void> = async () => undefined,
): Promise<Free | null> {
  let silentSince: number | null = null;
  let told = 0;
  while (!signal.aborted) {
    const owner = readLockOwner(journalFolder);
    if (owner === null || !isLockOwnerAlive(owner)) return { takeOverFrom: null };
    if (told !== owner.epoch) log.info({ leader: owner.pid }, 'another engine leads; this one stands by');
    told = owner.epoch;
    await prepare();
    const verdict = owner.heartbeatPort === null ? 'gone' : await watchHeartbeat(owner.heartbeatPort, limits, signal);
    if (verdict === 'given up') break;
    silentSince = verdict === 'hung' ? 0 : (silentSince ?? performance.now());
    if (!isStill(journalFolder, owner)) silentSince = null;
    else if (performance.now() - silentSince >= limits.hungAfterMs) {
      log.warn({ leader: owner.pid }, 'the engine that leads hangs; this one takes the line over');
      return { takeOverFrom: owner };
    } else await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
  return null;
}

/** It lives, and leads by the same lock. */
function isStill(journalFolder: string, { epoch }: LockOwner): boolean {
  const owner = readLockOwner(journalFolder);
  return owner?.epoch === epoch && isLockOwnerAlive(owner);
}
