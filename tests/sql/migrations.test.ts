import test from 'ava';
import { openDatabase } from '../../sql/database.ts';
import { MigrationChanged, migrate } from '../../sql/migrate.ts';
import { type MigrationFile, readMigrationFiles } from '../../sql/migration-files.ts';
import { withDatabase, withEmptyDatabase } from '../database.ts';

const more: MigrationFile = {
  name: '900000-more',
  sql: 'create table uenarocanje.more (why text); -- why not?',
  checksum: 'a',
};

test('[R9.1] an empty database is migrated once, and a second start finds nothing to do', async (t) => {
  await withEmptyDatabase(async (url) => {
    const db = openDatabase(url);
    try {
      const names = (await readMigrationFiles()).map((file) => file.name);
      t.true(names.length >= 2);
      t.deepEqual(await migrate(db), names);
      t.deepEqual(await migrate(db), []);
      t.deepEqual(await db('migration').orderBy('id').pluck('name'), names);
    } finally {
      await db.destroy();
    }
  });
});

test('[R9.2] programs that start at once migrate once, one after the other', async (t) => {
  await withEmptyDatabase(async (url) => {
    const pools = Array.from({ length: 4 }, () => openDatabase(url));
    try {
      const runs = await Promise.all(pools.map((db) => migrate(db)));
      const files = await readMigrationFiles();
      t.is(runs.filter((names) => names.length === files.length).length, 1);
      t.is(runs.filter((names) => names.length === 0).length, 3);
    } finally {
      await Promise.all(pools.map((db) => db.destroy()));
    }
  });
});

test('[R9.2] a lock row that a killed program left does not stop the next one', async (t) => {
  await withDatabase(async (db) => {
    await db('migration_lock').update({ is_locked: 1 });
    t.deepEqual(await migrate(db, [...(await readMigrationFiles()), more]), ['900000-more']);
    t.deepEqual(await db('migration_lock').pluck('is_locked'), [0]);
  });
});

test('[R9.2] a migration that fails leaves nothing behind, not even those before it', async (t) => {
  await withDatabase(async (db) => {
    const broken: MigrationFile = {
      name: '900001-broken',
      sql: 'create table uenarocanje.half (a int); select nothing_there();',
      checksum: 'b',
    };
    const files = await readMigrationFiles();
    await t.throwsAsync(migrate(db, [...files, more, broken]), { message: /nothing_there/ });
    const { rows } = await db.raw(`select tablename from pg_tables where tablename in ('half', 'more')`);
    t.deepEqual(rows, []);
    t.deepEqual(await migrate(db, files), []);
  });
});

test('[R9.2] a migration changed after it landed is refused, with its name and what to do', async (t) => {
  await withDatabase(async (db) => {
    const [first, ...rest] = await readMigrationFiles();
    const changed = [{ ...first!, checksum: 'another' }, ...rest];
    const error = await t.throwsAsync(migrate(db, changed), { instanceOf: MigrationChanged });
    t.regex(error.message, new RegExp(`${first!.name} was changed after it landed.*new migration`));
  });
});

test('[R9.2] a database of a newer program is refused', async (t) => {
  await withDatabase(async (db) => {
    const files = await readMigrationFiles();
    await migrate(db, [...files, more]);
    await t.throwsAsync(migrate(db, files), { instanceOf: MigrationChanged, message: /900000-more.*newer version/ });
  });
});

test('[R9.1] a user who may create nothing is told so', async (t) => {
  await withEmptyDatabase(async (url) => {
    const admin = openDatabase(url);
    const name = `reader_${new URL(url).pathname.slice(-8)}`;
    try {
      await admin.raw(`create role ?? login password 'reader'`, [name]);
      const readerUrl = new URL(url);
      readerUrl.username = name;
      readerUrl.password = 'reader';
      const reader = openDatabase(readerUrl.href);
      try {
        await t.throwsAsync(migrate(reader), { name: 'DatabaseUnreachable', message: /Grant CREATE on the database/ });
      } finally {
        await reader.destroy();
      }
      await admin.raw('drop role ??', [name]);
    } finally {
      await admin.destroy();
    }
  });
});
