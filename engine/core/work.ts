import { type AgentSessionEvent, type AgentSessionFinding, stepAgentSession } from './agent-session.ts';
import type { Call, CallEvent, CallFinding } from './call.ts';
import { type CallbackEvent, type CallbackFinding, stepCallback } from './callback.ts';
import { type Cdr, foldCdr } from './cdr.ts';
import type { AgentConfiguration, Configuration, QueueConfiguration } from './configuration.ts';
import { type ConsultEvent, type ConsultFinding, stepConsult } from './consult.ts';
import type { Decision } from './decision.ts';
import type { Effect } from './effects.ts';
import type { AgentFact, CallFact, Fact, HangUpSide, LineFact, Outcome } from './facts.ts';
import type { AgentId, CallbackId, CallId, Instant, LegId, OfferId, QueueEntryId, QueueId, TimerId } from './ids.ts';
import { type LegEvent, type LegFinding, stepLeg } from './leg.ts';
import { type OfferEvent, type OfferFinding, stepOffer } from './offer.ts';
import { type QueueEntryEvent, type QueueEntryFinding, stepQueueEntry } from './queue-entry.ts';
import type { RecordingFinding } from './recording.ts';
import { stepCall } from './step-call.ts';
import { countFact } from './today.ts';
import type { World } from './world.ts';

export type Finding =
  | LegFinding
  | OfferFinding
  | QueueEntryFinding
  | AgentSessionFinding
  | CallFinding
  | ConsultFinding
  | CallbackFinding
  | RecordingFinding;

/** An event's or a machine's fact without its instant: the work adds that. */
type WithoutInstant<F> = F extends unknown ? Omit<F, 'at'> : never;

/**
 * One event being worked through: the world it changes, what it meant and what is to be done. Findings wait in
 * the order in which machines made them, and are heard one after the other.
 */
export class Work {
  readonly effects: Effect[] = [];
  readonly facts: Fact[] = [];
  readonly findings: Finding[] = [];
  /** Somebody became free or began to wait: the next pair has to be chosen. */
  dispatchWanted = false;
  /** Entries that came with this event; they are greeted once it is known whether a phone rings for them. */
  readonly arrivals: QueueEntryId[] = [];

  readonly world: World;
  /** When what is worked in happened. */
  at: Instant;

  constructor(world: World, at: Instant) {
    this.world = world;
    this.at = at;
  }

  get configuration(): Configuration {
    const { configuration } = this.world;
    if (configuration === null) throw new Error('An event came before the first configuration.');
    return configuration;
  }

  /** Works in what happened before this event told of it: its facts carry that instant. */
  asOf(at: Instant, happens: () => void): void {
    const now = this.at;
    this.at = at;
    happens();
    this.at = now;
  }

