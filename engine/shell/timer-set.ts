import { type Instant, instant, type TimerId } from '../core/ids.ts';

/** The longest delay that setTimeout takes; a longer one would fire at once. */
const longestDelayMs = 2 ** 31 - 1;

/** The core's timers on the machine's clock: one for each name, set anew by starting it again. */
export class TimerSet {
  readonly #running = new Map<TimerId, NodeJS.Timeout>();
  readonly #now: () => Instant;
  readonly #fired: (timerId: TimerId) => void;

  constructor(now: () => Instant, fired: (timerId: TimerId) => void) {
    this.#now = now;
    this.#fired = fired;
  }

  get size(): number {
    return this.#running.size;
  }

  start(timerId: TimerId, dueAt: Instant): void {
    clearTimeout(this.#running.get(timerId));
    const delay = Math.min(Math.max(0, dueAt - this.#now()), longestDelayMs);
    const timer = setTimeout(() => {
      this.#running.delete(timerId);
      if (this.#now() < dueAt) this.start(timerId, dueAt);
      else this.#fired(timerId);
    }, delay);
    this.#running.set(timerId, timer);
  }

  stop(timerId: TimerId): void {
    clearTimeout(this.#running.get(timerId));
    this.#running.delete(timerId);
  }

  close(): void {
    for (const timer of this.#running.values()) clearTimeout(timer);
    this.#running.clear();
  }
}

export const systemNow = (): Instant => instant(Date.now());
