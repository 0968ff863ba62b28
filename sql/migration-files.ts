import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

export type MigrationFile = {
  /** "000001-people-places-and-the-line" */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly checksum: string;
};

const folder = new URL('./migrations/', import.meta.url);
const fileName = /^(\d{6}-[a-z0-9-]+)\.sql$/;

/** All migrations that come with this version of the program, in order of their numbers. */
export async function readMigrationFiles(): Promise<readonly MigrationFile[]> {
  const names = (await readdir(folder)).flatMap((entry) => fileName.exec(entry)?.[1] ?? []).sort();
  return Promise.all(
    names.map(async (name) => {
      // A checkout on another system may have turned the line ends; that is no other migration.
      const sql = (await readFile(new URL(`${name}.sql`, folder), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
