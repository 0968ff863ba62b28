import { access, constants, mkdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Trouble } from './trouble.ts';

/** Where everything of one stack stands below DATA_FOLDER. */
export function placesIn(dataFolder: string) {
  return {
    lockFile: join(dataFolder, 'stack.lock'),
    stackFile: join(dataFolder, 'stack.json'),
    logs: join(dataFolder, 'logs'),
    secrets: join(dataFolder, 'secrets'),
    recordingKeyFile: join(dataFolder, 'secrets', 'recording-key'),
    database: join(dataFolder, 'database'),
    asterisk: join(dataFolder, 'asterisk'),
    recordings: join(dataFolder, 'recordings'),
    promptSounds: join(dataFolder, 'prompt-sounds'),
  };
}
export type Places = ReturnType<typeof placesIn>;

/**
 * Makes the folder, and refuses a disk that is nearly full: PostgreSQL and recordings on a full one cost more than a
 * start that is refused.
 * @throws Trouble
 */
export async function prepareDataFolder(dataFolder: string, minimumFreeMegabytes: number): Promise<Places> {
  const places = placesIn(dataFolder);
  // PostgreSQL runs as another user when we are root, and must get through to its own folder; secrets are 0700 below.
  await mkdir(dataFolder, { recursive: true, mode: 0o755 });
  await access(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  await refuseFullDisk(dataFolder, minimumFreeMegabytes);
  await mkdir(places.logs, { recursive: true, mode: 0o750 });
  await mkdir(places.secrets, { recursive: true, mode: 0o700 });
  await mkdir(places.recordings, { recursive: true, mode: 0o700 });
  return places;
}

async function refuseFullDisk(folder: string, minimumFreeMegabytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const freeMegabytes = Math.floor((bavail * bsize) / 1_000_000);
  if (freeMegabytes >= minimumFreeMegabytes) return;
  throw new Trouble(
    `Only ${freeMegabytes} MB are free where ${folder} stands; ${minimumFreeMegabytes} MB are needed.`,
    'Free some space, choose another folder with DATA_FOLDER, or accept less with MINIMUM_FREE_MEGABYTES.',
  );
}

/**
 * The nearest folder on the way to `target` that another user can not enter; null when the way is free.
 */
export async function closedFolderOnTheWayTo(target: string): Promise<string | null> {
  for (let folder = dirname(target); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & 0o001) === 0) return folder;
  }
  return null;
}
