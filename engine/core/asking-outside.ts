import type { Call, OutsideTalk } from './call.ts';
import type { DialResult } from './callback.ts';
import { dialResultOf } from './callback-rules.ts';
import type { CommandAnswer } from './commands.ts';
import type { Consult, ConsultResult } from './consult.ts';
import { holdCaller } from './consulting.ts';
import { missingCase } from './decision.ts';
import { dialNumber } from './dialling.ts';
import { nextRing } from './dispatch.ts';
import { type AgentId, type CallId, type ContactId, type LegId, later, type QueueEntryId } from './ids.ts';
import type { Leg, LegEnder, LegParty } from './leg.ts';
import { adoptRingOutside, ringSeconds, whyNotOutside } from './outside.ts';
import { contactOf } from './outside-lines.ts';
import { overflowAll } from './overflowing.ts';
import { startSpeech } from './speech.ts';
import { hangUpLeg, normalClearing } from './talk.ts';
import { timerId } from './timers.ts';
import { talksWith } from './transfer.ts';
import type { Work } from './work.ts';

/**
 * The agent of a talk asks somebody at a number of the directory before the caller is given there (R2.6). What may be
 * dialled, when, and how many at once is as for a caller who is put through (outside.ts); who hears whom is as with a
 * colleague (consulting.ts). It is not recorded when the caller and somebody outside hear each other, with the agent or
 * without: consent was given to a talk with the line's agents.
 */
export function consultOutside(work: Work, by: AgentId, callId: CallId, contactId: ContactId): CommandAnswer {
  // One at a time, as with colleagues.
  const consulting = work.world.consults.has(callId) ? 'consulting' : null;
  const refusal = talksWith(work, by, callId) ?? consulting ?? whyNotOutside(work, contactId);
  if (refusal !== null) return { ok: false, refusal };
  const call = work.callOf(callId);
  const contact = contactOf(work.world, contactId);
  if (call?.state !== 'talking' || contact === undefined) return { ok: false, refusal: 'notTalking' };
  // Who is held by the phone's own key hears Asterisk's music in the bridge, and so would who is asked.
  if (call.hold?.by === 'phone') return { ok: false, refusal: 'notOnHold' };
  const { offerId, legId } = nextRing(work, call);
  const { playbackId: tone } = startSpeech(work, callId, []);
  const heardBy = { legId: call.agentLegId, playbackId: tone };
  const { number } = contact;
  const party = { role: 'asked' } as const;
  if (dialNumber(work, { callId, legId, number, party, ringSeconds, heardBy, listed: true }) !== null)
    return { ok: false, refusal: 'contactRefused' };
  const asked = { callId, by, contactId, offerId, legId, tone, startedAt: work.at, parkedCount: 0 };
  work.world.consults.set(callId, { state: 'ringing', ...asked });
  work.startTimer(askTimer(callId), later(work.at, ringSeconds * 1000));
  work.tell({ type: 'ConsultStarted', callId, agentId: by, contactId, offerId });
  if (call.hold === null) holdCaller(work, call);
  return { ok: true };
}

/** Somebody is there. Who answers as nobody asks any more is put down. */
export function askedAnswered(work: Work, { callId, legId }: Leg): void {
  const consult = askedOn(work, callId, legId);
  if (consult?.state !== 'ringing') return hangUpLeg(work, callId, legId, normalClearing);
  work.stopTimer(askTimer(callId));
  work.tell({ type: 'ConsultAnswered', callId, offerId: consult.offerId });
  work.consult(callId, { type: 'answered' });
}

/** It rang long enough. */
export function askedTimedOut(work: Work, callId: CallId): void {
  if (work.world.consults.get(callId)?.state === 'ringing')
    work.consult(callId, { type: 'ringFailed', result: 'noAnswer' });
}

/** The line of who is asked ended, or never began. */
export function askedGone(work: Work, { callId, legId }: Leg, by: LegEnder, cause: number): void {
  const consult = askedOn(work, callId, legId);
  if (consult === undefined) return;
  if (consult.state !== 'ringing') return work.consult(callId, { type: 'gone' });
  const result = by === 'far' ? ringResultOf(dialResultOf(cause)) : 'failed';
  work.consult(callId, { type: 'ringFailed', result });
}

/** The consult is over and they do not have the caller: the line there is put down, and free for who waits for it. */
export function letGo(work: Work, { callId, legId }: Consult): void {
  work.stopTimer(askTimer(callId));
  hangUpLeg(work, callId, legId, normalClearing);
  overflowAll(work);
}

/** What rings for the agent's question rings on for the caller, who stands in the queue now. */
export function adoptAsked(
  work: Work,
  { callId, entryId }: Call & { state: 'queued' },
  contactId: ContactId,
  agentId: AgentId,
): boolean {
  const consult = work.world.consults.get(callId);
  if (consult?.state !== 'ringing' || !('contactId' in consult) || consult.contactId !== contactId) return false;
  const { legId, offerId } = consult;
  work.world.consults.delete(callId);
  work.stopTimer(askTimer(callId));
  work.tell({ type: 'ConsultEnded', callId, offerId, result: 'completed' });
  belongsToCaller(work, legId, entryId);
  adoptRingOutside(work, { callId, entryId }, legId, contactId, agentId);
  return true;
}

/** They hear each other without the agent now, in the bridge of the talk. */
export function outsideTookOver(
  work: Work,
  { callId, entryId, agentId }: Call & { state: 'talking' },
  { outsideLegId: legId, contactId }: OutsideTalk,
): void {
  belongsToCaller(work, legId, entryId);
  const offerId = work.cdrOf(callId)?.consults?.findLast((one) => one.contactId === contactId)?.offerId;
  if (offerId === undefined) return;
  work.tell({ type: 'OutsideTookOver', callId, entryId, offerId, legId, contactId, agentId });
}

/** From now on the leg is that of a caller who was put through. */
function belongsToCaller(work: Work, legId: LegId, entryId: QueueEntryId): void {
  const leg = work.world.legs.get(legId);
  const party: LegParty = { role: 'outside', entryId };
  if (leg !== undefined) work.world.legs.set(legId, { ...leg, party });
}

function askedOn(work: Work, callId: CallId, legId: LegId): Consult | undefined {
  const consult = work.world.consults.get(callId);
  return consult?.legId === legId ? consult : undefined;
}

function ringResultOf(result: DialResult): Exclude<ConsultResult, 'completed' | 'released' | 'left' | 'callEnded'> {
  switch (result) {
    case 'busy':
    case 'noAnswer':
    case 'rejected':
      return result;
    case 'noSuchNumber':
      return 'unreachable';
    case 'reached':
    case 'leftEarly':
    case 'agentLeft':
    case 'notThePerson':
    case 'failed':
      return 'failed';
    default:
      return missingCase(result);
  }
}

function askTimer(callId: CallId) {
  return timerId({ purpose: 'ask', id: callId });
}
