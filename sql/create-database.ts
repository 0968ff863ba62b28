import { openDatabase } from './database.ts';

/**
 * Makes the database that `url` names on its server, if it is not there yet. For a server of our own only: an operator's
 * database is made by the operator.
 */
export async function createDatabase(url: string): Promise<void> {
  const atServer = new URL(url);
  const name = decodeURIComponent(atServer.pathname.slice(1));
  atServer.pathname = '/postgres';
  const db = openDatabase(atServer.href, { poolMax: 1 });
  try {
    const { rows } = await db.raw<{ rows: unknown[] }>('select from pg_database where datname = ?', [name]);
    if (rows.length === 0) await db.raw('create database ??', [name]);
  } finally {
    await db.destroy();
  }
}
