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

test.serial(
  '[R9.2] a timer that is late, because this process stood still, lets what waits in the sockets go first',
  (t) => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 0 });
    try {
      let stoodStillMs = 0;
      const fired: number[] = [];
      const timers = new TimerSet(
        () => instant(Date.now() + stoodStillMs),
        () => fired.push(Date.now()),
      );
      timers.start(hours, instant(1_000));
      stoodStillMs = 8_000;
      mock.timers.tick(1_000);
      t.deepEqual(fired, []);
      t.is(timers.size, 1, 'it can still be stopped by what went first');
      mock.timers.tick(100);
      t.is(fired.length, 1);
      timers.start(hours, instant(2_000));
      mock.timers.tick(1);
      timers.stop(hours);
      mock.timers.tick(1_000);
      t.is(fired.length, 1);
    } finally {
      mock.timers.reset();
    }
  },
);
