import { setImmediate, setTimeout } from 'node:timers/promises';

/** A machine that is busy, or several times slower than ours, is late and not wrong. Below ava's own time-out. */
export const patienceMs = 120_000;

/** Looks until it is so, as often as the machine allows; what never comes ends as a failure that says what. */
export async function until(what: string, isSo: () => Promise<boolean> | boolean, limitMs = patienceMs): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It never came to this: ${what}.`);
    await setImmediate();
    await setTimeout(20);
  }
}
