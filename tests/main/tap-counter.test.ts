import test from 'ava';
import { TapCounter } from '../../main/tap-counter.ts';

/** As ava 8 writes it. */
const tap = `TAP version 13
ok 1 - hours › open on Monday
    # a note of the test
not ok 2 - hours › closed on Sunday
  ---
    name: AssertionError
  ...
ok 3 - hours › later # SKIP
not ok 4 - Uncaught exception in hours.test.ts

1..4
# tests 3
# pass 1
# fail 2
`;

test('ava’s TAP is counted and shown as a person wants it', (t) => {
  const counter = new TapCounter();
  const shown = tap.split('\n').flatMap((line) => counter.read(line) ?? []);
  t.like(counter, { passed: 1, failed: 2, skipped: 1, finished: true });
  t.deepEqual(shown, [
    '✔ hours › open on Monday',
    '✘ hours › closed on Sunday',
    '  ---',
    '    name: AssertionError',
    '  ...',
    '- hours › later # SKIP',
    '✘ Uncaught exception in hours.test.ts',
  ]);
  t.deepEqual(TapCounter.summary([counter]), { line: '1 passed, 2 failed, 1 skipped', good: false });
});

test('a run that was cut off and a run without tests are no success', (t) => {
  const cut = new TapCounter();
  cut.read('ok 1 - one');
  t.deepEqual(TapCounter.summary([cut]), { line: '1 passed, 1 failed', good: false });
  const empty = new TapCounter();
  empty.read('1..0');
  t.deepEqual(TapCounter.summary([empty]), { line: '0 passed, 0 failed', good: false });
  const good = new TapCounter();
  for (const line of ['ok 1 - one', 'ok 2 - two', '1..2']) good.read(line);
  t.deepEqual(TapCounter.summary([good, good]), { line: '4 passed, 0 failed', good: true });
});