  do(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Tells a fact of a call; its record and today's figures take it in. */
  tell(fact: WithoutInstant<CallFact>): void {
    const whole = { ...fact, at: this.at } as CallFact;
    this.facts.push(whole);
    const call = this.world.calls.get(whole.callId);
    if (call === undefined) return;
    const cdr = foldCdr(call.cdr, whole);
    if (cdr !== call.cdr) this.world.calls.set(call.callId, { ...call, cdr });
    countFact(this.world, whole, cdr);
  }

  note(fact: WithoutInstant<AgentFact | LineFact>): void {
    this.facts.push({ ...fact, at: this.at } as AgentFact | LineFact);
  }

  startTimer(timerId: TimerId, dueAt: Instant): void {
    this.world.timers.set(timerId, dueAt);
    this.do({ type: 'StartTimer', timerId, dueAt });
  }

  stopTimer(timerId: TimerId): void {
    if (this.world.timers.delete(timerId)) this.do({ type: 'StopTimer', timerId });
  }

  leg(legId: LegId, event: LegEvent): void {
    const leg = this.world.legs.get(legId);
    if (leg === undefined) return;
    const next = this.decide('leg', legId, leg.state, event.type, stepLeg(leg, this.at, event));
    if (next) this.world.legs.set(legId, next);
  }

  offer(offerId: OfferId, event: OfferEvent): void {
    const offer = this.world.offers.get(offerId);
    if (offer === undefined) return;
    const next = this.decide('offer', offerId, offer.state, event.type, stepOffer(offer, this.at, event));
    if (next) this.world.offers.set(offerId, next);
  }

  entry(entryId: QueueEntryId, event: QueueEntryEvent): void {
    const entry = this.world.entries.get(entryId);
    if (entry === undefined) return;
    const next = this.decide('queueEntry', entryId, entry.state, event.type, stepQueueEntry(entry, this.at, event));
    if (next) this.world.entries.set(entryId, next);
  }

  agent(agentId: AgentId, event: AgentSessionEvent): void {
    const session = this.world.agents.get(agentId);
    if (session === undefined) return;
    const next = this.decide(
      'agentSession',
      agentId,
      session.state,
      event.type,
      stepAgentSession(session, this.at, event),
    );
    if (next) this.world.agents.set(agentId, next);
  }

  consult(callId: CallId, event: ConsultEvent): void {
    const consult = this.world.consults.get(callId);
    if (consult === undefined) return;
    const next = this.decide('consult', callId, consult.state, event.type, stepConsult(consult, event));
    if (next) this.world.consults.set(callId, next);
  }

  call(callId: CallId, event: CallEvent): void {
    const call = this.world.calls.get(callId);
    if (call === undefined) return;
    const { flow } = this.configuration;
    const next = this.decide(
      'call',
      callId,
      call.state,
      event.type,
      stepCall(call, this.at, event, (id) => flow.nodes[id], flow.first),
    );
    if (next) this.world.calls.set(callId, next);
  }

  callback(callbackId: CallbackId, event: CallbackEvent): void {
    const callback = this.world.callbacks.get(callbackId);
    if (callback === undefined) return;
    const decision = stepCallback(callback, this.at, event);
    const next = this.decide('callback', callbackId, callback.state, event.type, decision);
    if (next) this.world.callbacks.set(callbackId, next);
  }

  /** Changes what a call carries besides its state. */
  amendCall(
    callId: CallId,
    change: Partial<
      Pick<
        Call,
        | 'language'
        | 'consent'
        | 'foundClosed'
        | 'recording'
        | 'playbackCount'
        | 'entryCount'
        | 'offerCount'
        | 'ticketAt'
      >
    >,
  ): void {
    const call = this.world.calls.get(callId);
    if (call) this.world.calls.set(callId, { ...call, ...change });
  }

  /** Decides how a call ends; the first decision stands. A call that a human answered is answered, whatever came later. */
  endCall(callId: CallId, outcome: Outcome, side: HangUpSide, cause: number): void {
    const answered = (this.cdrOf(callId)?.humanAnsweredAt ?? null) !== null;
    this.call(callId, { type: 'ending', outcome: answered ? 'answered' : outcome, side, cause });
  }

  callOf(callId: CallId): Call | undefined {
    return this.world.calls.get(callId);
  }

  cdrOf(callId: CallId): Cdr | undefined {
    return this.world.calls.get(callId)?.cdr;
  }

  queueOf(queueId: QueueId): QueueConfiguration | undefined {
    return this.configuration.queues.find((queue) => queue.id === queueId);
  }

  agentConfiguration(agentId: AgentId): AgentConfiguration | undefined {
    return this.configuration.agents.find((agent) => agent.id === agentId);
  }

  private decide<Machine, F extends Finding>(
    machine: string,
    id: string,
    state: string,
    event: string,
    decision: Decision<Machine, F>,
  ): Machine | null {
    switch (decision.kind) {
      case 'move':
        this.findings.push(...decision.findings);
        return decision.next;
      case 'ignore':
        return null;
      case 'unexpected':
        this.world.unexpectedCount += 1;
        this.note({ type: 'Unexpected', machine, id, state, event });
        return null;
    }
  }
}
