import test from 'ava';
import { featureCodes, readFeatureCode } from '../../dialplan/feature-codes.ts';

test('[R2.2] each feature code is read', (t) => {
  t.deepEqual(readFeatureCode('*11'), { type: 'SignIn' });
  t.deepEqual(readFeatureCode('*12'), { type: 'BecomeReady' });
  t.deepEqual(readFeatureCode('*14'), { type: 'SignOut' });
  t.deepEqual(readFeatureCode('*15'), { type: 'FinishWrapUp' });
  for (const digit of '0123456789') t.deepEqual(readFeatureCode(`*13${digit}`), { type: 'Pause', pauseDigit: digit });
});

for (const code of [
  '',
  '*',
  '*1',
  '*13',
  '*13*',
  '*1312',
  '*10',
  '*16',
  '11',
  '*11 ',
  '*111',
  '**11',
  '112',
  '041123456',
]) {
  test(`[R2.2] "${code}" is no feature code`, (t) => {
    t.is(readFeatureCode(code), null);
  });
}

test('[R2.2] no code is the beginning of another', (t) => {
  const codes = Object.values(featureCodes);
  for (const code of codes)
    t.deepEqual(
      codes.filter((other) => other.startsWith(code)),
      [code],
    );
});
