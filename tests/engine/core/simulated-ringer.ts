import type { EngineEvent } from '../../../engine/core/events.ts';
import type { Instant, LegId, PhoneUser } from '../../../engine/core/ids.ts';
import type { PhoneBehaviour } from './simulated-line.ts';

/** A leg in Asterisk; `phone` is null for one that came in. */
export type SimulatedLeg = { readonly phone: PhoneUser | null; up: boolean };

type Line = {
  readonly at: Instant;
  after(ms: number, happens: () => void): void;
  hangUp(legId: LegId, cause?: number): void;
};

type Wire = {
  /** Nobody hears it of a leg that is gone. */
  readonly tell: (legId: LegId, event: EngineEvent) => void;
  readonly end: (legId: LegId, cause: number) => void;
};

/** Phones and numbers that Asterisk rings, which behave as scripted. */
export class SimulatedRinger {
  readonly #line: Line;
  readonly #legs: Map<LegId, SimulatedLeg>;
  readonly #wire: Wire;

  constructor(line: Line, legs: Map<LegId, SimulatedLeg>, wire: Wire) {
    this.#line = line;
    this.#legs = legs;
    this.#wire = wire;
  }

  ring(legId: LegId, phone: PhoneUser, behaviour: PhoneBehaviour = { kind: 'never' }): void {
    const line = this.#line;
    this.#legs.set(legId, { phone, up: false });
    line.after(50, () => this.#wire.tell(legId, { type: 'LegRang', at: line.at, legId }));
    // The phone's own end of the ring (requests.ts), for one that the engine has forgotten.
    line.after(60_000, () => this.#legs.get(legId)?.up || this.#wire.end(legId, 19));
    switch (behaviour.kind) {
      case 'answers':
        line.after(behaviour.afterMs, () => {
          const leg = this.#legs.get(legId);
          if (leg) leg.up = true;
          this.#wire.tell(legId, { type: 'LegAnswered', at: line.at, legId });
          if (behaviour.talksMs !== undefined) line.after(behaviour.talksMs, () => line.hangUp(legId));
        });
        return;
      case 'busy':
        line.after(behaviour.afterMs, () => line.hangUp(legId, 17));
        return;
      case 'rejects':
        line.after(behaviour.afterMs, () => line.hangUp(legId, 21));
        return;
      case 'never':
      case 'refused':
        return;
    }
  }
}
