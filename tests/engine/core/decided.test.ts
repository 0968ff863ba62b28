import test from 'ava';
import {
  type AgentSession,
  type AgentSessionEvent,
  agentSessionStates,
  stepAgentSession,
} from '../../../engine/core/agent-session.ts';
import { type Call, type CallEvent, callStates } from '../../../engine/core/call.ts';
import { type Callback, type CallbackEvent, callbackStates, stepCallback } from '../../../engine/core/callback.ts';
import { openCdr } from '../../../engine/core/cdr.ts';
import { instant } from '../../../engine/core/ids.ts';
import { type Leg, type LegEvent, legStates, stepLeg } from '../../../engine/core/leg.ts';
import { type Offer, type OfferEvent, offerStates, stepOffer } from '../../../engine/core/offer.ts';
import {
  type QueueEntry,
  type QueueEntryEvent,
  queueEntryStates,
  stepQueueEntry,
} from '../../../engine/core/queue-entry.ts';
import { stepCall } from '../../../engine/core/step-call.ts';
import { decisionTable } from './decision-table.ts';

const at = instant(1_000);
const id = <T>(text: string) => text as T;

test('every pair of leg state and event is decided', (t) => {
  const facts = {
    legId: id<Leg['legId']>('l'),
    callId: id<Leg['callId']>('c'),
    startedAt: at,
    party: { role: 'caller' },
  } as const;
  const legs: Leg[] = [
    { ...facts, state: 'arriving' },
    { ...facts, state: 'dialling' },
    { ...facts, state: 'ringing', ringingAt: at },
    { ...facts, state: 'up', answeredAt: at, bridgeId: null },
    { ...facts, state: 'leaving', hungUpAt: at },
    { ...facts, state: 'closing', askedAt: at },
    { ...facts, state: 'ended', endedAt: at },
  ];
  const events: LegEvent[] = [
    { type: 'rang' },
    { type: 'answered' },
    { type: 'bridged', bridgeId: id('b') },
    { type: 'hungUp' },
    { type: 'askedToEnd' },
    { type: 'ended', cause: 16 },
    { type: 'lost', cause: 41 },
  ];
  t.deepEqual(
    legs.map(({ state }) => state),
    [...legStates],
  );
  t.deepEqual(
    decisionTable(legs, events, (leg, event) => stepLeg(leg, at, event)),
    [
      'arriving: imummmm',
      'dialling: mmummmm',
      'ringing: imummmm',
      'up: iimmmmm',
      'leaving: iiiiimm',
      'closing: iiiiimm',
      'ended: iiiiiii',
    ],
  );
});

test('every pair of offer state and event is decided', (t) => {
  const facts = {
    offerId: id<Offer['offerId']>('o'),
    callId: id<Offer['callId']>('c'),
    entryId: id<Offer['entryId']>('q'),
    agentId: id<Offer['agentId']>('a'),
    phone: id<Offer['phone']>('101'),
    legId: id<Offer['legId']>('l'),
    madeAt: at,
  };
  const offers: Offer[] = [
    { ...facts, state: 'made' },
    { ...facts, state: 'ringing', rangAt: at },
    { ...facts, state: 'answered', answeredAt: at },
    { ...facts, state: 'ended', endedAt: at, result: 'noAnswer' },
  ];
  const events: OfferEvent[] = [
    { type: 'rang' },
    { type: 'answered' },
    { type: 'legGone', by: 'far', cause: 17 },
    { type: 'ringTimedOut' },
    { type: 'callerLeft' },
    { type: 'agentLeft' },
    { type: 'answeredElsewhere' },
    { type: 'refused' },
  ];
  t.deepEqual(
    offers.map(({ state }) => state),
    [...offerStates],
  );
  t.deepEqual(
    decisionTable(offers, events, (offer, event) => stepOffer(offer, at, event)),
    ['made: mmmmmmmm', 'ringing: immmmmmm', 'answered: iiiiiuuu', 'ended: iiiiiiii'],
  );
});

