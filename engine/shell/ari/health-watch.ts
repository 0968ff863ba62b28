import type { AsteriskResource } from '../../core/events.ts';
import { canaryResources, type Sing } from './canary.ts';

export type HealthWatchOptions = {
  readonly sing: Sing;
  /** The classes that hang now; none: all are well again. Told at each change. */
  readonly changed: (hanging: readonly AsteriskResource[]) => void;
  readonly limits?: Partial<HealthLimits>;
};

export type HealthLimits = {
  /** From an answer to the next question. */
  readonly everyMs: number;
  /** An answer that takes longer is a bad sign, and each further span of silence one more. */
  readonly slowMs: number;
};

/**
 * A class hangs after two bad signs in a row and is well after two good ones: four seconds at most, and so before a
 * command to a class that hangs is given up (call-plane.ts, requestMs).
 */
export const usualHealthLimits: HealthLimits = { everyMs: 2_000, slowMs: 1_000 };
const signsNeeded = 2;

/** A timer that is later than this says that we stood still, not Asterisk: the sign does not count. */
const stoodStillMs = 500;

/**
 * Asks each class of Asterisk's resources in its own rhythm: one that hangs does not delay the others.
 *
 *   well ──two bad signs──► hanging ──two good signs──► well
 */
export class HealthWatch {
  readonly #options: HealthWatchOptions;
  readonly #limits: HealthLimits;
  readonly #hanging = new Set<AsteriskResource>();
  #watching: AbortController | null = null;

  constructor(options: HealthWatchOptions) {
    this.#options = options;
    this.#limits = { ...usualHealthLimits, ...options.limits };
  }

  get hanging(): readonly AsteriskResource[] {
    return canaryResources.filter((resource) => this.#hanging.has(resource));
  }

  /** All classes are known to be well. */
  start(): void {
    this.stop();
    this.#hanging.clear();
    const watching = new AbortController();
    this.#watching = watching;
    for (const resource of canaryResources) void this.#watch(resource, watching.signal);
  }

  /** Nothing is told any more. Twice is safe. */
  stop(): void {
    this.#watching?.abort();
    this.#watching = null;
  }

  async #watch(resource: AsteriskResource, over: AbortSignal): Promise<void> {
    const { everyMs, slowMs } = this.#limits;
    let good = signsNeeded;
    let bad = 0;
    const take = (isGood: boolean): void => {
      if (over.aborted) return;
      good = isGood ? good + 1 : 0;
      bad = isGood ? 0 : bad + 1;
      const hangs = this.#hanging.has(resource);
      if (hangs ? good < signsNeeded : bad < signsNeeded) return;
      if (hangs === isGood) this.#turn(resource, !hangs);
    };
    while (!over.aborted) {
      const signs = every(slowMs, () => take(false));
      const { ok, milliseconds } = await this.#options.sing(resource);
      signs.stop();
      // What came late has given its bad signs while it was waited for.
      if (ok && milliseconds < slowMs) take(true);
      else if (!ok && milliseconds < slowMs) take(false);
      await pause(this.#hanging.has(resource) ? everyMs / 2 : everyMs, over);
    }
  }

  #turn(resource: AsteriskResource, hangs: boolean): void {
    if (hangs) this.#hanging.add(resource);
    else this.#hanging.delete(resource);
    this.#options.changed(this.hanging);
  }
}

/** Calls each so many milliseconds, but not for a time in which this process stood still. */
function every(milliseconds: number, then: () => void): { stop(): void } {
  let dueAt = performance.now() + milliseconds;
  const timer = setInterval(() => {
    const late = performance.now() - dueAt;
    dueAt = performance.now() + milliseconds;
    if (late < stoodStillMs) then();
  }, milliseconds);
  return { stop: () => clearInterval(timer) };
}

function pause(milliseconds: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      over.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    over.addEventListener('abort', done);
    if (over.aborted) done();
  });
}
