import { type Instant, instant, type TimerId } from '../core/ids.ts';

/** The longest delay that setTimeout takes; a longer one would fire at once. */
const longestDelayMs = 2 ** 31 - 1;

/**
 * A timer that is later than this says that this process stood still (or has just begun). What happened meanwhile lies
 * unread in the sockets and was before it; it is heard first.
 */
const lateMs = 500;
const letOthersFirstMs = 100;

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
    const fire = (): void => {
      this.#running.delete(timerId);
      this.#fired(timerId);
    };
    const timer = setTimeout(() => {
      const late = this.#now() - dueAt;
      if (late < 0) this.start(timerId, dueAt);
      else if (late < lateMs) fire();
      else this.#running.set(timerId, setTimeout(fire, letOthersFirstMs));
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
