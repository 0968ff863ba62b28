import type { EngineEvent } from '../../../../engine/core/events.ts';
import type { LegId } from '../../../../engine/core/ids.ts';
import { patienceMs } from '../../../until.ts';

/** What the port tells, kept in order; whoever waits for an event gets it whether it came already or not. */
export class Heard {
  readonly events: EngineEvent[] = [];
  readonly #waiting = new Set<() => void>();

  readonly hear = (event: EngineEvent): void => {
    this.events.push(event);
    for (const look of [...this.#waiting]) look();
  };

  /** The first event of this type, from `from` on, that `is` takes. Rejects with what came instead. */
  next<Type extends EngineEvent['type']>(
    type: Type,
    is: (event: Extract<EngineEvent, { type: Type }>) => boolean = () => true,
    from = 0,
  ): Promise<Extract<EngineEvent, { type: Type }>> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.events.slice(from).find((event) => event.type === type && is(event as never));
        if (found === undefined) return;
        clearTimeout(limit);
        this.#waiting.delete(look);
        resolve(found as never);
      };
      const limit = setTimeout(() => {
        this.#waiting.delete(look);
        const came = this.events.slice(from).map((event) => event.type);
        reject(new Error(`No ${type} came, but: ${came.join(', ') || 'nothing'}.`));
      }, patienceMs);
      this.#waiting.add(look);
      look();
    });
  }

  of(legId: LegId): EngineEvent['type'][] {
    return this.events.flatMap((event) => ('legId' in event && event.legId === legId ? [event.type] : []));
  }
}
