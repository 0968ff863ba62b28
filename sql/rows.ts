import type { Knex } from 'knex';

/** Plain SQL with named values (`:name`); `db` may be a transaction. Instants go in as `new Date(instant)`. */
export async function rows<Row>(db: Knex, sql: string, values: Readonly<Record<string, unknown>> = {}): Promise<Row[]> {
  const result = await db.raw<{ rows: Row[] }>(sql, values as Knex.RawBinding as never);
  return result.rows;
}

/** The same for a statement that always answers exactly one row. */
export async function oneRow<Row>(db: Knex, sql: string, values: Readonly<Record<string, unknown>> = {}): Promise<Row> {
  const [row, second] = await rows<Row>(db, sql, values);
  if (row === undefined || second !== undefined)
    throw new Error('PostgreSQL answered another number of rows than one.');
  return row;
}
