import type { Logger } from 'pino';
import type { Utterance } from '../../core/effects.ts';
import type { BridgeId, CallId, LegId, PlaybackId, RecordingId } from '../../core/ids.ts';
import { type AriEffect, type RequestContext, requestsOf, verdictOn } from './requests.ts';
import { type RestAnswer, type RestRequest, reasonOf, succeeded } from './rest.ts';

export type PerformerOptions = {
  readonly application: string;
  readonly request: (request: RestRequest) => Promise<RestAnswer>;
  readonly connected: () => boolean;
  /** Media URIs of one utterance, in the order of speech. */
  readonly mediaOf: (utterance: Utterance) => readonly string[] | Promise<readonly string[]>;
  /** The leg was answered already, so Asterisk will not say so again. */
  readonly isUp: (legId: LegId) => boolean;
  readonly answered: (legId: LegId) => void;
  readonly failed: (effect: AriEffect, status: number, reason: string) => void;
  /** For metrics: how long Asterisk took for an effect, all its requests together. */
  readonly performed?: (type: AriEffect['type'], milliseconds: number) => void;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
};

/** Effects that end something. They are not lost with the connection but performed when it is back. */
const endings: ReadonlySet<AriEffect['type']> = new Set(['HangUpLeg', 'DestroyBridge', 'StopRecording']);

const nothing: readonly string[] = [];

/**
 * Performs effects. Those of one call go out one by one: the next is sent when the one before was answered or timed
 * out. Different calls never wait for each other.
 */
export class Performer {
  readonly #options: PerformerOptions;
  /** Calls with an effect under way, and what waits behind it. */
  readonly #queues = new Map<CallId, AriEffect[]>();
  readonly #bridgeKinds = new Map<BridgeId, 'holding' | 'mixing'>();
  readonly #legsWithMusic = new Set<LegId>();
  readonly #playbacks = new Map<PlaybackId, LegId>();
  readonly #muted = new Set<RecordingId>();
  readonly #context: Omit<RequestContext, 'media'>;
  #owed: AriEffect[] = [];

  constructor(options: PerformerOptions) {
    this.#options = options;
    this.#context = {
      application: options.application,
      kindOf: (bridgeId) => this.#bridgeKinds.get(bridgeId) ?? null,
      hearsMusic: (legId) => this.#legsWithMusic.has(legId),
      playbacksOf: (legId) => [...this.#playbacks].flatMap(([playbackId, of]) => (of === legId ? [playbackId] : [])),
    };
  }

  perform(effects: readonly AriEffect[]): void {
    for (const effect of effects) {
      const queue = this.#queues.get(effect.callId);
      if (queue !== undefined) queue.push(effect);
      else {
        const started: AriEffect[] = [effect];
        this.#queues.set(effect.callId, started);
        void this.#work(effect.callId, started);
      }
    }
  }

  /** What an earlier engine made, from the inventory. */
  learnBridge(bridgeId: BridgeId, kind: 'holding' | 'mixing', legs: readonly LegId[]): void {
    this.#bridgeKinds.set(bridgeId, kind);
    if (kind === 'holding') for (const legId of legs) this.#legsWithMusic.add(legId);
  }

  legEnded(legId: LegId): void {
    this.#legsWithMusic.delete(legId);
  }

  playbackEnded(playbackId: PlaybackId): void {
    this.#playbacks.delete(playbackId);
  }

  recordingEnded(recordingId: RecordingId): void {
    this.#muted.delete(recordingId);
  }

  /** Performs what had to wait for the connection. Returns the legs that are being hung up. */
  payOwed(): ReadonlySet<LegId> {
    const owed = this.#owed;
    this.#owed = [];
    this.perform(owed);
    return new Set(owed.flatMap((effect) => (effect.type === 'HangUpLeg' ? [effect.legId] : [])));
  }

