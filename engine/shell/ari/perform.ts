import type { Logger } from 'pino';
import type { Utterance } from '../../core/effects.ts';
import type { BridgeId, CallId, LegId, PlaybackId, RecordingId } from '../../core/ids.ts';
import { LateHolds } from './late-holds.ts';
import {
  type AriEffect,
  type AriTask,
  effectsOf,
  legsOf,
  type RequestContext,
  requestsOf,
  together,
  verdictOn,
} from './requests.ts';
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
  readonly performed?: (type: AriTask['type'], milliseconds: number) => void;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
};

/** Effects that end something. They are not lost with the connection but performed when it is back. */
const endings: ReadonlySet<AriTask['type']> = new Set(['HangUpLeg', 'DestroyBridge', 'StopRecording']);

const nothing: readonly string[] = [];

/** How long a recording that was asked for may take to begin, on a machine that is very busy. */
const beginsWithinMs = 5_000;
const askAgainMs = 50;

/**
 * What follows such a one depends on what Asterisk said to it, and is sent after that: a ringing tone for somebody who
 * is not dialled would never end, and muting is counted.
 */
function isAwaited(effect: AriTask): boolean {
  return effect.type === 'MuteRecording' || effect.type === 'UnmuteRecording' || toneOf(effect) !== null;
}

/** Who hears the ringing while somebody is dialled, and as which playback. */
function toneOf(effect: AriTask): { readonly legId: LegId; readonly playbackId: PlaybackId } | null {
  return effect.type === 'DialNumber' || effect.type === 'RingPhone' ? (effect.heardBy ?? null) : null;
}

/**
 * Performs effects. Those of one call go out in their order, and Asterisk works through the requests of a socket one
 * after the other, so the next is sent without waiting for the answer to the one before: waiting would cost a way there
 * and back for each of the five that make a talk. A call waits only for its own sounds, and for the few answers that
 * decide what follows. Different calls never wait for each other.
 */
export class Performer {
  readonly #options: PerformerOptions;
  /** Calls with an effect that holds up those behind it, and what waits there. */
  readonly #queues = new Map<CallId, AriTask[]>();
  readonly #bridgeKinds = new Map<BridgeId, 'holding' | 'mixing'>();
  /** Who hears music, and in which holding bridge; null: on the leg itself (late-holds.ts). */
  readonly #holdings = new Map<LegId, BridgeId | null>();
  readonly #holds = new LateHolds();
  readonly #playbacks = new Map<PlaybackId, LegId>();
  readonly #muted = new Set<RecordingId>();
  readonly #context: Omit<RequestContext, 'media'>;
  #owed: AriEffect[] = [];

