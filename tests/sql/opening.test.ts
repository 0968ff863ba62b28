import test from 'ava';
import { readConfiguration } from '../../sql/line/read-configuration.ts';
import { readOpening } from '../../sql/opening/read-opening.ts';
import { replaceOpeningRules } from '../../sql/opening/replace-opening-rules.ts';
import { removeOpeningException, setOpeningException } from '../../sql/opening/set-opening-exception.ts';
import { withDatabase } from '../database.ts';
import { loadTestSample } from './sample-fixture.ts';

test('[R1.6] weekly rules are replaced whole, or stay as they were', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const rules = [
      { weekday: 1, from: '08:00', to: '12:00' },
      { weekday: 1, from: '13:00', to: '17:00' },
    ];
    t.is(await replaceOpeningRules(db, rules), 'replaced');
    t.is(await replaceOpeningRules(db, [...rules, { weekday: 1, from: '11:00', to: '12:30' }]), 'overlap');
    t.is(await replaceOpeningRules(db, [rules[0]!, rules[0]!]), 'overlap');
    t.is(await replaceOpeningRules(db, [{ weekday: 1, from: '8:00', to: '12:00' }]), 'malformed');
    t.is(await replaceOpeningRules(db, [{ weekday: 0, from: '08:00', to: '12:00' }]), 'malformed');
    t.deepEqual((await readOpening(db)).weekly, rules);
    t.deepEqual((await readConfiguration(db)).openingHours.weekly, rules);
    t.is(await replaceOpeningRules(db, []), 'replaced');
    t.deepEqual((await readOpening(db)).weekly, []);
  });
});

test('[R1.6] an exception is set, replaced and removed by its day', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    await setOpeningException(db, { date: '2026-12-24', periods: [], note: 'Sveti večer' });
    const shorter = { date: '2026-12-24', periods: [{ from: '08:00', to: '12:00' }], note: 'Skrajšan delovnik' };
    await setOpeningException(db, shorter);
    t.deepEqual((await readOpening(db)).exceptions, [shorter]);
    t.deepEqual((await readConfiguration(db)).openingHours.exceptions, [shorter]);
    t.true(await removeOpeningException(db, '2026-12-24'));
    t.false(await removeOpeningException(db, '2026-12-24'));
  });
});