  async #work(callId: CallId, queue: AriEffect[]): Promise<void> {
    for (let effect = queue.shift(); effect !== undefined; effect = queue.shift()) {
      try {
        await this.#performOne(effect);
      } catch (error) {
        // mediaOf is not ours; whatever it throws is this effect's failure and nobody else's.
        this.#options.failed(effect, 0, error instanceof Error ? error.message : String(error));
      }
    }
    this.#queues.delete(callId);
  }

  async #performOne(effect: AriEffect): Promise<void> {
    const { connected, isUp, answered, failed, log } = this.#options;
    if (!connected() && endings.has(effect.type)) {
      this.#owed.push(effect);
      return;
    }
    // Asterisk says nothing when a leg that is up is answered: one that waited without an engine, or after a restart.
    if (effect.type === 'AnswerLeg' && isUp(effect.legId)) return answered(effect.legId);
    // Muting counts in Asterisk: twice muted and twice unmuted is silent to the end (measured on 22.10.1).
    if (effect.type === 'MuteRecording' && this.#muted.has(effect.recordingId)) return;
    if (effect.type === 'DestroyBridge') this.#bridgeKinds.delete(effect.bridgeId);

    const media = effect.type === 'PlayUtterances' ? await this.#mediaOf(effect.utterances) : nothing;
    if (effect.type === 'PlayUtterances' && media.length === 0) return failed(effect, 0, 'there is nothing to play');
    // Before it is sent, because the end of a short one may be told before the answer comes.
    if (effect.type === 'PlayUtterances') this.#playbacks.set(effect.playbackId, effect.legId);
    if ((effect.type === 'DialNumber' || effect.type === 'RingPhone') && effect.heardBy != null)
      this.#playbacks.set(effect.heardBy.playbackId, effect.heardBy.legId);
    const requests = requestsOf(effect, { ...this.#context, media });
    const askedAt = performance.now();
    for (const request of requests) {
      const answer = await this.#options.request(request);
      if (request.optional) {
        if (!succeeded(answer)) log.debug({ effect: effect.type, status: answer.status }, 'done without a part of it');
        continue;
      }
      const verdict = verdictOn(effect, answer);
      if (verdict === 'done') continue;
      if (effect.type === 'PlayUtterances') this.#playbacks.delete(effect.playbackId);
      if (verdict === 'failed') this.#fail(effect, answer);
      return;
    }
    this.#remember(effect);
    this.#options.performed?.(effect.type, performance.now() - askedAt);
  }

  #fail(effect: AriEffect, answer: RestAnswer): void {
    const { connected, failed, request } = this.#options;
    if (answer.status === 0 && endings.has(effect.type)) {
      this.#owed.push(effect);
      if (!connected()) return;
    }
    // A phone that Asterisk rang without saying so must not ring on for nobody.
    if ((effect.type === 'RingPhone' || effect.type === 'DialNumber') && answer.status === 0 && connected()) {
      void request({ method: 'DELETE', uri: `channels/${encodeURIComponent(effect.legId)}?reason_code=16` });
    }
    failed(effect, answer.status, reasonOf(answer));
  }

  #remember(effect: AriEffect): void {
    switch (effect.type) {
      case 'PutLegInBridge':
        if (this.#bridgeKinds.get(effect.bridgeId) === 'holding') this.#legsWithMusic.add(effect.legId);
        else this.#legsWithMusic.delete(effect.legId);
        return;
      case 'MuteRecording':
        this.#muted.add(effect.recordingId);
        return;
      case 'UnmuteRecording':
      case 'StopRecording':
        this.#muted.delete(effect.recordingId);
        return;
      case 'CreateBridge':
        this.#bridgeKinds.set(effect.bridgeId, effect.kind);
        return;
      default:
        return;
    }
  }

  async #mediaOf(utterances: readonly Utterance[]): Promise<readonly string[]> {
    const [only, ...others] = utterances;
    if (only !== undefined && others.length === 0) return this.#options.mediaOf(only);
    const lists = await Promise.all(utterances.map((utterance) => this.#options.mediaOf(utterance)));
    return lists.flat();
  }
}
