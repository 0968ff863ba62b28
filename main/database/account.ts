import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { Trouble } from '../trouble.ts';

/** An account of this machine. */
export type Account = { readonly uid: number; readonly gid: number };

/**
 * PostgreSQL refuses to run as root. When we are root it runs as "postgres", made if it is not there; otherwise as us.
 * @throws Trouble when the account can not be made
 */
export async function accountForPostgres(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const found = await findAccount('postgres');
  if (found !== null) return found;
  spawnSync('groupadd', ['--system', 'postgres'], { stdio: 'ignore' });
  spawnSync(
    'useradd',
    [
      '--system',
      '--gid',
      'postgres',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ],
    { stdio: 'ignore' },
  );
  const made = await findAccount('postgres');
  if (made !== null) return made;
  throw new Trouble(
    'PostgreSQL refuses to run as root, and the account "postgres" could not be made.',
    'Run "useradd --system postgres", or start as another user, or give a PostgreSQL of your own with DATABASE_URL.',
  );
}

async function findAccount(name: string): Promise<Account | null> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith(`${name}:`));
  if (line === undefined) return null;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/**
 * Runs a program of PostgreSQL as its account. `throughClosedFolders`: it may read its way through folders of others
 * (CAP_DAC_READ_SEARCH), for a checkout below /root, and nothing more.
 */
export function asAccount(
  account: Account | null,
  throughClosedFolders: boolean,
  program: string,
  args: readonly string[],
): ChildProcess {
  const options = {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Never where we stand, which that account may not be allowed to see.
    cwd: '/',
    // Its messages are read by us, in English.
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    // Ctrl-C is for the supervisor, which stops everything in order.
    detached: true,
  } satisfies Parameters<typeof spawn>[2];
  if (account === null) return spawn(program, args, options);
  const capability = throughClosedFolders
    ? ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search']
    : ['--inh-caps=-all', '--ambient-caps=-all'];
  return spawn(
    'setpriv',
    [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', ...capability, '--', program, ...args],
    options,
  );
}
