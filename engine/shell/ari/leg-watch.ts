import type { LegId } from '../../core/ids.ts';
import type { RestAnswer, RestRequest } from './rest.ts';
import { succeeded } from './rest.ts';

export type LegWatchOptions = {
  readonly application: string;
  readonly request: (request: RestRequest) => Promise<RestAnswer>;
  /** The leg has ended, and Asterisk will not say so. */
  readonly vanished: (legId: LegId) => void;
};

/**
 * The legs that came in, from their arrival to their end, and whether they are up.
 *
 * Asterisk subscribes the application to a channel that enters Stasis only until it leaves, and the leg's end, with its
 * cause and its quality, comes after that. So the application is subscribed to all channels, once for each connection: a
 * subscription for each leg is a request more in each call, and builds and breaks a way of messages in Asterisk. Of a
 * channel that came before, Asterisk's own subscription stands beside it, and all would be told twice.
 */
export class LegWatch {
  readonly #options: LegWatchOptions;
  readonly #up = new Map<LegId, boolean>();

  constructor(options: LegWatchOptions) {
    this.#options = options;
  }

  arrived(legId: LegId, up: boolean): void {
    this.#up.set(legId, up);
  }

  cameUp(legId: LegId): void {
    if (this.#up.has(legId)) this.#up.set(legId, true);
  }

  has(legId: LegId): boolean {
    return this.#up.has(legId);
  }

  isUp(legId: LegId): boolean {
    return this.#up.get(legId) ?? false;
  }

  ended(legId: LegId): void {
    this.#up.delete(legId);
  }

  /** The connection is lost: what comes next is an inventory. */
  forget(): void {
    this.#up.clear();
  }

  /** Takes Asterisk's own subscriptions back. Who has ended meanwhile has none. */
  async hearOnce(channels: readonly string[]): Promise<void> {
    const { application, request } = this.#options;
    const subscription = `applications/${encodeURIComponent(application)}/subscription`;
    await Promise.all(
      channels.map((id) =>
        request({ method: 'DELETE', uri: `${subscription}?eventSource=channel:${encodeURIComponent(id)}` }),
      ),
    );
  }

  /** One that came before all were subscribed to may have ended before it, too. */
  async makeSure(legId: LegId): Promise<void> {
    const answer = await this.#options.request({ method: 'GET', uri: `channels/${encodeURIComponent(legId)}` });
    if (succeeded(answer) || answer.status !== 404 || !this.#up.delete(legId)) return;
    this.#options.vanished(legId);
  }
}
