import test from 'ava';
import { openDatabase, reachDatabase } from '../../sql/database.ts';
import { DatabaseUnreachable } from '../../sql/database-unreachable.ts';
import { hotRows } from '../../sql/rows.ts';
import { withDatabase, withEmptyDatabase } from '../database.ts';

for (const [url, sentence] of [
  ['nonsense', /can not be read as a URL\. Expected postgres:\/\//],
  ['mysql://a:geheim@127.0.0.1/x', /begins with "mysql:\/\/"/],
] as const) {
  test(`[R9.1] ${url.split(':')[0]}: a DATABASE_URL that can not be one is refused before anything connects`, (t) => {
    t.throws(() => openDatabase(url), { instanceOf: DatabaseUnreachable, message: sentence });
  });
}

async function refusal(url: string): Promise<DatabaseUnreachable> {
  const db = openDatabase(url);
  try {
    await reachDatabase(db);
  } catch (error) {
    if (error instanceof DatabaseUnreachable) return error;
    throw error;
  } finally {
    await db.destroy();
  }
  throw new Error('The database was reached.');
}

test('[R9.1] nobody listening: the sentence says where, and the cause is kept', async (t) => {
  const error = await refusal('postgres://ana:geheim@127.0.0.1:1/uenarocanje');
  t.is(
    error.message,
    'Nobody answers at postgres://ana@127.0.0.1:1/uenarocanje. Start PostgreSQL there, or correct host and port in DATABASE_URL.',
  );
  t.truthy(error.cause);
});

test('[R9.1] wrong password and missing database: a sentence each, never the password', async (t) => {
  await withEmptyDatabase(async (url) => {
    const wrongPassword = new URL(url);
    wrongPassword.password = 'geheim';
    const refused = await refusal(wrongPassword.href);
    t.regex(refused.message, /refuses this user or password/);
    t.false(refused.message.includes('geheim'));
    const noDatabase = new URL(url);
    noDatabase.pathname = '/nowhere';
    t.regex((await refusal(noDatabase.href)).message, /does not exist. Create it \(createdb\)/);
  });
});

test('[R9.5] an error of a statement carries no value that was asked for', async (t) => {
  await withDatabase(async (db) => {
    const phone = { username: '101', password: 'zelo-skrivno' };
    await db('phone').insert(phone);
    for (const run of [() => db('phone').insert(phone), () => db.transaction((trx) => trx('phone').insert(phone))]) {
      const error = await t.throwsAsync(run());
      const shown = `${error.message} ${JSON.stringify(error)} ${error.stack}`;
      t.regex(shown, /phone_pkey/);
      t.false(shown.includes('zelo-skrivno'));
      t.false(shown.includes('(101)'));
    }
  });
});

test('[R9.5] a statement that is kept tells no values either, asks for all of them, and takes part in a transaction', async (t) => {
  await withDatabase(async (db) => {
    const add = `insert into phone (username, password) values (:username, :password) returning username`;
    const values = { username: '101', password: 'zelo-skrivno' };
    const undone = db.transaction(async (trx) => {
      t.deepEqual(await hotRows(trx, add, values), [{ username: '101' }]);
      throw new Error('undone');
    });
    await t.throwsAsync(undone, { message: 'undone' });
    t.is((await hotRows(db, add, values)).length, 1);
    const error = await t.throwsAsync(hotRows(db, add, values));
    const shown = `${error.message} ${JSON.stringify(error)} ${error.stack}`;
    t.regex(shown, /phone_pkey/);
    t.false(shown.includes('zelo-skrivno'));
    t.false(shown.includes('(101)'));
    await t.throwsAsync(hotRows(db, add, { username: '102', password: undefined }), {
      message: /":password" is missing/,
    });
  });
});

test('columns arrive as instants, numbers and days, and go back the same', async (t) => {
  await withDatabase(async (db) => {
    const instant = Date.UTC(2026, 9, 25, 0, 30, 0, 123);
    const { rows } = await db.raw(
      `select ?::timestamptz as instant, 9007199254740991::bigint as big, 118.5::numeric as numeric, date '2026-12-25' as day, null::timestamptz as never`,
      [new Date(instant)],
    );
    t.deepEqual(rows, [{ instant, big: Number.MAX_SAFE_INTEGER, numeric: 118.5, day: '2026-12-25', never: null }]);
  });
});

test('a statement that takes too long is ended by the server', async (t) => {
  await withEmptyDatabase(async (url) => {
    const db = openDatabase(url, { statementTimeoutMs: 50 });
    try {
      await t.throwsAsync(db.raw('select pg_sleep(5)'), { message: /statement timeout/ });
    } finally {
      await db.destroy();
    }
  });
});
