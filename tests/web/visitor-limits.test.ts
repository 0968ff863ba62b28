import test from 'ava';
import { openVisitorLimits, visitorRules } from '../../web/security/visitor-limits.ts';
import { withDatabase } from '../database.ts';

const secret = 'a secret of thirty-two characters and more';
const asked = (who: string, address: string) =>
  [
    { deed: 'bookByContact', who },
    { deed: 'book', who: address },
  ] as const;

test('[R4.7] one contact books so often a day, whatever address it comes from, and one address so often an hour', async (t) => {
  await withDatabase(async (db) => {
    const limits = openVisitorLimits(db, secret);
    for (let time = 0; time < visitorRules.bookByContact.points; time += 1) {
      t.is(await limits.takeAll(asked('ana@example.si', `192.0.2.${time}`)), null);
    }
    const refused = await limits.takeAll(asked('ana@example.si', '192.0.2.99'));
    t.is(refused?.deed, 'bookByContact');
    t.true((refused?.wait ?? 0) > 23 * 3600 && (refused?.wait ?? 0) <= 24 * 3600);
    for (let time = 0; time < visitorRules.book.points; time += 1) {
      t.is(await limits.takeAll(asked(`oseba${time}@example.si`, '198.51.100.1')), null);
    }
    t.is((await limits.takeAll(asked('zadnja@example.si', '198.51.100.1')))?.deed, 'book');
    // One by one and together they count in the same row.
    t.true((await limits.take('book', '198.51.100.1')) !== null);
    await db('visitor_attempt').update({ expire: Date.now() - 1 });
    t.is(await limits.takeAll(asked('ana@example.si', '198.51.100.1')), null, 'after its time it begins anew');
    const rows = await db('visitor_attempt').select('key', 'points');
    t.true(
      rows.every(({ key }) => !String(key).includes('example') && !String(key).includes('192.0.2')),
      'no personal data',
    );
    t.is(rows.filter(({ points }) => points === 1).length >= 2, true);
  });
});

test('[R4.7] points that are taken at once, in both orders, are all counted and lock nobody out', async (t) => {
  await withDatabase(async (db) => {
    const limits = openVisitorLimits(db, secret);
    const both = asked('ana@example.si', '192.0.2.1');
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, n) => limits.takeAll(n % 2 === 0 ? both : [both[1], both[0]])),
    );
    t.is(taken.filter((refused) => refused === null).length, visitorRules.bookByContact.points);
    const points = await db('visitor_attempt').pluck('points');
    t.deepEqual(points, [20, 20]);
  });
});
