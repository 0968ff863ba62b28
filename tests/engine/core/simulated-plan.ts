import type { EngineEvent } from '../../../engine/core/events.ts';
import type { Instant, LegId } from '../../../engine/core/ids.ts';

type Arrival = EngineEvent & { type: 'CallArrived' };

/** Asterisk's own plan for callers without an engine: it hands each over again every two seconds. */
export class SimulatedPlan {
  readonly #inside = new Set<LegId>();
  readonly #at: () => Instant;
  readonly #after: (ms: number, work: () => void) => void;
  /** Undefined: the caller has left. */
  readonly #arrivalOf: (legId: LegId) => Arrival | undefined;
  /** Hands an arrival to the engine; false: there is none. */
  readonly #give: (arrival: Arrival) => boolean;

  constructor(
    at: () => Instant,
    after: (ms: number, work: () => void) => void,
    arrivalOf: (legId: LegId) => Arrival | undefined,
    give: (arrival: Arrival) => boolean,
  ) {
    this.#at = at;
    this.#after = after;
    this.#arrivalOf = arrivalOf;
    this.#give = give;
  }

  /** One who is in it already stays: 409. */
  take(legId: LegId): void {
    if (this.#inside.has(legId) || this.#arrivalOf(legId) === undefined) return;
    this.#inside.add(legId);
    this.#knock(legId);
  }

  #knock(legId: LegId): void {
    this.#after(2_000, () => {
      const arrival = this.#arrivalOf(legId);
      this.#inside.delete(legId);
      if (arrival === undefined) return;
      if (this.#give({ ...arrival, at: this.#at(), arrivedAt: arrival.arrivedAt ?? arrival.at })) return;
      this.#inside.add(legId);
      this.#knock(legId);
    });
  }
}
