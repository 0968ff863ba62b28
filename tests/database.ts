import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { openDatabase } from '../sql/database.ts';
import { migrate } from '../sql/migrate.ts';
import { readMigrationFiles } from '../sql/migration-files.ts';
import { lockSpace } from '../sql/schema.ts';

/** Gives a migrated database of its own to `work`, and drops it afterwards, whatever happened. */
export async function withDatabase<T>(work: (db: Knex, url: string) => Promise<T>): Promise<T> {
  return withDatabaseFrom(await migratedTemplate(), async (url) => {
    const db = openDatabase(url, { poolMax: 10, applicationName: 'uenarocanje-test' });
    try {
      return await work(db, url);
    } finally {
      await db.destroy();
    }
  });
}

/** The same without our schema, as an operator's new database is. */
export async function withEmptyDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  return withDatabaseFrom('template0', work);
}

async function withDatabaseFrom<T>(template: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `uenarocanje_test_${randomBytes(8).toString('hex')}`;
  // Two statements: no database can be made inside a transaction, and one round trip would be one.
  await asSuperuser((admin) => admin.raw(`create database ?? template ??`, [name, template]));
  try {
    return await work(await urlOfDatabase(name));
  } finally {
    await asSuperuser((admin) => admin.raw(`drop database ?? with (force)`, [name]));
  }
}

let template: Promise<string> | undefined;

/** Cloning a migrated database takes a tenth of migrating one. It is made once a server, by whoever comes first. */
function migratedTemplate(): Promise<string> {
  template ??= makeTemplate();
  return template;
}

async function makeTemplate(): Promise<string> {
  const files = await readMigrationFiles();
  const hash = createHash('sha256')
    .update(files.map((file) => file.checksum).join())
    .digest('hex')
    .slice(0, 16);
  const name = `uenarocanje_template_${hash}`;
  await asSuperuser(async (admin) => {
    await admin.raw('select pg_advisory_lock(?, 99)', [lockSpace]);
    const { rows } = await admin.raw<{ rows: unknown[] }>('select from pg_database where datname = ?', [name]);
    if (rows.length > 0) return;
    // Under another name until it is whole, in case its maker is killed.
    const draft = `${name}_draft`;
    await admin.raw('drop database if exists ?? with (force)', [draft]);
    await admin.raw('create database ?? template template0', [draft]);
    const db = openDatabase(await urlOfDatabase(draft));
    try {
      await migrate(db, files);
    } finally {
      await db.destroy();
    }
    await admin.raw('alter database ?? rename to ??', [draft, name]);
  });
  return name;
}

/** One connection, so that a lock of the session ends with it. */
async function asSuperuser<T>(work: (admin: Knex) => Promise<T>): Promise<T> {
  const admin = openDatabase(await serverUrl(), { poolMax: 1 });
  try {
    return await work(admin);
  } finally {
    await admin.destroy();
  }
}

async function urlOfDatabase(name: string): Promise<string> {
  const url = new URL(await serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

let server: Promise<string> | undefined;

/** The whole run's server when there is one; else one that lives as long as this process. */
function serverUrl(): Promise<string> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== '') return Promise.resolve(given);
  server ??= startServerForThisProcess();
  return server;
}

async function startServerForThisProcess(): Promise<string> {
  const program = fileURLToPath(new URL('./database-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import=tsx', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // A group of its own: Ctrl-C is for us, and our end is for it.
    detached: true,
  });
  const lines = createInterface({ input: child.stdout });
  const url = once(lines, 'line').then(([line]) => String(line));
  const ended = once(child, 'exit').then(() =>
    Promise.reject(new Error('The test database ended before it was ready.')),
  );
  const ready = await Promise.race([url, ended]);
  ended.catch(() => undefined);
  // Nothing of it keeps this process alive; its end closes the pipe, and that ends the server.
  child.unref();
  for (const stream of [child.stdin, child.stdout]) (stream as unknown as { unref(): void }).unref();
  return ready;
}
