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
 * place: a plan that is kept knows no values, and for all places at once it is up to twenty times slower. A pooler in
 * front of PostgreSQL must know prepared statements (PgBouncer since 1.21, `max_prepared_statements`).
 */
export async function hotRows<Row>(db: Knex, sql: string, values: Values = {}): Promise<Row[]> {
  const statement = statementOf(sql, values);
  const client = db.client as Client;
  const connection = await client.acquireConnection();
  try {
    asks += 1;
    const asked: Asked = {
      sql: statement.sql,
      bindings: statement.bindingsOf(values),
      options: { name: statement.name },
      __knexQueryUid: String(asks),
    };
    const { response } = await client.query(connection, asked);
    client.emit('query-response', response, asked);
    return response.rows as Row[];
  } finally {
    await client.releaseConnection(connection);
  }
}

/**
 * What knex itself does a query with, of a pool or of a transaction. Its way there makes an object of each statement and
 * reads its text anew; for those that are asked again and again that took more processor time than sending them.
 */
type Client = {
  acquireConnection(): Promise<object>;
  releaseConnection(connection: object): Promise<void>;
  query(connection: object, asked: Asked): Promise<{ response: { rows: unknown[] } }>;
  emit(event: 'query-response', response: unknown, asked: Asked): void;
};

type Asked = {
  readonly sql: string;
  readonly bindings: unknown[];
  readonly options: { readonly name: string };
  /** By it whoever listens to knex joins an answer to its question. */
  readonly __knexQueryUid: string;
};

let asks = 0;

type Statement = {
  readonly name: string;
  readonly sql: string;
  bindingsOf(values: Values): unknown[];
};

const statements = new Map<string, Statement>();

/** Named by its text, so that another text is never taken for it. A word after a colon that is no value stays as it is. */
function statementOf(sql: string, values: Values): Statement {
  const known = statements.get(sql);
  if (known !== undefined) return known;
  const keys: string[] = [];
  const placed = sql.replaceAll(/(?<!:):(\w+)/g, (whole, key: string) =>
    Object.hasOwn(values, key) ? `$${keys.push(key)}` : whole,
  );
  const statement: Statement = {
    name: `ue_${createHash('sha256').update(placed).digest('hex').slice(0, 24)}`,
    sql: placed,
    bindingsOf: (given) =>
      keys.map((key) => {
        const value = given[key];
        if (value === undefined) throw new TypeError(`A value for ":${key}" is missing.`);
        return value;
      }),
  };
  statements.set(sql, statement);
  return statement;
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
