import test from 'ava';
import { findNearestPostDistrict } from '../../sql/places/find-nearest-post-district.ts';
import { findPostDistricts } from '../../sql/places/find-post-districts.ts';
import { replacePostDistricts } from '../../sql/places/replace-post-districts.ts';
import { samplePostDistricts } from '../../sql/sample-post-districts.ts';
import { withDatabase } from '../database.ts';

test('[R4.3] a place is found by what people type', async (t) => {
  await withDatabase(async (db) => {
    await replacePostDistricts(db, samplePostDistricts);
    const codes = async (typed: string): Promise<string[]> =>
      (await findPostDistricts(db, typed)).map(({ postCode }) => postCode);
    t.deepEqual(await codes('1270'), ['1270']);
    t.deepEqual(await codes('SI-1270 Litija'), ['1270']);
    t.deepEqual(await codes(' 1270  litija '), ['1270']);
    t.deepEqual(await codes('skofja loka'), ['4220']);
    t.deepEqual(await codes('ŠKOFJA'), ['4220']);
    t.deepEqual(await codes('loka'), ['4220']);
    t.deepEqual(await codes('Litij'), ['1270', '1273', '1275']);
    t.is((await codes('ljubljana'))[0], '1000');
    t.deepEqual(await codes('14'), ['1410', '1420']);
    t.is((await codes('1')).length, 6);
    for (const nothing of ['', ' ', 'x', '9999', '12701', "'; drop table", '%', '_']) {
      t.deepEqual(await codes(nothing), [], nothing);
    }
  });
});

test('[R4.3] the nearest place to a point, and none for one abroad', async (t) => {
  await withDatabase(async (db) => {
    await replacePostDistricts(db, samplePostDistricts);
    t.is((await findNearestPostDistrict(db, { longitude: 14.84, latitude: 46.055 }))?.postCode, '1270');
    t.is(await findNearestPostDistrict(db, { longitude: 2.35, latitude: 48.85 }), null);
  });
});
