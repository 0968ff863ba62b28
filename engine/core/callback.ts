import type { Language } from '../../prompts/language.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { AgentId, CallbackId, CallId, Instant, QueueId } from './ids.ts';

/**
 * A call that we owe somebody (R1.11), from the promise to its outcome.
 *
 *           ┌──────────────── failed: again at a later hour ◄───────────────┐
 *           ▼                                                               │
 *   ┌───► owed ──due──► waiting ──reserved──► reserved ──reached──► talking │
 *   │       │ ▲            │  │                  └────────────────────────┬─┘
 *   │       │ └─postponed──┘  │                                         │ talkOver, or the last try failed
 *   │       └──calledIn──┬────┘                                         ▼
 *   └─gaveUp── callingIn ◄                 closed ◄── served, closedByHand, from owed, waiting and callingIn
 *
 * failed, from talking  The talk could not be built: nobody heard anybody, and it is owed again.
 *
 * notReached  A person says so: whoever answered was not the one who is owed the call, or somebody dialled by hand. It
 * is owed again by the schedule, from owed, waiting, talking and, while the agent still writes the call up, from closed.
 *
 * owed       Nothing is done before `dueAt`: the line is closed, or it was tried in vain just now.
 * waiting    It stands in the line with its ticket; `attemptId` is the call that will be made.
 * reserved   An agent is on the phone and the person is being dialled. Only now is anybody dialled.
 * talking    They talk.
 * callingIn  The person is on the line by themselves and has taken over the place; nobody dials meanwhile.
 * closed     Over, with its one outcome.
 */
export type Callback = CallbackFacts &
  (
    | { readonly state: 'owed'; readonly dueAt: Instant }
    | { readonly state: 'waiting'; readonly attemptId: CallId }
    | { readonly state: 'reserved'; readonly attemptId: CallId }
    | { readonly state: 'talking'; readonly attemptId: CallId }
    | { readonly state: 'callingIn'; readonly callingId: CallId }
    | {
        readonly state: 'closed';
        readonly closedAt: Instant;
        readonly outcome: CallbackOutcome;
        /** Who closed it by hand; null when it closed by what happened. */
        readonly closedBy: string | null;
      }
  );

export type CallbackFacts = {
  readonly callbackId: CallbackId;
  /** E.164 without "+". */
  readonly callerNumber: string;
  readonly queueId: QueueId;
  readonly language: Language;
  /** What the caller chose in the menus. */
  readonly topic: string | null;
  /** Recording goes by what was said in the call in which it was asked for. */
  readonly consent: 'given' | 'refused' | null;
  readonly reason: CallbackReason;
  readonly originalCallId: CallId | null;
  readonly askedAt: Instant;
  /** The place in the line: the first arrival of the call in which it was asked for. */
  readonly ticketAt: Instant;
  /** Until when the first try was promised. */
  readonly promisedBy: Instant;
  readonly tries: readonly CallbackTry[];
  /** How many attempts were named, so that each name is new. */
  readonly attemptCount: number;
  readonly notes: string;
};

/** `asked`: while waiting. `closed`: outside the hours. `lost`: the line lost a waiting caller. `byHand`: by a person. */
export type CallbackReason = 'asked' | 'closed' | 'lost' | 'abandoned' | 'byHand';

export type CallbackOutcome = 'reached' | 'notReached' | 'cancelled' | 'handledOtherwise';

export type CallbackTry = {
  /** Null: somebody dialled by hand, on a phone of their own. */
  readonly callId: CallId | null;
  readonly agentId: AgentId | null;
  readonly dialledAt: Instant;
  /** When their phone rang, or the network told that it was busy or off; null: our call never came so far. */
  readonly rungAt?: Instant | null;
  readonly endedAt: Instant | null;
  /** Null while it rings or they talk. */
  readonly result: DialResult | null;
};

/**
 * What became of dialling a person. `leftEarly`: answered, and hung up before an agent was heard. `agentLeft`: the
 * agent put the phone down first. `noSuchNumber`: the network knows nobody there, and it is no use to try again.
 * `notThePerson`: an answering machine or somebody else, as the agent says.
 */
export type DialResult =
  | 'reached'
  | 'busy'
  | 'noAnswer'
  | 'rejected'
  | 'leftEarly'
  | 'agentLeft'
  | 'noSuchNumber'
  | 'notThePerson'
  | 'failed';

