import { proveForecasts } from './calibration.ts';
import type { Call, Talk } from './call.ts';
import { wantsDial } from './callback-attempt.ts';
import { callerServed } from './callbacks.ts';
import { consultAnswered } from './consulting.ts';
import { ringTimer } from './dispatch.ts';
import type { OfferResult } from './facts.ts';
import type { BridgeId, CallId, LegId, OfferId, QueueEntryId } from './ids.ts';
import type { Offer } from './offer.ts';
import { holdingBridge, leaveLine } from './queueing.ts';
import { startRecording, stopRecording } from './recording.ts';
import { countAnswer } from './tally.ts';
import { presetDisposition } from './topic.ts';
import type { Work } from './work.ts';

/** Q.850 cause 16, normal clearing; 26 would be "answered elsewhere", which desk phones show as no missed call. */
export const normalClearing = 16;

type Talking = Call & { readonly state: 'talking' };

/** Named after the offer that led to it, and never used again. */
function talkBridge(offerId: OfferId): BridgeId {
  return `talk-${offerId}` as BridgeId;
}

/** A phone was picked up: the entry hears of it and the call begins to talk. */
export function offerAnswered(work: Work, offer: Offer): void {
  const { offerId, entryId, agentId, callId } = offer;
  work.stopTimer(ringTimer(offerId));
  if (offer.consult === true) return consultAnswered(work, offer);
  work.tell({ type: 'OfferEnded', callId, offerId, result: 'answered', cause: null });
  work.entry(entryId, { type: 'answered', offerId });
  work.agent(agentId, { type: 'offerAnswered' });
}

/** The offer came to nothing; the caller keeps the place, the agent is asked why. */
export function offerFailed(work: Work, offer: Offer, result: OfferResult, cause: number | null, lost: boolean): void {
  const { offerId, entryId, agentId, callId, legId } = offer;
  work.stopTimer(ringTimer(offerId));
  if (offer.consult !== true) work.tell({ type: 'OfferEnded', callId, offerId, result, cause });
  hangUpLeg(work, callId, legId, normalClearing);
  if (offer.consult !== true) work.entry(entryId, { type: 'offerFailed', offerId });
  else if (result !== 'answered') work.consult(callId, { type: 'ringFailed', result });
  if (lost) work.agent(agentId, { type: 'offerLost' });
  else if (result !== 'agentLeft') work.agent(agentId, { type: 'offerFailed', result });
  work.world.offers.delete(offerId);
  work.dispatchWanted = true;
}

/** The human is there: the wait ends at this instant, for good when it is the call's first. */
export function entryAnswered(
  work: Work,
  callId: CallId,
  entryId: QueueEntryId,
  offerId: OfferId,
  others: readonly OfferId[],
): void {
  const offer = work.world.offers.get(offerId);
  if (offer === undefined) return;
  for (const other of others) work.offer(other, { type: 'answeredElsewhere' });
  const { agentId, legId: agentLegId } = offer;
  leaveLine(work, entryId);
  proveForecasts(work, callId, entryId, true);
  const call = work.callOf(callId);
  countAnswer(work, agentId, call?.cdr.callerNumber ?? null);
  const talk = { offerId, agentId, agentLegId, bridgeId: talkBridge(offerId) };
  if (call !== undefined && wantsDial(work, call)) {
    // An agent is there; the person is only now to be dialled.
    work.tell({ type: 'EntryLeft', callId, entryId, reason: 'answered' });
    return work.call(callId, { type: 'agentReserved', talk });
  }
  if (call?.cdr.humanAnsweredAt === null) work.tell({ type: 'HumanAnswered', callId, entryId, offerId, agentId });
  work.tell({ type: 'TalkStarted', callId, entryId, offerId, agentId });
  work.tell({ type: 'EntryLeft', callId, entryId, reason: 'answered' });
  presetDisposition(work, callId);
  if (call !== undefined) callerServed(work, call);
  work.call(callId, { type: 'humanAnswered', talk });
}

export function talkBegan(work: Work, callId: CallId, entryId: QueueEntryId, talk: Talk): void {
  const call = work.callOf(callId);
  if (call === undefined) return;
  const { agentLegId, bridgeId } = talk;
  work.do({ type: 'CreateBridge', callId, bridgeId, kind: 'mixing' });
  for (const legId of [call.legId, agentLegId]) {
    work.do({ type: 'PutLegInBridge', callId, bridgeId, legId });
    work.leg(legId, { type: 'bridged', bridgeId });
  }
  if (call.consent === 'given') startRecording(work, callId, bridgeId);
  work.do({ type: 'DestroyBridge', callId, bridgeId: holdingBridge(entryId) });
}

/** Puts a leg down unless it is gone or going. */
export function hangUpLeg(work: Work, callId: CallId, legId: LegId, cause: number): void {
  const leg = work.world.legs.get(legId);
  if (leg === undefined || leg.state === 'ended' || leg.state === 'closing') return;
  work.leg(legId, { type: 'askedToEnd' });
  // Asterisk's plan has the leg, and may have put it through.
  if (!work.world.stranded.has(legId)) work.do({ type: 'HangUpLeg', callId, legId, cause });
}

/** The person was dialled in vain: the agent is free again, with nothing to wrap up. */
export function endDialling(work: Work, { agentId }: Call & { state: 'dialling' | 'greeting' }): void {
  work.agent(agentId, { type: 'talkEnded', wrapUpSeconds: 0 });
}

/** The talk is over: recording stops, the agent wraps up, the bridges go. */
export function endTalk(work: Work, talking: Talking): void {
  talkOver(work, talking);
  const { callId, bridgeId, hold } = talking;
  if (hold?.by === 'command') work.do({ type: 'DestroyBridge', callId, bridgeId: hold.bridgeId });
  work.do({ type: 'DestroyBridge', callId, bridgeId });
}

/** The talk is over for its agent; whoever else is in the bridge may go on. */
export function talkOver(work: Work, { callId, agentId, entryId }: Talking): void {
  work.tell({ type: 'TalkEnded', callId, agentId });
  stopRecording(work, callId);
  work.agent(agentId, { type: 'talkEnded', wrapUpSeconds: wrapUpSecondsAfter(work, entryId) });
}

/** How long the work after a talk may take, by the queue that the caller came from. */
export function wrapUpSecondsAfter(work: Work, entryId: QueueEntryId): number {
  const entry = work.world.entries.get(entryId);
  return (entry && work.queueOf(entry.queueId)?.wrapUpSeconds) ?? 0;
}