test('every pair of queue entry state and event is decided', (t) => {
  const facts = {
    entryId: id<QueueEntry['entryId']>('q'),
    callId: id<QueueEntry['callId']>('c'),
    queueId: id<QueueEntry['queueId']>('narocanje'),
    language: 'sl',
    skills: [],
    priority: 0,
    ticketAt: at,
    queuedAt: at,
  } as const;
  const entries: QueueEntry[] = [
    { ...facts, state: 'waiting' },
    { ...facts, state: 'offered', offerIds: [id('o')] },
    { ...facts, state: 'ringingOutside', outside: { legId: id('x'), contactId: id('u'), playbackId: id('p') } },
    { ...facts, state: 'answered', answeredAt: at },
    { ...facts, state: 'left', leftAt: at, reason: 'abandoned' },
  ];
  const events: QueueEntryEvent[] = [
    { type: 'offered', offerId: id('o') },
    { type: 'offerFailed', offerId: id('o') },
    { type: 'answered', offerId: id('o') },
    { type: 'callerLeft' },
    { type: 'failed' },
    { type: 'dialledOutside', outside: { legId: id('x'), contactId: id('u'), playbackId: id('p') } },
    { type: 'outsideAnswered', legId: id('x') },
    { type: 'outsideFailed', legId: id('x'), result: 'busy', cause: 17 },
  ];
  t.deepEqual(
    entries.map(({ state }) => state),
    [...queueEntryStates],
  );
  t.deepEqual(
    decisionTable(entries, events, (entry, event) => stepQueueEntry(entry, at, event)),
    ['waiting: miummmui', 'offered: mmmmmuui', 'ringingOutside: uiummumm', 'answered: uiuiiuui', 'left: uiuiiuui'],
  );
  const older = stepQueueEntry({ ...facts, state: 'offered', offerIds: [id('o2')] }, at, {
    type: 'offerFailed',
    offerId: id('o1'),
  });
  t.is(older.kind, 'ignore', 'an older offer moves nothing');
});

test('[R2.2] every pair of agent state and event is decided', (t) => {
  const facts = { agentId: id<AgentSession['agentId']>('a'), since: at };
  const sessionId = id<never>('s');
  const callId = id<never>('c');
  const sessions: AgentSession[] = [
    { ...facts, state: 'signedOut' },
    { ...facts, state: 'paused', sessionId, reason: 'malica' },
    { ...facts, state: 'ready', sessionId, idleSince: at },
    { ...facts, state: 'offered', sessionId, offerId: id('o'), callId, idleSince: at },
    { ...facts, state: 'talking', sessionId, callId, afterwards: { state: 'ready' } },
    { ...facts, state: 'onHold', sessionId, callId, afterwards: { state: 'ready' } },
    { ...facts, state: 'wrapUp', sessionId, callId, endsAt: at, afterwards: { state: 'ready' } },
  ];
  const events: AgentSessionEvent[] = [
    { type: 'signIn', sessionId },
    { type: 'becomeReady' },
    { type: 'pause', reason: 'odmor' },
    { type: 'signOut' },
    { type: 'finishWrapUp' },
    { type: 'wrapUpTimedOut' },
    { type: 'offered', offerId: id('o'), callId },
    { type: 'offerAnswered' },
    { type: 'offerFailed', result: 'noAnswer' },
    { type: 'offerLost' },
    { type: 'held' },
    { type: 'resumed' },
    { type: 'talkEnded', wrapUpSeconds: 30 },
  ];
  t.deepEqual(
    sessions.map(({ state }) => state),
    [...agentSessionStates],
  );
  t.deepEqual(
    decisionTable(sessions, events, (session, event) => stepAgentSession(session, at, event)),
    [
      'signedOut: mmmmmiuuiiuuu',
      'paused: mmmmmiuuiiuuu',
      'ready: mimmmimuiiuuu',
      'offered: mimmmiummmuuu',
      'talking: mmmmmuuuiimim',
      'onHold: mmmmmuuuiiimm',
      'wrapUp: mmmmmmuuiiuuu',
    ],
  );
});

test('[R1.11] every pair of callback state and event is decided', (t) => {
  const facts = {
    callbackId: id<Callback['callbackId']>('cb'),
    callerNumber: '38641123456',
    queueId: id<Callback['queueId']>('narocanje'),
    language: 'sl',
    topic: null,
    consent: null,
    reason: 'asked',
    originalCallId: null,
    askedAt: at,
    ticketAt: at,
    promisedBy: at,
    tries: [],
    attemptCount: 0,
    notes: '',
  } as const;
  const callId = id<never>('cb-a1');
  const callbacks: Callback[] = [
    { ...facts, state: 'owed', dueAt: at },
    { ...facts, state: 'waiting', attemptId: callId },
    { ...facts, state: 'reserved', attemptId: callId },
    { ...facts, state: 'talking', attemptId: callId },
    { ...facts, state: 'callingIn', callingId: callId },
    { ...facts, state: 'closed', closedAt: at, outcome: 'reached', closedBy: null },
  ];
  const events: CallbackEvent[] = [
    { type: 'due', callId },
    { type: 'postponed', dueAt: at },
    { type: 'reserved', agentId: id('a') },
    { type: 'rang' },
    { type: 'reached' },
    { type: 'failed', result: 'busy', dueAt: at },
    { type: 'talkOver' },
    { type: 'calledIn', callId },
    { type: 'gaveUp', dueAt: at },
    { type: 'served' },
    { type: 'closedByHand', outcome: 'cancelled', by: 'u', notes: '' },
    { type: 'notReached', dueAt: at, by: 'u', notes: '' },
  ];
  t.deepEqual(
    callbacks.map(({ state }) => state),
    [...callbackStates],
  );
  t.deepEqual(
    decisionTable(callbacks, events, (callback, event) => stepCallback(callback, at, event)),
    [
      'owed: mmuuuuumummm',
      'waiting: immuuuumummm',
      'reserved: iiummmuiuiii',
      'talking: iiuiummiuiim',
      'callingIn: iiuuuuuimmmi',
      'closed: iiuuuiiiiiim',
    ],
  );
});

