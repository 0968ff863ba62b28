import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { usualCacheFolder } from '../../../asterisk-conf/provide.ts';
import { endedChildrenMs } from '../measure/process-usage.ts';

const run = promisify(execFile);

export type PgbenchFigures = {
  readonly perSecond: number;
  readonly averageMs: number;
  /** Processor time of pgbench itself. */
  readonly processorMs: number;
};

/** Runs a script, each client its turns one after the other, all clients at once. @throws Error with pgbench's words */
export async function runPgbench(
  databaseUrl: string,
  script: string,
  { clients, turns, round }: { clients: number; turns: number; round: number },
): Promise<PgbenchFigures> {
  const program = await providePgbench();
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-pgbench-'));
  try {
    const file = join(folder, 'booking.sql');
    await writeFile(file, script);
    const { hostname, port, username, password, pathname } = new URL(databaseUrl);
    const before = endedChildrenMs();
    const { stdout } = await run(
      program,
      [
        ...[
          '--no-vacuum',
          '--protocol=prepared',
          `--file=${file}`,
          '--define=turn=0',
          `--define=round=${round}`,
          '--jobs=2',
        ],
        ...[`--client=${clients}`, `--transactions=${turns}`],
        ...[`--host=${hostname}`, `--port=${port}`, `--username=${username}`, pathname.slice(1)],
      ],
      {
        env: {
          ...process.env,
          PGPASSWORD: decodeURIComponent(password),
          PGOPTIONS: '-c search_path=uenarocanje,public',
        },
        maxBuffer: 20_000_000,
      },
    );
    const failed = /number of failed transactions: (\d+)/.exec(stdout)?.[1] ?? '0';
    const done = /number of transactions actually processed: (\d+)/.exec(stdout)?.[1];
    if (failed !== '0' || Number(done) !== clients * turns) throw new Error(`pgbench did not book all:\n${stdout}`);
    return {
      perSecond: Number(/tps = ([\d.]+)/.exec(stdout)?.[1]),
      averageMs: Number(/latency average = ([\d.]+) ms/.exec(stdout)?.[1]),
      processorMs: endedChildrenMs() - before,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The machine's own pgbench, or the one of Debian's package for servers, which is taken out of it and not installed:
 * installing it would start a PostgreSQL on this machine that nobody asked for.
 */
async function providePgbench(): Promise<string> {
  const own = await newestIn('/usr/lib/postgresql');
  if (own !== null) return own;
  const cached = join(usualCacheFolder(), 'pgbench');
  if (existsSync(cached)) return cached;
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-pgbench-'));
  try {
    const { stdout } = await run('apt-cache', ['depends', '--important', 'postgresql']);
    const server = /Depends: (postgresql-\d+)/.exec(stdout)?.[1];
    if (server === undefined) throw new Error('Debian’s package postgresql is not known here. Run apt-get update.');
    await run('apt-get', ['download', server], { cwd: folder });
    const [archive = ''] = await readdir(folder);
    await run('dpkg-deb', ['--extract', archive, 'root'], { cwd: folder });
    const brought = await newestIn(join(folder, 'root/usr/lib/postgresql'));
    if (brought === null) throw new Error(`Debian’s package ${server} holds no pgbench.`);
    await mkdir(usualCacheFolder(), { recursive: true });
    await copyFile(brought, cached);
    return cached;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function newestIn(folder: string): Promise<string | null> {
  const versions = (await readdir(folder).catch(() => [])).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(folder, version, 'bin/pgbench')).find(existsSync) ?? null;
}
