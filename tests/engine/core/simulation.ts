import { defaultFlow } from '../../../dialplan/default-flow.ts';
import { seedOpeningHours } from '../../../dialplan/seed-opening-hours.ts';
import type { Cdr } from '../../../engine/core/cdr.ts';
import type { Command, CommandAnswer } from '../../../engine/core/commands.ts';
import type { Configuration } from '../../../engine/core/configuration.ts';
import type { Effect, OnCallEffect } from '../../../engine/core/effects.ts';
import type { EngineEvent } from '../../../engine/core/events.ts';
import type { CallFact, Fact } from '../../../engine/core/facts.ts';
import {
  type AgentId,
  type AgentSessionId,
  type BridgeId,
  type CallId,
  type CommandId,
  type Instant,
  instant,
  type LegId,
  later,
  type PhoneUser,
  type PlaybackId,
  type PromptVersionId,
  type QueueId,
  type RecordingId,
  type Skill,
  type TimerId,
} from '../../../engine/core/ids.ts';
import { step } from '../../../engine/core/step.ts';
import { emptyWorld, type World } from '../../../engine/core/world.ts';
import { promptKeys } from '../../../prompts/catalogue.ts';

/** How an agent's phone behaves when it is rung. */
export type PhoneBehaviour =
  | { readonly kind: 'answers'; readonly afterMs: number; readonly talksMs?: number }
  | { readonly kind: 'never' }
  | { readonly kind: 'busy'; readonly afterMs: number }
  | { readonly kind: 'rejects'; readonly afterMs: number }
  | { readonly kind: 'refused' };

export type SimulatedCall = {
  readonly id: string;
  readonly atMs: number;
  readonly to?: string;
  readonly from?: string;
  readonly keys?: readonly { readonly atMs: number; readonly digit: string }[];
  /** After arrival. Without it the caller stays until the other side ends. */
  readonly hangsUpAfterMs?: number;
  /** How long Asterisk held the caller already, for want of an engine. */
  readonly heldMs?: number;
};

/** A Monday in opening hours: 23. 11. 2026 at 10.00 in Ljubljana. */
export const mondayAtTen = instant(Date.parse('2026-11-23T10:00:00+01:00'));

const approved = (language: string) =>
  Object.fromEntries(promptKeys.map((key) => [key, `${key}-${language}-1` as PromptVersionId]));

export function configurationOf(agents: number, change: Partial<Configuration> = {}): Configuration {
  return {
    version: 'simulated',
    line: { number: '38615551234', aliases: [] },
    flow: defaultFlow,
    openingHours: seedOpeningHours,
    queues: [
      {
        id: 'narocanje' as QueueId,
        name: 'Naročanje',
        locationIds: [],
        skills: ['narocanje' as Skill],
        ringSeconds: 20,
        wrapUpSeconds: 30,
        announceEverySeconds: 45,
        assumedHandlingSeconds: 240,
        serviceLevel: { seconds: 20, share: 0.8 },
        strategy: 'longestIdle',
        priority: 0,
        minimumLevel: 1,
        widening: [],
        lastAgentHours: 0,
      },
    ],
    agents: Array.from({ length: agents }, (_, index) => ({
      id: `agent${index + 1}` as AgentId,
      name: `Agent ${index + 1}`,
      phone: `10${index + 1}` as PhoneUser,
      skills: ['narocanje', 'jezik:sl', 'jezik:en'].map((skill) => ({ skill: skill as Skill, level: 1 })),
    })),
    pauseReasons: [{ digit: '1', key: 'malica', name: 'malica' }],
    dispositions: ['narocanje', 'drugo'],
    prompts: { sl: approved('sl'), en: approved('en') },
    ...change,
  };
}

type Planned = { readonly at: Instant; readonly order: number; readonly happens: () => void };

/**
 * The core on a virtual clock, with an Asterisk that does what it is told after `delayMs` and phones that behave as
 * scripted. `fails` makes it refuse an effect. Everything that reached the core is kept, as a journal keeps it.
 */
export class Simulation {
  readonly world: World = emptyWorld();
  readonly events: EngineEvent[] = [];
  readonly facts: Fact[] = [];
  readonly effects: Effect[] = [];
  readonly answers = new Map<CommandId, CommandAnswer>();
  readonly phones = new Map<PhoneUser, PhoneBehaviour>();
  readonly bridges = new Map<BridgeId, Set<LegId>>();
  fails: (effect: OnCallEffect) => number | null = () => null;
  delayMs = 5;
  /** How long one utterance takes to say. */
  utteranceMs = 2_000;
  #at: Instant;
  #order = 0;
  #planned: Planned[] = [];
  readonly #legs = new Map<LegId, { phone: PhoneUser | null; up: boolean }>();
  readonly #timers = new Map<TimerId, number>();
  readonly #playbacks = new Set<PlaybackId>();
  readonly #recordings = new Map<RecordingId, { bridgeId: BridgeId; startedAt: Instant }>();