test('every pair of call state and event is decided', (t) => {
  const legId = id<never>('l');
  const callId = id<Call['callId']>('c');
  const speech = { playbackId: id<never>('c-p1'), utterances: [], startedAt: at };
  const heard = { utterances: [], milliseconds: 0, complete: true };
  const facts = {
    callId,
    legId,
    ticketAt: at,
    language: 'sl',
    consent: null,
    foundClosed: false,
    recording: null,
    playbackCount: 1,
    entryCount: 0,
    offerCount: 0,
    cdr: openCdr(callId, legId, null, '1', 'sample', at),
  } as const;
  const talk = {
    offerId: id<never>('o'),
    agentId: id<never>('a'),
    agentLegId: id<never>('al'),
    bridgeId: id<never>('b'),
  };
  const outside = { contactId: id<never>('u'), outsideLegId: id<never>('x'), bridgeId: id<never>('b') };
  const calls: Call[] = [
    { ...facts, state: 'answering' },
    { ...facts, state: 'speaking', node: 'n', attempt: 1, speech },
    { ...facts, state: 'listening', node: 'n', attempt: 1, heard },
    { ...facts, state: 'leavingMessage', node: 'n', attempt: 1, recordingId: id('c-m1'), beganAt: at },
    { ...facts, state: 'walking' },
    { ...facts, state: 'queued', entryId: id('q'), speech },
    { ...facts, state: 'arranging', speech },
    { ...facts, state: 'inquiring', speech },
    { ...facts, state: 'dialling', entryId: id('q'), ...talk },
    { ...facts, state: 'greeting', entryId: id('q'), ...talk, speech },
    { ...facts, state: 'talking', entryId: id('q'), ...talk, answeredAt: at, hold: null },
    { ...facts, state: 'outside', entryId: id('q'), ...outside, answeredAt: at },
    { ...facts, state: 'ending', outcome: 'answered' },
    { ...facts, state: 'ended', outcome: 'answered' },
  ];
  const events: CallEvent[] = [
    { type: 'answered' },
    { type: 'speak', node: 'n', attempt: 1, speech },
    { type: 'queued', entryId: id('q') },
    { type: 'announce', speech },
    { type: 'spoken', playbackId: speech.playbackId, result: 'finished' },
    { type: 'interrupted' },
    { type: 'key', digit: '1' },
    { type: 'silence' },
    { type: 'recordMessage', node: 'n', attempt: 1, recordingId: id('c-m1') },
    { type: 'messageRecorded', kept: true },
    { type: 'leaveQueue' },
    { type: 'humanAnswered', talk },
    { type: 'held', hold: { by: 'phone' } },
    { type: 'resumed', by: 'phone' },
    { type: 'transferred', to: { kind: 'queue', queueId: id('narocanje') } },
    { type: 'handedOver', talk },
    { type: 'ending', outcome: 'abandoned', side: 'caller', cause: 16 },
    { type: 'legsGone' },
    { type: 'arrange' },
    { type: 'walkOn' },
    { type: 'agentReserved', talk },
    { type: 'personAnswered', speech },
    { type: 'outsideAnswered', talk: outside },
    { type: 'inquire' },
  ];
  const node = {
    kind: 'choice',
    prompts: [],
    keys: { 1: { next: 'n' } },
    listenSeconds: 1,
    attempts: 1,
    invalid: null,
    otherwise: { next: 'n' },
  } as const;
  t.deepEqual(
    calls.map(({ state }) => state),
    [...callStates],
  );
  t.deepEqual(
    decisionTable(calls, events, (call, event) => stepCall(call, at, event, () => node, 'n')),
    [
      'answering: muuuuiiuuuuuuuuumuuuuuuu',
      'speaking: iuuummmiuuuuuuuumuuuuuuu',
      'listening: iuuuiimmuuuuuuuumuuuuuuu',
      'leavingMessage: iuuuiiiiumuuuuuumuuuuuuu',
      'walking: ummuuuuumuuuuuuumumuuuum',
      'queued: iuummmiiuummuuuumumumumu',
      'arranging: iuummmiiuuuuuuuumuumuuuu',
      'inquiring: iuummmiiuuuuuuuumuumuuuu',
      'dialling: uuuuiiiiuuuuiiuumuuuumuu',
      'greeting: iuuummiiuuuuiiuumuuuuiuu',
      'talking: uuuuiiiuuuuumimmmuuuuuuu',
      'outside: iuuuiiiiuuuuiiuumuuuuuuu',
      'ending: iuuuiiiiuiuuiiiiimuuuuuu',
      'ended: iuuuiiiiuiuuiiiiiiuuuuuu',
    ],
  );
});
