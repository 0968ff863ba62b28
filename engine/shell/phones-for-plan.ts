import type { AgentStateName } from '../core/facts.ts';
import type { World } from '../core/world.ts';

/**
 * Keeps the phones of the agents at work where Asterisk has them while no engine is there (R9.2): whoever waits too
 * long then is put through to them. On a pause nobody is rung, without an engine neither.
 */
export class PhonesForPlan {
  readonly #world: World;
  readonly #tell: (phones: string) => void;
  #told: string | null = null;

  constructor(world: World, tell: (phones: string) => void) {
    this.#world = world;
    this.#tell = tell;
  }

  /** An agent's state, the configuration or the connection may be another than before. */
  changed(): void {
    if (!this.#world.asteriskConnected) {
      // It may be another Asterisk that comes back.
      this.#told = null;
      return;
    }
    const phones = phonesAtWork(this.#world);
    if (phones === this.#told) return;
    this.#told = phones;
    this.#tell(phones);
  }
}

/** Whose phone may ring, now or after the call that goes on. */
export function isAtWork(state: AgentStateName): boolean {
  return state !== 'signedOut' && state !== 'paused';
}

/** "101-102" */
export function phonesAtWork({ agents, configuration }: World): string {
  return (configuration?.agents ?? [])
    .filter(({ id }) => isAtWork(agents.get(id)?.state ?? 'signedOut'))
    .map(({ phone }) => phone)
    .sort()
    .join('-');
}
