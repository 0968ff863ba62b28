import type { LegId } from '../../core/ids.ts';
import type { RestAnswer, RestRequest } from './rest.ts';
import { succeeded } from './rest.ts';

export type LegWatchOptions = {
  readonly application: string;
  readonly request: (request: RestRequest) => Promise<RestAnswer>;
  /** The leg has ended, and Asterisk will not say so. */
  readonly vanished: (legId: LegId) => void;
};

/** `left`: StasisEnd came. `watch`: whether Asterisk will tell of the channel's end. */
type Watched = { up: boolean; left: boolean; watch: 'asked' | 'granted' | 'refused' };

/**
 * Sees to it that the end of every leg that came in is heard of. Asterisk subscribes the application to a channel that
 * enters Stasis only until StasisEnd, which has no cause; ChannelDestroyed and the leg's quality come after it. So the
 * application subscribes to the channel itself; Asterisk takes that back when the channel is gone. A leg that was
 * quicker than the subscription is taken for ended at its StasisEnd.
 */
export class LegWatch {
  readonly #options: LegWatchOptions;
  readonly #legs = new Map<LegId, Watched>();

  constructor(options: LegWatchOptions) {
    this.#options = options;
  }

  arrived(legId: LegId, up: boolean): void {
    const leg: Watched = { up, left: false, watch: 'asked' };
    this.#legs.set(legId, leg);
    void this.#subscribe(legId, leg);
  }

  /** One that an earlier connection had subscribed to. */
  found(legId: LegId, up: boolean): void {
    this.#legs.set(legId, { up, left: false, watch: 'granted' });
  }

  cameUp(legId: LegId): void {
    const leg = this.#legs.get(legId);
    if (leg !== undefined) leg.up = true;
  }

  isUp(legId: LegId): boolean {
    return this.#legs.get(legId)?.up ?? false;
  }

  left(legId: LegId): void {
    const leg = this.#legs.get(legId);
    if (leg === undefined) return;
    leg.left = true;
    if (leg.watch === 'refused') this.#vanish(legId);
  }

  ended(legId: LegId): void {
    this.#legs.delete(legId);
  }

  /** The connection is lost: what comes next is an inventory. */
  forget(): void {
    this.#legs.clear();
  }

  async #subscribe(legId: LegId, leg: Watched): Promise<void> {
    const source = `channel:${encodeURIComponent(legId)}`;
    const uri = `applications/${encodeURIComponent(this.#options.application)}/subscription?eventSource=${source}`;
    const answer = await this.#options.request({ method: 'POST', uri });
    leg.watch = succeeded(answer) ? 'granted' : 'refused';
    if (leg.watch === 'refused' && leg.left && this.#legs.get(legId) === leg) this.#vanish(legId);
  }

  #vanish(legId: LegId): void {
    this.#legs.delete(legId);
    this.#options.vanished(legId);
  }
}
