import { mock } from 'node:test';
import test from 'ava';
import { instant, later, type TimerId } from '../../../engine/core/ids.ts';
import { TimerSet } from '../../../engine/shell/timer-set.ts';

const hours = 'hours:line' as TimerId;

test.serial('a timer that is started again fires once, at the new time; a stopped one never', (t) => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 0 });
  try {
    const fired: number[] = [];
    const timers = new TimerSet(
      () => instant(Date.now()),
      () => fired.push(Date.now()),
    );
    timers.start(hours, instant(1_000));
    timers.start(hours, instant(3_000));
    mock.timers.tick(2_999);
    t.deepEqual(fired, []);
    mock.timers.tick(1);
    t.deepEqual(fired, [3_000]);
    timers.start(hours, instant(20_000));
    timers.stop(hours);
    mock.timers.tick(30_000);
    t.deepEqual(fired, [3_000]);
    t.is(timers.size, 0);
  } finally {
    mock.timers.reset();
  }
});

test.serial('a timer for a time further off than the machine’s longest delay fires then, not at once', (t) => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 0 });
  try {
    const fired: number[] = [];
    const timers = new TimerSet(
      () => instant(Date.now()),
      () => fired.push(Date.now()),
    );
    const inSixtyDays = later(instant(0), 60 * 86_400_000);
    timers.start(hours, inSixtyDays);
    mock.timers.tick(2 ** 31);
    t.deepEqual(fired, []);
    mock.timers.tick(inSixtyDays - 2 ** 31);
    t.deepEqual(fired, [inSixtyDays]);
  } finally {
    mock.timers.reset();
  }
});
