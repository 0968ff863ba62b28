import { forgetDialogue } from './arranging.ts';
import { proveForecasts } from './calibration.ts';
import { type Call, factsOf } from './call.ts';
import { attemptEnding, dialFailed, personGone } from './callback-attempt.ts';
import { callbackGoesOn, isOutbound, oweLeaver } from './callbacks.ts';
import type { CdrTalk } from './cdr-talks.ts';
import type { Consult } from './consult.ts';
import { agentLeaves } from './consulting.ts';
import { handlingTimesKept } from './estimate.ts';
import type { EntryLoss, HangUpSide, Outcome } from './facts.ts';
import type { AgentId, CallId, LegId, OfferId } from './ids.ts';
import { awaitsOrder, inquiryCut, isServed } from './inquiring.ts';
import { isAlive, type Leg, type LegEnder } from './leg.ts';
import { endOutsideTalk, takeBack } from './outside.ts';
import { overflowAll } from './overflowing.ts';
import type { OutsideRing, QueueEntry, QueueEntryEvent } from './queue-entry.ts';
import { holdingBridge, leaveLine } from './queueing.ts';
import { endDialling, endTalk, hangUpLeg } from './talk.ts';
import { timerId } from './timers.ts';
import { informationCut } from './told-information.ts';
import { rememberTold } from './unseen-call.ts';
import { hasLeftMessage, messageCut } from './voice-message.ts';
import type { Work } from './work.ts';

/** What the end of the caller's line means, by where the journey stood. */
export function callerGone(work: Work, leg: Leg, by: LegEnder, cause: number): void {
  const call = work.callOf(leg.callId);
  if (call === undefined) return;
  const side = by === 'far' ? 'caller' : 'line';
  switch (call.state) {
    case 'answering':
    case 'speaking':
    case 'listening':
    case 'walking':
    case 'leavingMessage':
    case 'queued':
    case 'arranging':
    case 'inquiring':
      work.endCall(call.callId, outcomeOfLeaving(work, call, by), side, cause);
      break;
    case 'dialling':
    case 'greeting':
      personGone(work, call, by, cause);
      break;
    case 'talking':
    case 'outside':
      work.endCall(call.callId, 'answered', side, cause);
      break;
    case 'ending':
    case 'ended':
      break;
  }
}

/** What a caller's going means who talked with nobody. Who is called back, since they agreed or were lost, is not missed. */
export function outcomeOfLeaving(work: Work, call: Call, by: LegEnder): Outcome {
  if (hasLeftMessage(work, call)) return 'voiceMessage';
  if (isOutbound(call)) return 'notReached';
  if (call.cdr.callbackId !== undefined) return 'callback';
  // Who waits for an agent all the same and goes has not been served.
  if (call.state !== 'queued') {
    informationCut(work, call);
    if (isServed(work, call)) return 'selfServed';
  }
  if (call.state === 'queued' && oweLeaver(work, call, by) && by === 'line') return 'callback';
  return call.foundClosed ? 'closed' : by === 'line' ? 'failed' : 'abandoned';
}

/** An agent's line ended while talking: the call ends with it, unless a colleague was asked. */
export function agentGone(work: Work, leg: Leg, offerId: OfferId, by: LegEnder, cause: number): void {
  const call = work.callOf(leg.callId);
  const consult = work.world.consults.get(leg.callId);
  if (consult?.offerId === offerId) return work.consult(leg.callId, { type: 'gone' });
  if (call?.state === 'dialling' || call?.state === 'greeting') {
    if (call.offerId === offerId)
      dialFailed(work, call.callId, by === 'far' ? 'agentLeft' : 'failed', by === 'far' ? 'agent' : 'line', cause);
    return;
  }
  if (call?.state !== 'talking' || call.offerId !== offerId) return;
  // Who hangs up with a colleague there leaves the caller to the colleague.
  if (consult !== undefined && isThere(work, consult)) return agentLeaves(work, call, consult);
  work.endCall(call.callId, 'answered', by === 'far' ? 'agent' : 'line', cause);
}

/** Both agents' lines may have gone while nobody watched; then there is nobody to leave the caller to. */
function isThere(work: Work, { state, legId }: Consult): boolean {
  const leg = work.world.legs.get(legId);
  return state === 'ringing' || (leg !== undefined && isAlive(leg));
}

/** The end was decided: everything that belongs to the call is put down, in the order in which it was built up. */
export function endingBegan(
  work: Work,
  callId: CallId,
  before: Call,
  outcome: Outcome,
  side: HangUpSide,
  cause: number,
): void {
  work.stopTimer(timerId({ purpose: 'listen', id: callId }));
  work.tell({ type: 'CallHungUp', callId, side, cause, outcome });
  forgetDialogue(work, callId);
  inquiryCut(work, callId);
  if (before.state === 'queued') work.entry(before.entryId, eventOfLeaving(outcome, side));
  if (isOutbound(before)) attemptEnding(work, before);
  if (before.state === 'dialling' || before.state === 'greeting') endDialling(work, before);
  if (before.state === 'talking') {
    work.consult(callId, { type: 'callEnded' });
    endTalk(work, before);
  }
  if (before.state === 'outside') endOutsideTalk(work, before);
  if (before.state === 'leavingMessage') messageCut(work, before);
  for (const legId of work.world.legsOfCall.get(callId) ?? []) hangUpLeg(work, callId, legId, cause);
  // A line of the number outside is free for who waits for it.
  if (before.state === 'outside') overflowAll(work);
  legsMayBeGone(work, callId);
}

