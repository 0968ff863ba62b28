import type { Utterance } from '../../../../engine/core/effects.ts';
import type {
  BridgeId,
  CallId,
  LegId,
  OfferId,
  PhoneUser,
  PlaybackId,
  RecordingId,
} from '../../../../engine/core/ids.ts';
import { Performer, type PerformerOptions } from '../../../../engine/shell/ari/perform.ts';
import type { AriEffect } from '../../../../engine/shell/ari/requests.ts';
import type { RestAnswer } from '../../../../engine/shell/ari/rest.ts';

export const call = (name: string): CallId => name as CallId;
export const answer = (name: string): AriEffect => ({
  callId: call(name),
  type: 'AnswerLeg',
  legId: `${name}-leg` as LegId,
});
export const hangUp = (name: string): AriEffect => ({
  ...answer(name),
  type: 'HangUpLeg',
  legId: `${name}-leg` as LegId,
  cause: 16,
});
export const callId = call('a');
export const legId = 'a-leg' as LegId;
export const talk = 'a-talk' as BridgeId;
export const waiting = 'a-waiting' as BridgeId;
export const recordingId = 'a-r1' as RecordingId;
export const playbackId = 'a-p1' as PlaybackId;
export const utterance = (versionId: string): Utterance =>
  ({ prompt: 'closed', versionId, language: 'sl', values: {} }) as never;
export const play = (...texts: string[]): AriEffect & { type: 'PlayUtterances' } => ({
  callId,
  type: 'PlayUtterances',
  legId,
  playbackId,
  utterances: texts.map(utterance),
});
export const ring: AriEffect & { readonly type: 'RingPhone' } = {
  callId,
  type: 'RingPhone',
  legId,
  offerId: 'a-o' as OfferId,
  phone: '101' as PhoneUser,
  callerNumber: null,
  ringSeconds: 20,
};

/** A wire that keeps every request until it is told what to answer. */
export class Wire {
  readonly sent: string[] = [];
  readonly uris: string[] = [];
  readonly failures: string[] = [];
  readonly answered: LegId[] = [];
  connected = true;
  up = new Set<LegId>();
  readonly #open: { readonly line: string; readonly resolve: (answer: RestAnswer) => void }[] = [];
  readonly performer: Performer;

  constructor(over: Partial<PerformerOptions> = {}) {
    this.performer = new Performer({
      application: 'uenarocanje',
      request: ({ method, uri }) => {
        const line = `${method} ${uri.replace(/\?.*/, '')}`;
        this.sent.push(line);
        this.uris.push(decodeURIComponent(uri));
        return new Promise((resolve) => this.#open.push({ line, resolve }));
      },
      connected: () => this.connected,
      mediaOf: ({ versionId }) => [`sound:${versionId}`],
      isUp: (leg) => this.up.has(leg),
      answered: (leg) => this.answered.push(leg),
      failed: ({ type }, status, reason) => this.failures.push(`${type} ${status} ${reason}`),
      log: { debug: () => {}, warn: () => {} },
      ...over,
    });
  }

  get open(): readonly string[] {
    return this.#open.map(({ line }) => line);
  }

  /** Answers the request that has waited longest, or the `index`th, and lets what follows be sent. */
  async reply(status = 204, body = '', index = 0): Promise<void> {
    this.#open.splice(index, 1)[0]?.resolve({ status, body });
    await settled();
  }

  async replyAll(status = 204): Promise<void> {
    await settled();
    while (this.#open.length > 0) await this.reply(status);
  }
}

export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
