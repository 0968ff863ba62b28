import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { claimablePort } from '../../asterisk-conf/free-port.ts';
import { type PostgresOptions, startPostgres } from '../../main/database/postgres.ts';
import { openDatabase } from '../../sql/database.ts';
import { migrate } from '../../sql/migrate.ts';

async function withFolder(
  mode: number,
  work: (options: PostgresOptions, lines: string[]) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-postgres-'));
  await chmod(folder, mode);
  const port = await claimablePort('the test database', '127.0.0.1', 0, 'tcp');
  const lines: string[] = [];
  try {
    const own = { folder: join(folder, 'database'), port, user: 'tester', password: 'secret-of-the-tests' };
    await work({ ...own, database: 'uenarocanje', onLine: (line) => lines.push(line) }, lines);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const pidIn = async (folder: string): Promise<number> =>
  Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);

test('[R9.1] our own PostgreSQL starts, takes our schema, stops, and starts again with what it held', async (t) => {
  await withFolder(0o755, async (options) => {
    const first = await startPostgres(options);
    const db = openDatabase(first.url);
    t.true((await migrate(db)).length > 0);
    await db.destroy();
    await first.close();
    await first.close();
    const second = await startPostgres(options);
    const again = openDatabase(second.url);
    t.deepEqual(await migrate(again), []);
    await again.destroy();
    await second.close();
  });
});

test('[R9.2] a server whose starter was killed serves on and is taken over, not started twice', async (t) => {
  await withFolder(0o755, async (options, lines) => {
    const { onLine: _, ...plain } = options;
    const program = `
      import { startPostgres } from ${JSON.stringify(new URL('../../main/database/postgres.ts', import.meta.url).href)};
      await startPostgres({ ...${JSON.stringify(plain)}, onLine() {} });
      process.kill(process.pid, 'SIGKILL');
    `;
    await once(
      spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', program], { stdio: 'inherit' }),
      'exit',
    );
    const pid = await pidIn(options.folder);
    const adopted = await startPostgres(options);
    t.is(await pidIn(options.folder), pid);
    t.regex(lines.join('\n'), /taken over/);
    const elsewhere = await startPostgres({ ...options, port: options.port === 65535 ? 1024 : options.port + 1 });
    t.not(await pidIn(options.folder), pid, 'with another port it is a new server');
    t.regex(await adopted.fallen, /ended by itself/);
    process.kill(await pidIn(options.folder), 'SIGQUIT');
    t.regex(await elsewhere.fallen, /ended by itself/);
  });
});

test('[R9.1] the way to the data may be closed to others, as below /root', async (t) => {
  await withFolder(0o700, async (options) => {
    const postgres = await startPostgres(options);
    const db = openDatabase(postgres.url);
    await t.notThrowsAsync(migrate(db));
    await db.destroy();
    await postgres.close();
  });
});
