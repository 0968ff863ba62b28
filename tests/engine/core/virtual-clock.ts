import { type Instant, later } from '../../../engine/core/ids.ts';

type Planned = { readonly at: Instant; readonly order: number; readonly happens: () => void };

/** Time that passes only when it is told to. What is planned for one instant happens in the order of its planning. */
export class VirtualClock {
  at: Instant;
  #order = 0;
  #planned: Planned[] = [];

  constructor(at: Instant) {
    this.at = at;
  }

  /** Plans something for `ms` after now, and returns its number. */
  after(ms: number, happens: () => void): number {
    const order = this.#order++;
    this.#planned.push({ at: later(this.at, ms), order, happens });
    return order;
  }

  /** Lets time pass; everything planned up to then happens in its order. */
  pass(ms: number): void {
    const until = later(this.at, ms);
    for (let next = this.#next(until); next !== null; next = this.#next(until)) {
      this.at = next.at;
      next.happens();
    }
    this.at = until;
  }

  #next(until: Instant): Planned | null {
    let best = -1;
    for (const [index, planned] of this.#planned.entries()) {
      const current = this.#planned[best];
      if (planned.at > until) continue;
      const earlier = current === undefined || planned.at < current.at;
      if (earlier || (planned.at === current.at && planned.order < current.order)) best = index;
    }
    return best < 0 ? null : (this.#planned.splice(best, 1)[0] ?? null);
  }
}