export type CallbackEvent =
  | { readonly type: 'due'; readonly callId: CallId }
  | { readonly type: 'postponed'; readonly dueAt: Instant }
  | { readonly type: 'reserved'; readonly agentId: AgentId }
  /** The person's phone rings. */
  | { readonly type: 'rang' }
  | { readonly type: 'reached' }
  /** `dueAt`: when it is tried again; null: it is not. */
  | { readonly type: 'failed'; readonly result: DialResult; readonly dueAt: Instant | null }
  | { readonly type: 'talkOver' }
  /** The person stands in the line by a call of their own. */
  | { readonly type: 'calledIn'; readonly callId: CallId }
  /** That call ended without an agent. */
  | { readonly type: 'gaveUp'; readonly dueAt: Instant }
  | { readonly type: 'served' }
  /** A person says that it was in vain. `dueAt`: when it is tried again; null: that was the last try. */
  | { readonly type: 'notReached'; readonly dueAt: Instant | null; readonly by: string; readonly notes: string }
  | {
      readonly type: 'closedByHand';
      readonly outcome: CallbackOutcome;
      readonly by: string;
      readonly notes: string;
    };

export type CallbackFinding = { readonly type: 'CallbackMoved'; readonly from: Callback; readonly to: Callback };

export const callbackStates = ['owed', 'waiting', 'reserved', 'talking', 'callingIn', 'closed'] as const;

export function stepCallback(
  callback: Callback,
  at: Instant,
  event: CallbackEvent,
): Decision<Callback, CallbackFinding> {
  const facts = factsOfCallback(callback);
  const to = (next: Callback): Decision<Callback, CallbackFinding> =>
    move<Callback, CallbackFinding>(next, { type: 'CallbackMoved', from: callback, to: next });
  const close = (outcome: CallbackOutcome, closedBy: string | null = null, more: Partial<CallbackFacts> = {}) =>
    to({ ...facts, ...more, state: 'closed', closedAt: at, outcome, closedBy });
  const closeByHand = ({ outcome, by, notes }: CallbackEvent & { type: 'closedByHand' }) =>
    close(outcome, by, { notes: joined(facts.notes, notes) });
  const again = (
    { dueAt, by, notes: added }: CallbackEvent & { type: 'notReached' },
    tries: readonly CallbackTry[],
  ): Decision<Callback, CallbackFinding> => {
    const notes = joined(facts.notes, added);
    return dueAt === null
      ? close('notReached', by, { tries, notes })
      : to({ ...facts, tries, notes, state: 'owed', dueAt });
  };

  switch (callback.state) {
    case 'owed':
    case 'waiting':
      switch (event.type) {
        case 'due':
          if (callback.state === 'waiting') return ignore('in the line already');
          return to({ ...facts, attemptCount: facts.attemptCount + 1, state: 'waiting', attemptId: event.callId });
        case 'postponed':
          return to({ ...facts, state: 'owed', dueAt: event.dueAt });
        case 'reserved': {
          if (callback.state === 'owed') return unexpected;
          const { attemptId } = callback;
          const { agentId } = event;
          const started = { callId: attemptId, agentId, dialledAt: at, rungAt: null, endedAt: null, result: null };
          return to({ ...facts, tries: [...facts.tries, started], state: 'reserved', attemptId });
        }
        case 'calledIn':
          return to({ ...facts, state: 'callingIn', callingId: event.callId });
        case 'served':
          return close('handledOtherwise');
        case 'closedByHand':
          return closeByHand(event);
        case 'notReached': {
          const result = 'noAnswer' as const;
          const byHand = { callId: null, agentId: null, dialledAt: at, rungAt: at, endedAt: at, result };
          return again(event, [...facts.tries, byHand]);
        }
        case 'rang':
        case 'reached':
        case 'failed':
        case 'talkOver':
        case 'gaveUp':
          return unexpected;
        default:
          return missingCase(event);
      }
    case 'reserved':
      switch (event.type) {
        case 'rang':
          if (rungAtOf(facts.tries.at(-1)) !== null) return ignore('it rang before');
          return to({ ...facts, tries: withRing(facts.tries, at), state: 'reserved', attemptId: callback.attemptId });
        case 'reached':
          return to({
            ...facts,
            tries: withResult(withRing(facts.tries, at), 'reached', null),
            state: 'talking',
            attemptId: callback.attemptId,
          });
        case 'failed': {
          const told = isOfThePerson(event.result) ? withRing(facts.tries, at) : facts.tries;
          const tries = withResult(told, event.result, at);
          return event.dueAt === null
            ? close('notReached', null, { tries })
            : to({ ...facts, tries, state: 'owed', dueAt: event.dueAt });
        }
        case 'calledIn':
        case 'served':
        case 'closedByHand':
        case 'notReached':
          return ignore('the person is being dialled');
        case 'due':
        case 'postponed':
          return ignore('an agent has it');
        case 'reserved':
        case 'talkOver':
        case 'gaveUp':
          return unexpected;
        default:
          return missingCase(event);
      }
    case 'talking':
      switch (event.type) {
        case 'talkOver':
          return close('reached', null, { tries: withResult(facts.tries, 'reached', at) });
        case 'notReached':
          return again(event, withResult(facts.tries, 'notThePerson', at));
        case 'failed': {
          const tries = withResult(facts.tries, event.result, at);
          return event.dueAt === null
            ? close('notReached', null, { tries })
            : to({ ...facts, tries, state: 'owed', dueAt: event.dueAt });
        }
        case 'calledIn':
        case 'served':
        case 'closedByHand':
        case 'due':
        case 'postponed':
        case 'rang':
          return ignore('they talk');
        case 'reserved':
        case 'reached':
        case 'gaveUp':
          return unexpected;
        default:
          return missingCase(event);
      }
    case 'callingIn':
      switch (event.type) {
        case 'gaveUp':
          return to({ ...facts, state: 'owed', dueAt: event.dueAt });
        case 'served':
          return close('handledOtherwise');
        case 'closedByHand':
          return closeByHand(event);
        case 'notReached':
          return ignore('the person is on the line');
        case 'calledIn':
          return ignore('the first of two calls has the place');
        case 'due':
        case 'postponed':
          return ignore('the person is on the line');
        case 'reserved':
        case 'rang':
        case 'reached':
        case 'failed':
        case 'talkOver':
          return unexpected;
        default:
          return missingCase(event);
      }
    case 'closed':
      switch (event.type) {
        case 'notReached':
          return again(event, withResult(facts.tries, 'notThePerson', at));
        case 'due':
        case 'postponed':
        case 'calledIn':
        case 'gaveUp':
        case 'served':
        case 'closedByHand':
        case 'failed':
        case 'talkOver':
          return ignore('it is closed');
        case 'reserved':
        case 'rang':
        case 'reached':
          return unexpected;
        default:
          return missingCase(event);
      }
    default:
      return missingCase(callback);
  }
}

