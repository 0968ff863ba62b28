import { execFile, spawn } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { findDebianMirror } from './debian-mirror.ts';
import { isRunning } from './process-record.ts';

/** A real Asterisk to run: one on this machine, or one in a folder of its own that is entered by chroot. */
export type AsteriskRoot =
  | { readonly kind: 'machine'; readonly version: string; readonly program: string }
  | { readonly kind: 'folder'; readonly version: string; readonly folder: string };

/** What stands in the way of a real Asterisk, as a sentence that says what to do. */
export class AsteriskNotProvided extends Error {
  override readonly name = 'AsteriskNotProvided';
}

export type ProvideOptions = {
  /** Kept between runs and shared by checkouts; the usual one is ~/.cache/uenarocanje. */
  readonly cacheFolder?: string;
  /** Told in sentences what takes long. */
  readonly report: (text: string) => void;
  /** Where to look for `asterisk`; the usual one is PATH and the folders of system programs. */
  readonly path?: string;
};

const run = promisify(execFile);

const oldestMajor = 20;
const suite = 'forky';
/** Raised when the recipe below changes, so that an old cache is not taken for the new one. */
const recipe = 1;
const packages = ['asterisk', 'asterisk-moh-opsound-wav'];
const neededBytes = 800_000_000;

/** Where an instance's own folder appears inside a root. */
export const instanceFolderInside = '/srv/uenarocanje';

export const usualCacheFolder = (): string =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'uenarocanje');

/**
 * Finds `asterisk` 20 or newer on the machine, else the cached root of Debian forky, else builds that (about 20 s and
 * 360 MB). Throws AsteriskNotProvided with a sentence that says what to do.
 */
export const provideAsterisk = async (options: ProvideOptions): Promise<AsteriskRoot> => {
  const own = await findOnMachine(options.path ?? `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin`);
  if (own !== null) return own;
  if (process.getuid?.() !== 0) {
    throw new AsteriskNotProvided(
      `There is no Asterisk ${oldestMajor} or newer on this machine, and a copy of our own can only be run by root. ` +
        'Install asterisk, or start as root, or set ARI_URL to an Asterisk that runs elsewhere.',
    );
  }
  const cache = options.cacheFolder ?? usualCacheFolder();
  const folder = join(cache, `asterisk-22-${suite}-${recipe}`);
  if (!(await exists(folder))) await build(folder, options.report);
  const version = await versionOf('chroot', [folder, 'asterisk', '-V']);
  if (version === null) {
    throw new AsteriskNotProvided(`Asterisk in ${folder} does not start. Remove that folder; it is built again.`);
  }
  return { kind: 'folder', version, folder };
};

const findOnMachine = async (path: string): Promise<AsteriskRoot | null> => {
  for (const folder of path.split(':').filter((part) => part.startsWith('/'))) {
    const program = join(folder, 'asterisk');
    const version = await versionOf(program, ['-V']);
    if (version !== null && Number.parseInt(version, 10) >= oldestMajor) return { kind: 'machine', version, program };
  }
  return null;
};

const versionOf = async (program: string, parameters: readonly string[]): Promise<string | null> => {
  const output = await run(program, parameters).then(
    ({ stdout }) => stdout,
    () => '',
  );
  return /^Asterisk (\d+[\d.]*)/.exec(output)?.[1] ?? null;
};

const build = async (folder: string, report: (text: string) => void): Promise<void> => {
  const mirror = await findDebianMirror();
  if (mirror === null) {
    throw new AsteriskNotProvided(
      `No Debian mirror stands in /etc/apt/sources.list or sources.list.d. Install asterisk ${oldestMajor} or newer.`,
    );
  }
  await run('mmdebstrap', ['--version']).catch((cause: unknown) => {
    throw new AsteriskNotProvided('mmdebstrap is missing. Install it: apt-get install mmdebstrap', { cause });
  });
  const parent = join(folder, '..');
  await mkdir(parent, { recursive: true });
  await removeAbandonedBuilds(folder);
  const { bavail, bsize } = await statfs(parent);
  if (bavail * bsize < neededBytes) {
    throw new AsteriskNotProvided(
      `Asterisk needs ${neededBytes / 1e6} MB free in ${parent}. Make room and start again.`,
    );
  }
  report(`Asterisk 22 is being fetched from Debian ${suite} (60 MB, under a minute; only this once).`);
  const building = `${folder}.building-${process.pid}`;
  try {
    await bootstrap(building, mirror, report);
    // The place where each instance's folder appears; the root itself is mounted read-only when it runs.
    await mkdir(join(building, instanceFolderInside), { recursive: true });
    await writeFile(join(building, 'etc/hosts'), '');
    await writeFile(join(building, 'etc/resolv.conf'), '');
    await rename(building, folder);
  } catch (cause) {
    await rm(building, { recursive: true, force: true });
    // Another process may have been quicker; then its copy is as good.
    if (await exists(folder)) return;
    if (cause instanceof AsteriskNotProvided) throw cause;
    throw new AsteriskNotProvided(`Asterisk could not be put into ${folder}: ${String(cause)}`, { cause });
  }
  report('Asterisk 22 is in place.');
};

const bootstrap = (building: string, mirror: string, report: (text: string) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      'mmdebstrap',
      [
        '--variant=minbase',
        // A snapshot of a mirror may be older than its own date of expiry.
        '--aptopt=Acquire::Check-Valid-Until "false"',
        `--include=${packages.join(',')}`,
        '--dpkgopt=path-exclude=/usr/share/doc/*',
        '--dpkgopt=path-exclude=/usr/share/man/*',
        suite,
        building,
        mirror,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const lastLines: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      lastLines.push(line);
      if (lastLines.length > 5) lastLines.shift();
      const [, step] = /^I: (installing|extracting|downloading|running) (.*)$/.exec(line) ?? [];
      if (step !== undefined) report(`  ${line.slice(3)}`);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      reject(
        new AsteriskNotProvided(
          `mmdebstrap could not build Debian ${suite} (exit ${code}). Check the network and the space on the disk. ` +
            `Its last words: ${lastLines.join(' | ')}`,
        ),
      );
    });
  });

/** A build that was killed leaves its folder; it carries its process in its name. */
const removeAbandonedBuilds = async (folder: string): Promise<void> => {
  const parent = join(folder, '..');
  for (const name of await readdir(parent)) {
    const [, builder] = /\.building-(\d+)$/.exec(name) ?? [];
    if (builder !== undefined && !(await isRunning(Number(builder)))) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
