import type { Knex } from 'knex';
import { reachDatabase, urlOf } from './database.ts';
import { explainConnectionFailure } from './database-unreachable.ts';
import { migrateJobQueue } from './migrate-job-queue.ts';
import { type MigrationFile, readMigrationFiles } from './migration-files.ts';
import { lockSpace, locks, schema } from './schema.ts';

/** A migration that already stands in the database is not the one of this program; `message` says which and what to do. */
export class MigrationChanged extends Error {
  override readonly name = 'MigrationChanged';
}

/**
 * Brings the database to this version of the program and answers the names of the migrations that were run now.
 * All of them happen in one transaction, under an advisory lock that ends with it: programs that start at the same
 * time wait for each other, and one that is killed in the middle leaves nothing behind, no half schema and no lock.
 * @throws {DatabaseUnreachable} the server can not be used, or its user may not create the schema
 * @throws {MigrationChanged} a migration was edited after it landed, or the database is of a newer program
 */
export async function migrate(db: Knex, files?: readonly MigrationFile[]): Promise<readonly string[]> {
  await reachDatabase(db);
  const known = files ?? (await readMigrationFiles());
  try {
    return await db.transaction(async (trx) => {
      // Another program's migration may take longer than one statement may.
      await trx.raw('set local statement_timeout = 0');
      await trx.raw('select pg_advisory_xact_lock(?, ?)', [lockSpace, locks.migration]);
      await trx.raw(`create schema if not exists ${schema}`);
      await trx.raw(
        `create table if not exists ${schema}.migration_checksum (name text primary key, checksum text not null, landed_at timestamptz not null default now())`,
      );
      refuseChanged(known, await landedChecksums(trx));
      // On a connection of its own: the job queue brings its schema up in several transactions, each safe to repeat.
      await migrateJobQueue(urlOf(db));
      // Inside the lock nobody else can migrate, so a lock row that says otherwise was left by hand or by an old tool.
      const config = migratorConfig(known);
      await trx.migrate.forceFreeMigrationsLock(config);
      const [, names] = (await trx.migrate.latest(config)) as [number, string[]];
      for (const { name, checksum } of known) {
        if (names.includes(name))
          await trx.raw(`insert into ${schema}.migration_checksum (name, checksum) values (?, ?)`, [name, checksum]);
      }
      return names;
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501')
      throw explainConnectionFailure(urlOf(db), error);
    throw error;
  }
}

async function landedChecksums(trx: Knex.Transaction): Promise<ReadonlyMap<string, string>> {
  const { rows } = await trx.raw<{ rows: { name: string; checksum: string }[] }>(
    `select name, checksum from ${schema}.migration_checksum order by name`,
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function refuseChanged(files: readonly MigrationFile[], landed: ReadonlyMap<string, string>): void {
  const known = new Map(files.map((file) => [file.name, file.checksum]));
  for (const [name, checksum] of landed) {
    const ours = known.get(name);
    if (ours === undefined) {
      throw new MigrationChanged(
        `The database has the migration ${name}, which this version of the program does not know. Start the newer version, or restore the database of this one.`,
      );
    }
    if (ours !== checksum) {
      throw new MigrationChanged(
        `The migration ${name} was changed after it landed in this database. Restore the file as it was and put the change into a new migration.`,
      );
    }
  }
}

function migratorConfig(files: readonly MigrationFile[]): Knex.MigratorConfig {
  const source: Knex.MigrationSource<MigrationFile> = {
    getMigrations: async () => [...files],
    getMigrationName: (file) => file.name,
    getMigration: async (file) => ({
      // A question mark is a placeholder to knex; in a migration it is an operator or a word in a comment.
      up: async (trx) => trx.raw(file.sql.replaceAll('?', '\\?')),
      // The history goes one way: what a migration did is undone by the next one.
      down: async () => {
        throw new Error(`The migration ${file.name} can not be taken back; write a new one.`);
      },
    }),
  };
  return { migrationSource: source, schemaName: schema, tableName: 'migration' };
}
