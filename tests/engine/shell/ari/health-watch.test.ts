import test from 'ava';
import type { AsteriskResource } from '../../../../engine/core/events.ts';
import { canaryOf, checkHealth } from '../../../../engine/shell/ari/canary.ts';
import { HealthWatch } from '../../../../engine/shell/ari/health-watch.ts';
import { type FakeAsterisk, resourceAt, withFakeAsterisk } from './fake-asterisk.ts';

/** Far above what a healthy answer takes on a machine that is busy with other tests. */
const limits = { everyMs: 10, slowMs: 400 };
const singTo = ({ access }: FakeAsterisk, requestMs = 5_000) =>
  canaryOf({ ...access, application: 'uenarocanje', requestMs });

/** What the watch told, each as soon as it comes. */
function watching(fake: FakeAsterisk, requestMs?: number) {
  const told: string[] = [];
  let next = Promise.withResolvers<readonly AsteriskResource[]>();
  const watch = new HealthWatch({
    sing: singTo(fake, requestMs),
    limits,
    changed: (hanging) => {
      told.push(hanging.join());
      next.resolve(hanging);
      next = Promise.withResolvers();
    },
  });
  watch.start();
  return { watch, told, next: () => next.promise };
}

test('[R9.5] health tells which class of resources hangs', async (t) => {
  await withFakeAsterisk(async (fake) => {
    const healthy = await checkHealth(singTo(fake));
    t.deepEqual(
      Object.values(healthy).map(({ ok }) => ok),
      [true, true, true],
    );
    fake.http = (path) => (path === 'bridges' ? undefined : resourceAt(path));
    const ill = await checkHealth(singTo(fake, 300));
    t.deepEqual([ill.channels.ok, ill.bridges.ok, ill.applications.ok], [true, false, true]);
    t.true(ill.bridges.milliseconds >= 290);
  });
});

test('[R9.5] a class that hangs is told of once, while the others are well, and so is its return', async (t) => {
  await withFakeAsterisk(async (fake) => {
    const { watch, told, next } = watching(fake, 1_500);
    fake.http = (path) => (path === 'bridges' ? undefined : resourceAt(path));
    t.deepEqual(await next(), ['bridges']);
    t.deepEqual(watch.hanging, ['bridges']);
    fake.http = (path) => (path === 'bridges' || path === 'channels' ? { status: 500, text: '' } : resourceAt(path));
    t.deepEqual(await next(), ['channels', 'bridges'], 'one that fails at once is as bad');
    fake.http = resourceAt;
    await next();
    t.deepEqual(await next(), []);
    t.is(told.length, 4);
    watch.stop();
  });
});

test('[R9.5] one slow answer is nothing, and what is stopped tells nothing more', async (t) => {
  await withFakeAsterisk(async (fake) => {
    const { watch, told } = watching(fake);
    let left = 1;
    let asked = 0;
    const enough = Promise.withResolvers<void>();
    fake.http = (path) => {
      if (path !== 'bridges') return resourceAt(path);
      asked += 1;
      if (asked > 6) enough.resolve();
      left -= 1;
      return left >= 0 ? { status: 503, text: '' } : resourceAt(path);
    };
    await enough.promise;
    t.deepEqual(told, []);
    watch.stop();
    watch.stop();
    fake.http = () => ({ status: 500, text: '' });
    t.deepEqual(watch.hanging, []);
  });
});