function eventOfLeaving(outcome: Outcome, side: HangUpSide): QueueEntryEvent {
  switch (outcome) {
    case 'failed':
      return { type: 'failed' };
    case 'callback':
    case 'withdrawn':
      return { type: 'callerLeft', reason: outcome };
    default:
      return { type: side === 'line' ? 'failed' : 'callerLeft' };
  }
}

export function entryLost(
  work: Work,
  entry: QueueEntry,
  reason: EntryLoss,
  ringing: readonly OfferId[],
  outside: OutsideRing | null,
): void {
  const { callId, entryId } = entry;
  if (outside !== null) takeBack(work, entry, outside, 'callerLeft', null);
  leaveLine(work, entryId);
  if (reason === 'abandoned') proveForecasts(work, callId, entryId, false);
  work.tell({ type: 'EntryLeft', callId, entryId, reason });
  for (const offerId of ringing) work.offer(offerId, { type: 'callerLeft' });
  work.do({ type: 'DestroyBridge', callId, bridgeId: holdingBridge(entryId) });
  if (outside !== null) overflowAll(work);
}

/** The last line of a call that is ending makes it over. */
export function legsMayBeGone(work: Work, callId: CallId): void {
  const legs = work.world.legsOfCall.get(callId) ?? [];
  const gone = legs.every((legId) => work.world.legs.get(legId)?.state === 'ended');
  if (gone && work.callOf(callId)?.state === 'ending') work.call(callId, { type: 'legsGone' });
}

/** No line is left. The record is told now if wrap-up or the recording are still open, otherwise once and closed. */
export function callOver(work: Work, callId: CallId): void {
  const call = work.callOf(callId);
  if (call !== undefined) callbackGoesOn(work, call);
  if (isPending(work, callId)) {
    const cdr = work.cdrOf(callId);
    if (cdr !== undefined) work.tell({ type: 'CallEnded', callId, cdr: { ...cdr, endedAt: work.at } });
  }
  callMayClose(work, callId);
}

export function wrapUpOver(work: Work, agentId: AgentId, callId: CallId): void {
  work.stopTimer(timerId({ purpose: 'wrapUp', id: agentId }));
  const call = work.callOf(callId);
  if (call === undefined) return;
  const talk = call.cdr.talks?.findLast((one) => one.agentId === agentId);
  // Who was only asked during another agent's talk has nothing to write up.
  if (talk !== undefined || call.cdr.talks === undefined) work.tell({ type: 'WrapUpEnded', callId, agentId });
  if (talk !== undefined && talk.notBuilt !== true) keepHandlingTime(work, call, talk);
  callMayClose(work, callId);
}

/** Nothing more will come: the record is closed and the call forgotten. */
export function callMayClose(work: Work, callId: CallId): void {
  const call = work.callOf(callId);
  if (call?.state !== 'ended' || isPending(work, callId)) return;
  const { cdr } = factsOf(call);
  work.tell({ type: 'CallClosed', callId, cdr: { ...cdr, endedAt: cdr.endedAt ?? work.at } });
  forget(work, call);
}

/** An agent still writes about the call, a recording of it is not stored yet, or what was ordered by key is not answered. */
function isPending(work: Work, callId: CallId): boolean {
  if (awaitsOrder(work, callId)) return true;
  const { agents, recordings } = work.world;
  for (const session of agents.values())
    if (session.state !== 'offered' && 'callId' in session && session.callId === callId) return true;
  for (const recorded of recordings.values()) if (recorded === callId) return true;
  return false;
}

function forget(work: Work, call: Call): void {
  const { world } = work;
  for (const legId of world.legsOfCall.get(call.callId) ?? []) {
    world.legs.delete(legId as LegId);
    world.heldOff.delete(legId as LegId);
    if (world.stranded.delete(legId as LegId)) rememberTold(world, legId as LegId);
    world.keyed.delete(legId as LegId);
  }
  world.legsOfCall.delete(call.callId);
  world.keptCallbacks.delete(call.callId);
  for (const { entryId } of call.cdr.queueEntries) world.entries.delete(entryId);
  for (const { offerId } of call.cdr.offers) world.offers.delete(offerId);
  world.calls.delete(call.callId);
}

function keepHandlingTime(work: Work, call: Call, { entryId, offerId, startedAt }: CdrTalk): void {
  const queueId = work.world.entries.get(entryId)?.queueId;
  if (queueId === undefined) return;
  // The ringing took the agent's time too.
  const since = call.cdr.offers.find((offer) => offer.offerId === offerId)?.madeAt ?? startedAt;
  const times = work.world.handling.get(queueId) ?? [];
  work.world.handling.set(queueId, [...times, work.at - since].slice(-handlingTimesKept));
}
