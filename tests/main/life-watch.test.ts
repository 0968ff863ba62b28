import test from 'ava';
import { LifeWatch } from '../../main/life-watch.ts';

const limits = { everyMs: 500, hangsAfterMs: 4_000 };

/** Looks every half second from `from` on until it hangs; after how long that was. */
function silence(watch: LifeWatch, from: number): number {
  for (let at = from + limits.everyMs; at - from <= 200_000; at += limits.everyMs) if (watch.look(at)) return at - from;
  throw new Error('It never hangs.');
}

test('[R9.2] who is silent for its time hangs; one answer that is missing, or a late one, is nothing', (t) => {
  const watch = new LifeWatch(limits, 0);
  for (let at = 500; at <= 60_000; at += 500) {
    t.false(watch.look(at));
    // It answers only every seventh time.
    if (at % 3_500 === 0) watch.answered();
  }
  watch.answered();
  t.is(silence(watch, 60_000), 4_000);
});

test('[R9.2] who was suspended with the whole machine, or watched by somebody slow, does not hang', (t) => {
  const watch = new LifeWatch(limits, 0);
  for (let at = 500; at <= 3_500; at += 500) t.false(watch.look(at));
  t.false(watch.look(3_600_000), 'an hour in which nobody looked');
  t.is(silence(watch, 3_600_000), 4_000, 'and from then on it has its whole time');
  const slow = new LifeWatch(limits, 0);
  for (let at = 1_200; at <= 240_000; at += 1_200) t.false(slow.look(at), 'looks that all come late say nothing');
});

test('[R9.2] a slow machine is not ended again and again: patience grows, and is the first again after a calm', (t) => {
  const watch = new LifeWatch(limits, 0);
  const waited: number[] = [];
  let at = 0;
  for (let end = 0; end < 6; end += 1) {
    const silent = silence(watch, at);
    waited.push(silent / 1_000);
    at += silent;
    watch.begin(at);
  }
  t.deepEqual(waited, [4, 8, 16, 32, 64, 64]);
  watch.calm();
  t.is(silence(watch, at), 4_000);
});