  constructor(configuration: Configuration = configurationOf(2), at: Instant = mondayAtTen) {
    this.#at = at;
    this.happen({ type: 'EngineStarted', at, engineId: 'simulated' });
    this.happen({ type: 'ConfigurationLoaded', at, configuration });
    this.connect(configuration.agents.map(({ phone }) => phone));
  }

  get at(): Instant {
    return this.#at;
  }

  connect(reachablePhones: readonly PhoneUser[]): void {
    const bridges = [...this.bridges].map(([bridgeId, legs]) => ({ bridgeId, legs: [...legs] }));
    this.happen({ type: 'AsteriskConnected', at: this.#at, legs: [...this.#legs.keys()], bridges, reachablePhones });
  }

  /** A leg that Asterisk loses without a word. */
  loseLeg(legId: LegId): void {
    this.#legs.delete(legId);
  }

  /** Plans something for `ms` after the start of the present instant. */
  after(ms: number, happens: () => void): void {
    this.#planned.push({ at: later(this.#at, ms), order: this.#order++, happens });
  }

  happen(event: EngineEvent): void {
    this.events.push(event);
    const { effects, facts } = step(this.world, event);
    this.facts.push(...facts);
    for (const effect of effects) {
      this.effects.push(effect);
      this.#perform(effect);
    }
  }

  command(command: Command): CommandAnswer {
    const commandId = `command-${this.events.length}` as CommandId;
    const sessionId = `session-${this.events.length}` as AgentSessionId;
    this.happen({ type: 'CommandReceived', at: this.#at, commandId, by: { kind: 'operator' }, command, sessionId });
    const answer = this.answers.get(commandId);
    if (answer === undefined) throw new Error('A command was not answered.');
    return answer;
  }

  /** Signs an agent in and makes the agent ready; the phone behaves as said. */
  atWork(agentId: string, behaviour: PhoneBehaviour = { kind: 'answers', afterMs: 3_000 }): void {
    const id = agentId as AgentId;
    const phone = this.world.configuration?.agents.find((agent) => agent.id === id)?.phone as PhoneUser;
    this.phones.set(phone, behaviour);
    this.command({ type: 'SignIn', agentId: id });
    this.command({ type: 'BecomeReady', agentId: id });
  }

  call({ id, atMs, to = '015551234', from, keys = [], hangsUpAfterMs, heldMs }: SimulatedCall): CallId {
    const callId = id as CallId;
    const legId = `leg-${id}` as LegId;
    this.after(atMs, () => {
      this.#legs.set(legId, { phone: null, up: false });
      for (const key of keys) {
        this.after(key.atMs, () =>
          this.#ifThere(legId, { type: 'DigitPressed', at: this.#at, legId, digit: key.digit }),
        );
      }
      if (hangsUpAfterMs !== undefined) this.after(hangsUpAfterMs, () => this.hangUp(legId));
      this.happen({
        type: 'CallArrived',
        at: this.#at,
        callId,
        legId,
        callerNumber: from ?? null,
        calledNumber: to,
        trunk: 'sample',
        ...(heldMs === undefined ? {} : { arrivedAt: instant(this.#at - heldMs) }),
      });
    });
    return callId;
  }

  /** The far side of a leg puts the phone down. */
  hangUp(legId: LegId, cause = 16): void {
    if (!this.#legs.has(legId)) return;
    this.happen({ type: 'LegHungUp', at: this.#at, legId });
    this.#end(legId, cause);
  }

  /** Lets time pass; everything planned up to then happens in its order. */
  pass(ms: number): void {
    const until = later(this.#at, ms);
    for (;;) {
      const next = this.#next(until);
      if (next === null) break;
      this.#at = next.at;
      next.happens();
    }
    this.#at = until;
  }

  /** The closed record of a call, or the newest there is. */
  cdr(id: string): Cdr {
    const told = this.factsOf(id).findLast((fact) => fact.type === 'CallClosed' || fact.type === 'CallEnded');
    if (told?.type !== 'CallClosed' && told?.type !== 'CallEnded') throw new Error(`Call ${id} has no record yet.`);
    return told.cdr;
  }

  factsOf(id: string): CallFact[] {
    return this.facts.filter(
      (fact): fact is CallFact => 'callId' in fact && fact.callId === id && fact.type !== 'AgentStateChanged',
    );
  }

  get unexpected(): Fact[] {
    return this.facts.filter(({ type }) => type === 'Unexpected');
  }

  #next(until: Instant): Planned | null {
    let best = -1;
    for (const [index, planned] of this.#planned.entries()) {
      const current = this.#planned[best];
      if (planned.at > until) continue;
      if (
        current === undefined ||
        planned.at < current.at ||
        (planned.at === current.at && planned.order < current.order)
      )
        best = index;
    }
    return best < 0 ? null : (this.#planned.splice(best, 1)[0] ?? null);
  }

  #ifThere(legId: LegId, event: EngineEvent): void {
    if (this.#legs.has(legId)) this.happen({ ...event, at: this.#at });
  }

  #end(legId: LegId, cause: number): void {
    if (!this.#legs.delete(legId)) return;
    for (const legs of this.bridges.values()) legs.delete(legId);
    this.happen({ type: 'LegEnded', at: this.#at, legId, cause });
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'StartTimer': {
        const order = this.#order;
        this.#timers.set(effect.timerId, order);
        this.after(Math.max(0, effect.dueAt - this.#at), () => {
          if (this.#timers.get(effect.timerId) === order)
            this.happen({ type: 'TimerFired', at: this.#at, timerId: effect.timerId });
        });
        return;
      }
      case 'StopTimer':
        this.#timers.delete(effect.timerId);
        return;
      case 'AnswerCommand':
        this.answers.set(effect.commandId, effect.answer);
        return;
      default:
        this.after(this.delayMs, () => this.#obey(effect));
    }
  }

  /** What Asterisk does. */
  #obey(effect: OnCallEffect): void {
    const status = this.fails(effect);
    if (status !== null)
      return this.happen({ type: 'EffectFailed', at: this.#at, effect, status, reason: 'simulated' });
    switch (effect.type) {
      case 'AnswerLeg': {
        const leg = this.#legs.get(effect.legId);
        if (leg) leg.up = true;
        return this.#ifThere(effect.legId, { type: 'LegAnswered', at: this.#at, legId: effect.legId });
      }
      case 'HangUpLeg':
        return this.#end(effect.legId, effect.cause);
      case 'PlayUtterances': {
        const { playbackId, legId } = effect;
        if (!this.#legs.has(legId)) return;
        this.#playbacks.add(playbackId);
        this.after(this.utteranceMs * effect.utterances.length, () => {
          if (!this.#playbacks.delete(playbackId)) return;
          const result = this.#legs.has(legId) ? 'finished' : 'failed';
          this.happen({ type: 'PlaybackEnded', at: this.#at, playbackId, result });
        });
        return;
      }
      case 'StopPlayback':
        if (this.#playbacks.delete(effect.playbackId)) {
          this.happen({ type: 'PlaybackEnded', at: this.#at, playbackId: effect.playbackId, result: 'finished' });
        }
        return;
      case 'CreateBridge':
        if (this.bridges.has(effect.bridgeId)) throw new Error(`Bridge ${effect.bridgeId} was made twice.`);
        this.bridges.set(effect.bridgeId, new Set());
        return;
      case 'PutLegInBridge': {
        if (!this.#legs.has(effect.legId)) return;
        for (const legs of this.bridges.values()) legs.delete(effect.legId);
        this.bridges.get(effect.bridgeId)?.add(effect.legId);
        return;
      }
      case 'DestroyBridge':
        this.bridges.delete(effect.bridgeId);
        for (const [recordingId, { bridgeId }] of this.#recordings)
          if (bridgeId === effect.bridgeId) this.#recordingOver(recordingId);
        return;
      case 'RingPhone':
        return this.#ring(effect.legId, effect.phone);
      case 'StartRecording':
        this.#recordings.set(effect.recordingId, { bridgeId: effect.bridgeId, startedAt: this.#at });
        return;
      case 'StopRecording':
        return this.#recordingOver(effect.recordingId);
      case 'MuteRecording':
      case 'UnmuteRecording':
      case 'SealRecording':
        return;
    }
  }

  #recordingOver(recordingId: RecordingId): void {
    const recording = this.#recordings.get(recordingId);
    if (recording === undefined) return;
    this.#recordings.delete(recordingId);
    const seconds = (this.#at - recording.startedAt) / 1000;
    this.happen({ type: 'RecordingEnded', at: this.#at, recordingId, result: 'finished', seconds });
  }

  #ring(legId: LegId, phone: PhoneUser): void {
    const behaviour = this.phones.get(phone) ?? { kind: 'never' };
    this.#legs.set(legId, { phone, up: false });
    this.after(50, () => this.#ifThere(legId, { type: 'LegRang', at: this.#at, legId }));
    switch (behaviour.kind) {
      case 'answers':
        this.after(behaviour.afterMs, () => {
          this.#ifThere(legId, { type: 'LegAnswered', at: this.#at, legId });
          if (behaviour.talksMs !== undefined) this.after(behaviour.talksMs, () => this.hangUp(legId));
        });
        return;
      case 'busy':
        this.after(behaviour.afterMs, () => this.hangUp(legId, 17));
        return;
      case 'rejects':
        this.after(behaviour.afterMs, () => this.hangUp(legId, 21));
        return;
      case 'never':
      case 'refused':
        return;
    }
  }
}
