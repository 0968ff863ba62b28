import test from 'ava';
import { takePoints } from '../../sql/web/take-points.ts';
import { takePointsTogether } from '../../sql/web/take-points-together.ts';
import { withDatabase } from '../database.ts';

const asked = (key: string, points = 1) => ({ key, seconds: 600, most: 5, points });

test('[R4.7] many who are counted at once are counted by two statements, each with the points as they came', async (t) => {
  await withDatabase(async (db) => {
    await takePoints(db, [asked('one', 2)], 1_000_000);
    let statements = 0;
    const count = () => {
      statements += 1;
    };
    db.on('query-response', count);
    const counted = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        takePointsTogether(db, asked(n % 2 === 0 ? 'one' : 'other', n === 39 ? 3 : 1), 1_000_000 + n),
      ),
    );
    db.off('query-response', count);
    t.is(statements, 2);
    const ofKey = (key: string) => counted.filter((row) => row.key === key).map(({ points }) => points);
    t.deepEqual(
      ofKey('one'),
      Array.from({ length: 20 }, (_, n) => n + 3),
    );
    t.deepEqual(ofKey('other'), [...Array.from({ length: 19 }, (_, n) => n + 1), 22]);
    t.deepEqual(await db('visitor_attempt').orderBy('key').pluck('points'), [22, 22]);
    t.true(counted.filter(({ key }) => key === 'one').every(({ expire }) => expire === 1_600_000));
    // What was counted long ago begins anew, for all of them together too.
    const later = await Promise.all([1, 2, 3].map(() => takePointsTogether(db, asked('one'), 2_000_000)));
    t.deepEqual(
      later.map(({ points }) => points),
      [1, 2, 3],
    );
  });
});

test('[R4.7] whoever can not be counted is told so, and whoever comes after is counted', async (t) => {
  await withDatabase(async (db) => {
    await db.raw('alter table visitor_attempt rename to hidden');
    const failed = await Promise.allSettled([1, 2, 3].map(() => takePointsTogether(db, asked('one'), 1_000_000)));
    t.true(failed.every(({ status }) => status === 'rejected'));
    await db.raw('alter table hidden rename to visitor_attempt');
    t.is((await takePointsTogether(db, asked('one'), 1_000_000)).points, 1);
  });
});
