import test from 'ava';
import { TookTooLong, within } from '../../../engine/shell/within.ts';

test('what comes in time is given on, also when it is a failure', async (t) => {
  t.is(await within(1_000, 'an answer', Promise.resolve(7)), 7);
  await t.throwsAsync(within(1_000, 'an answer', Promise.reject(new Error('refused'))), { message: 'refused' });
});

test('what does not come is given up, and its later failure is nobody’s', async (t) => {
  const { promise, reject } = Promise.withResolvers<number>();
  await t.throwsAsync(within(5, 'an answer', promise), {
    instanceOf: TookTooLong,
    message: 'an answer did not come within 5 ms.',
  });
  reject(new Error('too late to matter'));
});
