/** How long a process may be silent before it counts as hanging. */
export type LifeLimits = {
  /** Between two questions. */
  readonly everyMs: number;
  /** Silence of so long, over several questions: it hangs. */
  readonly hangsAfterMs: number;
};

/**
 * Whoever stands by takes a line over after 2.5 s of silence (engine/shell/lead/heartbeat.ts) and is given the time to
 * do so first. An engine that stands still for less is left to catch up.
 */
export const usualLifeLimits: LifeLimits = { everyMs: 500, hangsAfterMs: 4_000 };

/** After each end of a process that hung the next one is given twice the time, at most this many times the first. */
const mostPatience = 16;

/**
 * Judges by its answers whether a process still turns its loop. Its instants are those of whoever asks.
 *
 * A look that comes late says that we stood still, or the whole machine did: then silence says nothing, since answers lie
 * unread or nobody had the processor, and the time of silence begins anew. A machine that is merely slow must not have
 * its line ended again and again, so patience grows with every end and is the first one again only with `calm`.
 */
export class LifeWatch {
  readonly #limits: LifeLimits;
  #patience = 1;
  #silentMs = 0;
  #lookedAt: number;

  constructor(limits: LifeLimits, now: number) {
    this.#limits = limits;
    this.#lookedAt = now;
  }

  /** How long it may be silent for now. */
  get patienceMs(): number {
    return this.#limits.hangsAfterMs * this.#patience;
  }

  /** It begins, or is another process now. */
  begin(now: number): void {
    this.#silentMs = 0;
    this.#lookedAt = now;
  }

  answered(): void {
    this.#silentMs = 0;
  }

  /** To be called every `everyMs`. True: it hangs and is to be ended; the next one is waited for longer. */
  look(now: number): boolean {
    const elapsedMs = now - this.#lookedAt;
    this.#lookedAt = now;
    if (elapsedMs > 2 * this.#limits.everyMs) this.#silentMs = 0;
    else this.#silentMs += elapsedMs;
    if (this.#silentMs < this.patienceMs) return false;
    this.#patience = Math.min(2 * this.#patience, mostPatience);
    return true;
  }

  /** It has been well for long. */
  calm(): void {
    this.#patience = 1;
  }
}
