import type { EngineEvent } from '../../../engine/core/events.ts';
import type { Instant, LegId } from '../../../engine/core/ids.ts';

type Line = { readonly at: Instant; after(ms: number, work: () => void): void; happen(event: EngineEvent): void };

/** Asterisk's own plan for callers without an engine: it hands each over again every two seconds. */
export class SimulatedPlan {
  readonly #inside = new Set<LegId>();
  readonly #kept = new Set<LegId>();
  readonly #line: Line;
  readonly #isThere: (legId: LegId) => boolean;
  readonly #connected: () => boolean;

  constructor(line: Line, isThere: (legId: LegId) => boolean, connected: () => boolean) {
    this.#line = line;
    this.#isThere = isThere;
    this.#connected = connected;
  }

  /** One who is in it already stays: 409. */
  take(legId: LegId): void {
    if (this.#inside.has(legId) || !this.#isThere(legId)) return;
    this.#inside.add(legId);
    this.#knock(legId);
  }

  has(legId: LegId): boolean {
    return this.#inside.has(legId);
  }

  /** It has put this one through. */
  keep(legId: LegId): void {
    this.#kept.add(legId);
  }

  #knock(legId: LegId): void {
    this.#line.after(2_000, () => {
      const isThere = this.#isThere(legId);
      if (isThere && this.#kept.has(legId)) return;
      if (isThere && !this.#connected()) return this.#knock(legId);
      this.#inside.delete(legId);
      if (!isThere) return;
      this.#line.happen({ type: 'LegCameBack', at: this.#line.at, legId });
    });
  }
}
