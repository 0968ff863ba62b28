import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

type Values = Readonly<Record<string, unknown>>;

/** Plain SQL with named values (`:name`); `db` may be a transaction. Instants go in as `new Date(instant)`. */
export async function rows<Row>(db: Knex, sql: string, values: Values = {}): Promise<Row[]> {
  const result = await db.raw<{ rows: Row[] }>(sql, values as Knex.RawBinding as never);
  return result.rows;
}

/**
 * The same for what is asked many times a second: each connection has the server plan it once and keeps the plan.
 * For a statement over views and functions the planning is most of its time. Only for questions about one counter or
 * place: a plan that is kept knows no values, and for all places at once it is up to twenty times slower. A pooler in front of PostgreSQL must know
 * prepared statements (PgBouncer since 1.21, `max_prepared_statements`).
 */
export async function hotRows<Row>(db: Knex, sql: string, values: Values = {}): Promise<Row[]> {
  const result = await db.raw<{ rows: Row[] }>(sql, values as Knex.RawBinding as never).options({ name: nameOf(sql) });
  return (result as { rows: Row[] }).rows;
}

const names = new Map<string, string>();

/** By its text, so that another text is never taken for it. */
function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = `ue_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`;
    names.set(sql, name);
  }
  return name;
}

/** For a statement that always answers exactly one row. */
export async function oneRow<Row>(db: Knex, sql: string, values: Values = {}): Promise<Row> {
  return only(await rows<Row>(db, sql, values));
}

export async function oneHotRow<Row>(db: Knex, sql: string, values: Values = {}): Promise<Row> {
  return only(await hotRows<Row>(db, sql, values));
}

function only<Row>([row, second]: readonly Row[]): Row {
  if (row === undefined || second !== undefined)
    throw new Error('PostgreSQL answered another number of rows than one.');
  return row;
}
