import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Places } from './data-folder.ts';
import { Trouble } from './trouble.ts';

/**
 * Takes the data folder for this process, so that two stacks never write the same journal.
 *
 * The kernel holds the lock (flock), through a child whose standard input we keep open: however we end, the pipe
 * closes, the child ends and the lock is gone, so that none can be stale, in a container's volume neither. The file's
 * text only says who has it.
 * @throws Trouble when another stack runs here
 */
export async function lockDataFolder(places: Places): Promise<{ release(): Promise<void> }> {
  // A second's patience, since `isDataFolderLocked` of another program may hold it for a moment.
  const child = spawn('flock', ['--wait', '1', places.lockFile, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Ctrl-C reaches the whole group of the terminal; the lock must stay until all else has stopped.
    detached: true,
  });
  const exited = once(child, 'exit');
  const held = once(createInterface({ input: child.stdout }), 'line');
  const first = await Promise.race([held.then(() => 'held' as const), exited.then(() => 'refused' as const)]);
  if (first === 'refused') throw await describeHolder(places);
  await writeFile(places.lockFile, `${process.pid}\n`);
  return {
    async release() {
      child.stdin.end();
      await exited;
    },
  };
}

async function describeHolder(places: Places): Promise<Trouble> {
  const pid = (await readFile(places.lockFile, 'utf8')).trim();
  return new Trouble(
    `A stack already runs in this data folder (process ${pid === '' ? 'unknown' : pid}).`,
    `Stop it with Ctrl-C where it runs${pid === '' ? '' : ` or with "kill ${pid}"`}, or start a second one beside it with another DATA_FOLDER and other ports ("npm start -- --help" lists them).`,
  );
}

/** Whether a stack runs in the folder, or is starting or stopping. */
export async function isDataFolderLocked(places: Places): Promise<boolean> {
  const child = spawn('flock', ['--shared', '--nonblock', '--conflict-exit-code', '99', places.lockFile, 'true'], {
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  return code === 99;
}
