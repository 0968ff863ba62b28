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
  type PhoneUser,
  type PlaybackId,
  type RecordingId,
  type TimerId,
} from '../../../engine/core/ids.ts';
import { step } from '../../../engine/core/step.ts';
import { emptyWorld, type World } from '../../../engine/core/world.ts';
import { SimulatedCalendar } from './simulated-calendar.ts';
import { callFacts, configurationOf, mondayAtTen, type PhoneBehaviour, type SimulatedCall } from './simulated-line.ts';
import { SimulatedPlan } from './simulated-plan.ts';
import { SimulatedRecordings } from './simulated-recordings.ts';
import { type SimulatedLeg, SimulatedRinger } from './simulated-ringer.ts';
import { VirtualClock } from './virtual-clock.ts';

export { configurationOf, mondayAtTen, type PhoneBehaviour, type SimulatedCall };

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
  /** How the person behind a dialled number behaves, by the number as it was dialled. */
  readonly outside = new Map<string, PhoneBehaviour>();
  readonly bridges = new Map<BridgeId, Set<LegId>>();
  fails: (effect: OnCallEffect) => number | null = () => null;
  /** Playbacks that it loses: they are not heard and their end is never told. */
  loses: (effect: OnCallEffect & { type: 'PlayUtterances' }) => boolean = () => false;
  readonly calendar = new SimulatedCalendar(this);
  delayMs = 5;
  utteranceMs = 2_000;
  readonly #clock: VirtualClock;
  readonly #legs = new Map<LegId, SimulatedLeg>();
  readonly #timers = new Map<TimerId, number>();
  readonly #playbacks = new Map<PlaybackId, LegId>();
  readonly recordings = new SimulatedRecordings();
  /** How each caller came; who is not known to the engine when it connects is announced then. */
  readonly #arrivals = new Map<LegId, EngineEvent & { type: 'CallArrived' }>();
  readonly plan = new SimulatedPlan(
    this,
    (legId) => this.#arrivals.has(legId),
    () => this.#connected,
  );
  readonly #ringer = new SimulatedRinger(this, this.#legs, {
    tell: (legId, event) => this.#ifThere(legId, event),
    end: (legId, cause) => this.#end(legId, cause),
  });
  #bridgesHang = false;
  #unsure = false;
  #engineAlive = true;
  #connected = true;
  #owed: OnCallEffect[] = [];
  #effectsBeforeDeath: number | null = null;
  #asteriskStartedAt: Instant;

  constructor(configuration: Configuration = configurationOf(2), at: Instant = mondayAtTen) {
    this.#clock = new VirtualClock(at);
    this.#asteriskStartedAt = at;
    this.happen({ type: 'EngineStarted', at, engineId: 'simulated' });
    this.happen({ type: 'ConfigurationLoaded', at, configuration });
    this.connect(configuration.agents.map(({ phone }) => phone));
  }

  get at(): Instant {
    return this.#clock.at;
  }

  connect(reachablePhones: readonly PhoneUser[]): void {
    this.#bridgesHang = false;
    this.#unsure = false;
    for (const effect of this.#owed.splice(0)) this.#obey(effect);
    this.#connected = true;
    const bridges = [...this.bridges].map(([bridgeId, legs]) => ({ bridgeId, legs: [...legs] }));
    const legs = [...this.#legs.keys()].filter((legId) => !this.#arrivals.has(legId) || this.world.legs.has(legId));
    const believed = [...this.world.recordings.keys(), ...this.world.lateRecordings.keys()];
    const recordings = believed.map((recordingId) => this.recordings.found(recordingId));
    const startedAt = this.#asteriskStartedAt;
    const elsewhere = legs.filter((legId) => this.plan.has(legId));
    this.happen({
      ...{ type: 'AsteriskConnected', at: this.at, legs, elsewhere, bridges, reachablePhones, startedAt, recordings },
    });
    for (const [legId, { phone, up }] of [...this.#legs])
      if (phone !== null && up) this.#ifThere(legId, { type: 'LegAnswered', at: this.at, legId });
    for (const [legId, event] of this.#arrivals)
      if (!this.world.legs.has(legId)) this.#ifThere(legId, { ...event, arrivedAt: event.arrivedAt ?? event.at });
  }

  /** The engine is killed while it works on its next event: it was written down, and so many of its effects got out. */
  killAtNextEvent(effects: number): void {
    this.#effectsBeforeDeath = effects;
  }

  /** No engine comes, and somebody leaves the caller to Asterisk's own plan. */
  leaveToPlan(legId: LegId): void {
    for (const legs of this.bridges.values()) legs.delete(legId);
    for (const [id, of] of this.#playbacks) if (of === legId) this.#playbacks.delete(id);
    this.plan.take(legId);
  }

  /** A new engine on the journal that is not connected yet. */
  revive(): void {
    this.kill();
    this.#engineAlive = true;
    this.happen({ type: 'EngineStarted', at: this.at, engineId: 'restarted' });
    for (const [timerId, dueAt] of this.world.timers) this.#perform({ type: 'StartTimer', timerId, dueAt });
  }

  /** A new engine on the journal of the one that is gone, and its connection to Asterisk. */
  restart(reachablePhones: readonly PhoneUser[]): void {
    this.revive();
    this.connect(reachablePhones);
  }

  /** Bridges do not answer any more, which the port finds out before it gives the first command up. */
  hang(): void {
    if (!this.#connected) return;
    this.#bridgesHang = true;
    this.after(4_000, () => {
      if (this.#bridgesHang) this.#tell({ type: 'AsteriskHealthChanged', at: this.at, hanging: ['bridges'] });
    });
  }

  /** They answer again; the port sees to an inventory if commands came to nothing. */
  comeBack(reachablePhones: readonly PhoneUser[]): void {
    if (!this.#bridgesHang) return;
    this.#bridgesHang = false;
    if (!this.#unsure) return this.#tell({ type: 'AsteriskHealthChanged', at: this.at, hanging: [] });
    if (!this.#connected) return;
    this.loseConnection();
    this.connect(reachablePhones);
  }

  loseConnection(): void {
    if (!this.#connected) return;
    this.#connected = false;
    this.happen({ type: 'AsteriskLost', at: this.at });
  }

  /** Asterisk is killed and starts again; of the recordings there are the files. */
  restartAsterisk(): void {
    this.#legs.clear();
    this.bridges.clear();
    this.#playbacks.clear();
    this.#arrivals.clear();
    for (const recordingId of this.recordings.running) this.recordings.stop(recordingId, this.at);
    this.#asteriskStartedAt = this.at;
    this.loseConnection();
  }

  /** What Asterisk still holds of calls. */
  get inAsterisk(): readonly string[] {
    return [...this.#legs.keys(), ...this.bridges.keys(), ...this.recordings.running];
  }

  /** Killed at once, between two events. */
  kill(): void {
    this.calendar.forget();
    this.#effectsBeforeDeath = null;
    this.#engineAlive = false;
    this.#connected = false;
    this.#owed = [];
    this.#timers.clear();
  }

  /** A leg that Asterisk loses without a word. */
  loseLeg(legId: LegId): void {
    this.#legs.delete(legId);
  }

  /** Plans something for `ms` after the start of the present instant. */
  after(ms: number, happens: () => void): void {
    this.#clock.after(ms, happens);
  }

  happen(event: EngineEvent): void {
    if (!this.#engineAlive) return;
    this.events.push(event);
    const { effects, facts } = step(this.world, event);
    this.facts.push(...facts);
    const last = this.#effectsBeforeDeath;
    for (const effect of last === null ? effects : effects.slice(0, last)) {
      this.effects.push(effect);
      this.#perform(effect);
    }
    if (last !== null) this.kill();
  }

  /** What only Asterisk can tell of; nobody hears it while there is no connection. */
  #tell(event: EngineEvent): void {
    if (this.#connected) this.happen(event);
  }

  command(command: Command): CommandAnswer {
    const answer = this.ask(command);
    if (answer === undefined) throw new Error('A command was not answered.');
    return answer;
  }

  /** The answer; none when the engine is killed before it is given. */
  ask(command: Command): CommandAnswer | undefined {
    const commandId = `command-${this.events.length}` as CommandId;
    const sessionId = `session-${this.events.length}` as AgentSessionId;
    this.happen({ type: 'CommandReceived', at: this.at, commandId, by: { kind: 'operator' }, command, sessionId });
    return this.answers.get(commandId);
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
          this.#ifThere(legId, { type: 'DigitPressed', at: this.at, legId, digit: key.digit }),
        );
      }
      if (hangsUpAfterMs !== undefined) this.after(hangsUpAfterMs, () => this.hangUp(legId));
      const arrival = {
        type: 'CallArrived',
        at: this.at,
        callId,
        legId,
        callerNumber: from ?? null,
        calledNumber: to,
        trunk: 'sample',
        ...(heldMs === undefined ? {} : { arrivedAt: instant(this.at - heldMs) }),
      } as const;
      this.#arrivals.set(legId, arrival);
      this.#tell(arrival);
    });
    return callId;
  }

  /** The far side of a leg puts the phone down. */
  hangUp(legId: LegId, cause = 16): void {
    if (!this.#legs.has(legId)) return;
    this.#end(legId, cause);
  }

  /** Lets time pass; everything planned up to then happens in its order. */
  pass(ms: number): void {
    this.#clock.pass(ms);
  }

  /** The closed record of a call, or the newest there is. */
  cdr(id: string): Cdr {
    const told = this.factsOf(id).findLast((fact) => fact.type === 'CallClosed' || fact.type === 'CallEnded');
    if (told?.type !== 'CallClosed' && told?.type !== 'CallEnded') throw new Error(`Call ${id} has no record yet.`);
    return told.cdr;
  }

  factsOf(id: string): CallFact[] {
    return callFacts(this.facts).filter(({ callId }) => callId === id);
  }

  get unexpected(): Fact[] {
    return this.facts.filter(({ type }) => type === 'Unexpected');
  }

  #ifThere(legId: LegId, event: EngineEvent): void {
    if (this.#legs.has(legId)) this.#tell({ ...event, at: this.at });
  }

  #end(legId: LegId, cause: number): void {
    if (!this.#legs.delete(legId)) return;
    this.#arrivals.delete(legId);
    for (const legs of this.bridges.values()) legs.delete(legId);
    for (const recordingId of this.recordings.of(legId)) this.#recordingOver(recordingId);
    this.#tell({ type: 'LegEnded', at: this.at, legId, cause });
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'StartTimer': {
        const order = this.#clock.after(Math.max(0, effect.dueAt - this.at), () => {
          if (this.#timers.get(effect.timerId) === order)
            this.happen({ type: 'TimerFired', at: this.at, timerId: effect.timerId });
        });
        this.#timers.set(effect.timerId, order);
        return;
      }
      case 'StopTimer':
        return void this.#timers.delete(effect.timerId);
      case 'AnswerCommand':
        return void this.answers.set(effect.commandId, effect.answer);
      case 'AskCalendar':
        return this.calendar.ask(effect);
      default:
        if (this.#connected) this.after(this.delayMs, () => this.#obey(effect));
        else this.#refuse(effect);
    }
  }

  /** As the port does it: what ends something is done when the connection is back, the rest fails. */
  #refuse(effect: OnCallEffect, afterMs = 0, reason = 'not connected'): void {
    this.#unsure = this.#bridgesHang;
    if (['HangUpLeg', 'DestroyBridge', 'StopRecording'].includes(effect.type)) this.#owed.push(effect);
    else this.after(afterMs, () => this.happen({ type: 'EffectFailed', at: this.at, effect, status: 0, reason }));
  }

  /** What Asterisk does. */
  #obey(effect: OnCallEffect): void {
    if (this.#bridgesHang && /Bridge/.test(effect.type)) return this.#refuse(effect, 5_000, 'no answer in time');
    const status = this.fails(effect);
    if (status !== null) return this.#tell({ type: 'EffectFailed', at: this.at, effect, status, reason: 'simulated' });
    switch (effect.type) {
      case 'AnswerLeg': {
        const leg = this.#legs.get(effect.legId);
        if (leg) leg.up = true;
        return this.#ifThere(effect.legId, { type: 'LegAnswered', at: this.at, legId: effect.legId });
      }
      case 'HangUpLeg':
        return this.#end(effect.legId, effect.cause);
      case 'LeaveLegToPlan':
        return this.plan.take(effect.legId);
      case 'PlayUtterances': {
        const { playbackId, legId } = effect;
        if (!this.#legs.has(legId) || this.loses(effect)) return;
        this.#playbacks.set(playbackId, legId);
        return this.after(this.utteranceMs * effect.utterances.length, () => this.#playbackOver(playbackId));
      }
      case 'StopPlayback':
        return this.#playbackOver(effect.playbackId);
      case 'CreateBridge':
        // Asked for again after a restart: 409, and that is what was wanted.
        return void (this.bridges.has(effect.bridgeId) || this.bridges.set(effect.bridgeId, new Set()));
      case 'PutLegInBridge':
        if (!this.#legs.has(effect.legId) || this.plan.has(effect.legId)) return;
        for (const legs of this.bridges.values()) legs.delete(effect.legId);
        this.bridges.get(effect.bridgeId)?.add(effect.legId);
        return;
      case 'DestroyBridge':
        for (const [id, legId] of this.#playbacks)
          if (this.bridges.get(effect.bridgeId)?.has(legId)) this.#playbackOver(id);
        this.bridges.delete(effect.bridgeId);
        for (const recordingId of this.recordings.of(effect.bridgeId)) this.#recordingOver(recordingId);
        return;
      case 'RingPhone':
        return this.#ringer.ring(effect.legId, effect.phone, this.phones.get(effect.phone));
      case 'DialNumber':
        return this.#ringer.ring(effect.legId, effect.number as PhoneUser, this.outside.get(effect.number));
      case 'StartRecording':
        return this.recordings.start(effect.recordingId, effect.bridgeId, this.at);
      case 'RecordMessage':
        if (!this.#legs.has(effect.legId)) return;
        this.recordings.start(effect.recordingId, effect.legId, this.at);
        return this.after(effect.longestSeconds * 1000, () => this.#recordingOver(effect.recordingId));
      case 'DiscardRecording':
        return this.recordings.discard(effect.recordingId);
      case 'StopRecording':
        return this.#recordingOver(effect.recordingId);
      case 'MuteRecording':
      case 'UnmuteRecording':
      case 'SealRecording':
        return;
    }
  }

  #playbackOver(playbackId: PlaybackId): void {
    const legId = this.#playbacks.get(playbackId);
    if (legId === undefined || !this.#playbacks.delete(playbackId)) return;
    const result = this.#legs.has(legId) ? 'finished' : 'failed';
    this.#tell({ type: 'PlaybackEnded', at: this.at, playbackId, result });
  }

  #recordingOver(recordingId: RecordingId): void {
    const seconds = this.recordings.stop(recordingId, this.at);
    if (seconds !== null) this.#tell({ type: 'RecordingEnded', at: this.at, recordingId, result: 'finished', seconds });
  }
}