  constructor(options: PerformerOptions) {
    this.#options = options;
    this.#context = {
      application: options.application,
      kindOf: (bridgeId) => this.#bridgeKinds.get(bridgeId) ?? null,
      hearsMusic: (legId) => this.#holdings.has(legId),
      heldIn: (bridgeId) => [...this.#holdings].flatMap(([legId, of]) => (of === bridgeId ? [legId] : [])),
      playbacksOf: (legId) => [...this.#playbacks].flatMap(([playbackId, of]) => (of === legId ? [playbackId] : [])),
    };
  }

  perform(effects: readonly AriEffect[]): void {
    for (const effect of together(this.#holds.tasksOf(effects))) this.#enqueue(effect);
  }

  #enqueue(effect: AriTask): void {
    const queue = this.#queues.get(effect.callId);
    if (queue !== undefined) queue.push(effect);
    else this.#hold(effect, []);
  }

  /** What an earlier engine made, from the inventory. */
  learnBridge(bridgeId: BridgeId, kind: 'holding' | 'mixing', legs: readonly LegId[]): void {
    this.#bridgeKinds.set(bridgeId, kind);
    this.#holds.learn(bridgeId, legs);
    if (kind === 'holding') for (const legId of legs) this.#holdings.set(legId, bridgeId);
  }

  legEnded(legId: LegId): void {
    this.#holdings.delete(legId);
    this.#holds.legEnded(legId);
  }

  playbackEnded(playbackId: PlaybackId): void {
    const legId = this.#playbacks.get(playbackId);
    this.#playbacks.delete(playbackId);
    if (legId !== undefined) this.#saidTo(legId);
  }

  #saidTo(legId: LegId): void {
    const music = this.#holds.saidTo(legId);
    if (music !== null) this.#enqueue(music);
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

  /** Sends an effect; while it holds up the others of its call, they gather in `queue`. */
  #hold(effect: AriTask, queue: AriTask[]): void {
    const sent = this.#send(effect);
    if (sent === null) return;
    this.#queues.set(effect.callId, queue);
    void sent.then(() => {
      this.#queues.delete(effect.callId);
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        this.#hold(next, queue);
        if (this.#queues.has(effect.callId)) return;
      }
    });
  }

  /** Null: what follows may be sent at once. */
  #send(effect: AriTask): Promise<void> | null {
    const { connected, isUp, answered } = this.#options;
    if (!connected() && endings.has(effect.type)) {
      this.#owed.push(...effectsOf(effect));
      return null;
    }
    // Asterisk says nothing when a leg that is up is answered: one that waited without an engine, or after a restart.
    if (effect.type === 'AnswerLeg' && isUp(effect.legId)) {
      answered(effect.legId);
      return null;
    }
    // Muting counts in Asterisk: twice muted and twice unmuted is silent to the end (measured on 22.10.1).
    if (effect.type === 'MuteRecording' && this.#muted.has(effect.recordingId)) return null;
    if (effect.type === 'PlayUtterances') return this.#play(effect);
    const done = this.#ask(effect, nothing);
    return isAwaited(effect) ? done : null;
  }

  #play(effect: AriEffect & { type: 'PlayUtterances' }): Promise<void> | null {
    const unsaid = (reason: string): void => {
      this.#options.failed(effect, 0, reason);
      this.#saidTo(effect.legId);
    };
    const said = (media: readonly string[]): void => {
      if (media.length === 0) unsaid('there is nothing to play');
      else void this.#ask(effect, media);
    };
    // mediaOf is not ours; whatever it throws is this effect's failure and nobody else's.
    const unknown = (error: unknown): void => unsaid(error instanceof Error ? error.message : String(error));
    try {
      const media = this.#mediaOf(effect.utterances);
      if (media instanceof Promise) return media.then(said).catch(unknown);
      said(media);
    } catch (error) {
      unknown(error);
    }
    return null;
  }

