import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import type { Places } from './data-folder.ts';
import { Trouble } from './trouble.ts';

export type DataFolderLock = {
  /** As long as any process has this open, the lock is held: each role gets it, and so a new stack waits for all. */
  readonly holder: Writable;
  release(): Promise<void>;
};

/**
 * Takes the data folder for this process, so that two stacks never write the same journal.
 *
 * The kernel holds the lock (flock), through a child whose standard input we keep open: however we end, the pipe
 * closes, the child ends and the lock is gone, so that none can be stale, in a container's volume neither. The file's
 * text only says who has it.
 * @throws Trouble when another stack runs here
 */
export async function lockDataFolder(places: Places, onWait: (text: string) => void): Promise<DataFolderLock> {
  // A second's patience, since `isDataFolderLocked` of another program may hold it for a moment.
  const lock = (await tryLock(places, 1)) ?? (await lockAfterAKilledOne(places, onWait));
  await writeFile(places.lockFile, `${process.pid}\n`);
  return lock;
}

/** Roles outlive a supervisor that was killed for as long as they need to stop in order. */
async function lockAfterAKilledOne(places: Places, onWait: (text: string) => void): Promise<DataFolderLock> {
  const pid = (await readFile(places.lockFile, 'utf8')).trim();
  const isAlive = pid !== '' && existsSync(`/proc/${pid}`);
  if (!isAlive) onWait('An earlier stack in this data folder is still stopping; waiting for it.');
  const lock = isAlive ? null : await tryLock(places, 30);
  if (lock !== null) return lock;
  throw new Trouble(
    `A stack already runs in this data folder${isAlive ? ` (process ${pid})` : ''}.`,
    `Stop it with Ctrl-C where it runs${isAlive ? ` or with "kill ${pid}"` : ''}, or start a second one beside it with another DATA_FOLDER and other ports ("npm start -- --help" lists them).`,
  );
}

async function tryLock(places: Places, waitSeconds: number): Promise<DataFolderLock | null> {
  const child = spawn('flock', ['--wait', String(waitSeconds), places.lockFile, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Ctrl-C reaches the whole group of the terminal; the lock must stay until all else has stopped.
    detached: true,
  });
  const exited = once(child, 'exit');
  const held = once(createInterface({ input: child.stdout }), 'line');
  const first = await Promise.race([held.then(() => 'held' as const), exited.then(() => 'refused' as const)]);
  if (first === 'refused') return null;
  return {
    holder: child.stdin,
    async release() {
      child.stdin.end();
      await exited;
    },
  };
}

/** Whether a stack runs in the folder, or is starting or stopping. */
export async function isDataFolderLocked(places: Places): Promise<boolean> {
  const child = spawn('flock', ['--shared', '--nonblock', '--conflict-exit-code', '99', places.lockFile, 'true'], {
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  return code === 99;
}
