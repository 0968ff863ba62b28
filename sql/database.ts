import knex, { type Knex } from 'knex';
import type pg from 'pg';
import { columnTypes } from './column-types.ts';
import { DatabaseUnreachable, explainConnectionFailure, publicUrl } from './database-unreachable.ts';
import { schema } from './schema.ts';

export type DatabaseOptions = {
  /** Connections at most; each process has its own pool. */
  readonly poolMax?: number;
  /** What pg_stat_activity shows: "uenarocanje-web". */
  readonly applicationName?: string;
  /** The server ends a statement that takes longer. */
  readonly statementTimeoutMs?: number;
};

/** The oldest server that has all we use: UNIQUE NULLS NOT DISTINCT came with 15. */
const oldestVersion = 15;

/**
 * A pool of connections; nothing is connected before the first query. Columns arrive as `columnTypes` says:
 * instants as milliseconds, bigint and numeric as numbers, dates as text. Close it with `db.destroy()`.
 * @throws {DatabaseUnreachable} when the URL can not be one. See `reachDatabase` for what only connecting shows.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Knex {
  refuseBrokenUrl(url);
  const { poolMax = 10, applicationName = 'uenarocanje', statementTimeoutMs = 30_000 } = options;
  const connection: pg.ClientConfig = {
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: columnTypes,
  };
  const db = knex({
    client: 'pg',
    connection: connection as Knex.PgConnectionConfig,
    searchPath: [schema, 'public'],
    // Errors must not carry what was asked for: values are callers' numbers and names (R9.5).
    compileSqlOnError: false,
    acquireConnectionTimeout: 15_000,
    // Whatever knex would print it also throws, to someone who knows what it means.
    log: { debug() {}, deprecate() {}, warn() {}, error() {} },
    pool: {
      min: 0,
      max: poolMax,
      afterCreate(client: pg.Client, done: (error: Error | null, client: pg.Client) => void) {
        // Set here and not in the connection's start packet, which a pooler in front of PostgreSQL may refuse.
        client
          .query(
            `set statement_timeout = ${statementTimeoutMs}; set idle_in_transaction_session_timeout = '5min'; set timezone = 'UTC'`,
          )
          .then(
            () => done(null, client),
            (error: unknown) => done(asError(error), client),
          );
      },
    },
  });
  // PostgreSQL repeats values in an error's details ("Key (caller_number)=(…)"); they are nobody's business in a log.
  db.on('query-error', (error: Partial<pg.DatabaseError>) => {
    delete error.detail;
    delete error.where;
    delete error.internalQuery;
  });
  return db;
}

/**
 * Connects, and says in a sentence what to do when that fails or the server is too old.
 * @throws {DatabaseUnreachable}
 */
export async function reachDatabase(db: Knex): Promise<void> {
  let version: number;
  try {
    const answer = await db.raw<{ rows: [{ version: number }] }>(
      `select current_setting('server_version_num')::integer / 10000 as version`,
    );
    version = answer.rows[0].version;
  } catch (error) {
    throw explainConnectionFailure(urlOf(db), error);
  }
  if (version < oldestVersion) {
    throw new DatabaseUnreachable(
      `PostgreSQL at ${publicUrl(urlOf(db))} is version ${version}; ${oldestVersion} or newer is needed. Upgrade it, or leave DATABASE_URL out to use the embedded one.`,
    );
  }
}

/** The URL that a pool was opened with; it holds the password. */
export function urlOf(db: Knex): string {
  const { connectionString } = db.client.config.connection as pg.ClientConfig;
  return connectionString ?? '';
}

function refuseBrokenUrl(url: string): void {
  const expected = 'Expected postgres://user:password@host:port/database.';
  if (!URL.canParse(url)) throw new DatabaseUnreachable(`DATABASE_URL can not be read as a URL. ${expected}`);
  const { protocol } = new URL(url);
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') {
    throw new DatabaseUnreachable(`DATABASE_URL begins with "${protocol}//". ${expected}`);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