  /** Sends all requests of an effect together; resolves when all are answered and what they say was judged. */
  async #ask(effect: AriTask, media: readonly string[]): Promise<void> {
    const { log, request, performed, failed } = this.#options;
    let requests: readonly RestRequest[];
    try {
      requests = requestsOf(effect, { ...this.#context, media });
    } catch (error) {
      // What may not be dialled, for one.
      const reason = error instanceof Error ? error.message : String(error);
      for (const each of effectsOf(effect)) failed(each, 0, reason);
      return;
    }
    this.#remember(effect);
    const askedAt = performance.now();
    const answers = isAwaited(effect)
      ? await inTurn(requests, effect.type === 'MuteRecording' ? (each) => this.#onceItRecords(each) : request)
      : await Promise.all(requests.map((each) => request(each)));
    for (const [index, answer] of answers.entries()) {
      if (requests[index]?.optional) {
        if (!succeeded(answer)) log.debug({ effect: effect.type, status: answer.status }, 'done without a part of it');
        continue;
      }
      const verdict = verdictOn(effect, answer);
      // Of one that Asterisk lost no end is told.
      if (effect.type === 'StopPlayback' && verdict !== 'failed') this.playbackEnded(effect.playbackId);
      if (verdict === 'done') continue;
      this.#forget(effect);
      if (verdict === 'failed') this.#fail(effect, answer);
      return;
    }
    performed?.(effect.type, performance.now() - askedAt);
  }

  /**
   * A recording that was asked for a moment ago has not begun, and Asterisk refuses to mute it with 409 (the table of
   * operations in res_stasis_recording.c); to stop it then means nothing either, and it would record what should not be
   * heard. So it is asked again until it has begun, or is over.
   */
  async #onceItRecords(asked: RestRequest): Promise<RestAnswer> {
    const { request, connected } = this.#options;
    const givenUpAt = performance.now() + beginsWithinMs;
    for (;;) {
      const answer = await request(asked);
      if (answer.status !== 409 || !connected() || performance.now() > givenUpAt) return answer;
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    }
  }

  #fail(effect: AriTask, answer: RestAnswer): void {
    const { connected, failed, request } = this.#options;
    if (answer.status === 0 && endings.has(effect.type)) {
      this.#owed.push(...effectsOf(effect));
      if (!connected()) return;
    }
    // A phone that Asterisk rang without saying so must not ring on for nobody.
    if ((effect.type === 'RingPhone' || effect.type === 'DialNumber') && answer.status === 0 && connected()) {
      void request({ method: 'DELETE', uri: `channels/${encodeURIComponent(effect.legId)}?reason_code=16` });
    }
    for (const each of effectsOf(effect)) failed(each, answer.status, reasonOf(answer));
  }

  /** Before the answer comes, since what is sent behind it builds on it, and the end of a short sound may come first. */
  #remember(effect: AriTask): void {
    switch (effect.type) {
      case 'PlayUtterances':
        this.#playbacks.set(effect.playbackId, effect.legId);
        return;
      case 'DialNumber':
      case 'RingPhone': {
        const tone = toneOf(effect);
        if (tone !== null) this.#playbacks.set(tone.playbackId, tone.legId);
        return;
      }
      case 'PutLegInBridge':
      case 'PutLegsInBridge':
        for (const legId of legsOf(effect)) {
          if (this.#bridgeKinds.get(effect.bridgeId) === 'holding') this.#holdings.set(legId, effect.bridgeId);
          else this.#holdings.delete(legId);
        }
        return;
      case 'HangUpLeg':
      case 'StopMusic':
        this.#holdings.delete(effect.legId);
        return;
      case 'PlayMusic':
        this.#holdings.set(effect.legId, null);
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
      case 'DestroyBridge':
        this.#bridgeKinds.delete(effect.bridgeId);
        for (const legId of this.#context.heldIn(effect.bridgeId)) this.#holdings.delete(legId);
        return;
      default:
        return;
    }
  }

  /** It was not done. */
  #forget(effect: AriTask): void {
    if (effect.type === 'PlayUtterances') this.#playbacks.delete(effect.playbackId);
    const tone = toneOf(effect);
    if (tone !== null) this.#playbacks.delete(tone.playbackId);
    if (effect.type === 'MuteRecording') this.#muted.delete(effect.recordingId);
  }

  #mediaOf(utterances: readonly Utterance[]): readonly string[] | Promise<readonly string[]> {
    const lists = utterances.map((utterance) => this.#options.mediaOf(utterance));
    return lists.every((list) => !(list instanceof Promise))
      ? (lists as readonly (readonly string[])[]).flat()
      : Promise.all(lists).then((all) => all.flat());
  }
}

/** One after the other, to the first that is refused and not optional. */
async function inTurn(
  requests: readonly RestRequest[],
  request: PerformerOptions['request'],
): Promise<readonly RestAnswer[]> {
  const answers: RestAnswer[] = [];
  for (const each of requests) {
    const answer = await request(each);
    answers.push(answer);
    if (!each.optional && !succeeded(answer)) break;
  }
  return answers;
}