/** The part that every state has. */
export function factsOfCallback(callback: Callback): CallbackFacts {
  const { callbackId, callerNumber, queueId, language, topic, consent, reason, originalCallId } = callback;
  const { askedAt, ticketAt, promisedBy, tries, attemptCount, notes } = callback;
  return {
    callbackId,
    callerNumber,
    queueId,
    language,
    topic,
    consent,
    reason,
    originalCallId,
    askedAt,
    ticketAt,
    promisedBy,
    tries,
    attemptCount,
    notes,
  };
}

/** Did dialling come as far as the person, or their network's word about them? What else went wrong is ours. */
export function isOfThePerson(result: DialResult | null): boolean {
  switch (result) {
    case 'reached':
    case 'busy':
    case 'noAnswer':
    case 'rejected':
    case 'leftEarly':
    case 'notThePerson':
      return true;
    case 'agentLeft':
    case 'noSuchNumber':
    case 'failed':
    case null:
      return false;
    default:
      return missingCase(result);
  }
}

/** When it rang in this try. One from before that was kept is known by its result. */
export function rungAtOf(one: CallbackTry | undefined): Instant | null {
  if (one === undefined) return null;
  return one.rungAt === undefined ? (isOfThePerson(one.result) ? one.dialledAt : null) : one.rungAt;
}

/** When the person was first rung: by this a promise is judged, not by what we tried (R1.11). */
export function firstRungAt({ tries }: Pick<CallbackFacts, 'tries'>): Instant | null {
  for (const one of tries) {
    const at = rungAtOf(one);
    if (at !== null) return at;
  }
  return null;
}

function withRing(tries: readonly CallbackTry[], at: Instant): readonly CallbackTry[] {
  return tries.map((one, index) => (index === tries.length - 1 ? { ...one, rungAt: rungAtOf(one) ?? at } : one));
}

function withResult(
  tries: readonly CallbackTry[],
  result: DialResult,
  endedAt: Instant | null,
): readonly CallbackTry[] {
  return tries.map((one, index) => (index === tries.length - 1 ? { ...one, result, endedAt } : one));
}

function joined(before: string, added: string): string {
  return [before, added].filter((text) => text !== '').join('\n');
}
