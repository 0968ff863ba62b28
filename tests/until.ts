import { setImmediate, setTimeout } from 'node:timers/promises';

/** Looks until it is so, as often as the machine allows; what never comes ends as a failure that says what. */
export async function until(what: string, isSo: () => Promise<boolean> | boolean, limitMs = 30_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It never came to this: ${what}.`);
    await setImmediate();
    await setTimeout(20);
  }
}
