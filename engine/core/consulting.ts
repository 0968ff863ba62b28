import { letGo } from './asking-outside.ts';
import type { Call, TransferTarget } from './call.ts';
import type { CommandAnswer, Refusal } from './commands.ts';
import { type AskedColleague, type Consult, type ConsultResult, hasOutsider } from './consult.ts';
import { missingCase } from './decision.ts';
import { ringForConsult } from './dispatch.ts';
import { holdBridge } from './hold.ts';
import type { AgentId, CallId } from './ids.ts';
import type { Offer } from './offer.ts';
import { isKeptSilent, silenceRecording } from './recording.ts';
import { lastPlayback } from './speech.ts';
import { hangUpLeg, normalClearing, wrapUpSecondsAfter } from './talk.ts';
import { talksWith, whyNotAgent } from './transfer.ts';
import type { Work } from './work.ts';

type Talking = Call & { readonly state: 'talking' };

const refused = (refusal: Refusal): CommandAnswer => ({ ok: false, refusal });
const done: CommandAnswer = { ok: true };

/** The caller hears music while the agent asks a colleague (R2.6); who is outside is asked in asking-outside.ts. */
export function consultByCommand(work: Work, by: AgentId, callId: CallId, agentId: AgentId): CommandAnswer {
  // One colleague at a time: a second ring would leave the first one ringing for nobody.
  const consulting = work.world.consults.has(callId) ? 'consulting' : null;
  const refusal = talksWith(work, by, callId) ?? consulting ?? whyNotAgent(work, by, agentId);
  if (refusal !== null) return refused(refusal);
  const call = work.callOf(callId);
  if (call?.state !== 'talking') return refused('notTalking');
  // Who is held by the phone's own key hears Asterisk's music in the bridge, and so would the colleague.
  if (call.hold?.by === 'phone') return refused('notOnHold');
  const ring = ringForConsult(work, call, agentId);
  work.world.consults.set(callId, { state: 'ringing', callId, by, startedAt: work.at, parkedCount: 0, ...ring });
  work.tell({ type: 'ConsultStarted', callId, agentId: by, asked: agentId, offerId: ring.offerId });
  if (call.hold === null) holdCaller(work, call);
  return done;
}

/** What the agent does with the colleague who answered, or still rings. */
export type ConsultCommand = 'SwapParties' | 'JoinParties' | 'CompleteTransfer' | 'ReturnToCaller';

export function consultCommand(work: Work, by: AgentId, callId: CallId, wanted: ConsultCommand): CommandAnswer {
  const consult = work.world.consults.get(callId);
  const call = work.callOf(callId);
  if (call?.state !== 'talking' || call.agentId !== by) return refused('notTalking');
  if (consult === undefined) return refused('notConsulting');
  if (wanted === 'ReturnToCaller') {
    work.consult(callId, { type: 'released' });
    return done;
  }
  if (wanted === 'CompleteTransfer') {
    agentLeaves(work, call, consult);
    return done;
  }
  if (consult.state === 'ringing') return refused('notAnsweredYet');
  if (call.hold?.by === 'phone') return refused('notOnHold');
  work.consult(callId, { type: wanted === 'SwapParties' ? 'toggled' : 'joined' });
  return done;
}

/**
 * The agent goes, by command or by hanging up, and the colleague has the caller: at once, or when the phone that
 * rings is answered. Until then the caller stands in the queue, whose next place it is if nobody answers.
 */
export function agentLeaves(work: Work, call: Talking, consult: Consult): void {
  const { callId } = call;
  const to: TransferTarget =
    'contactId' in consult
      ? { kind: 'outside', contactId: consult.contactId }
      : { kind: 'agent', agentId: consult.agentId };
  if (consult.state === 'ringing') work.call(callId, { type: 'transferred', to });
  else work.consult(callId, { type: 'completed' });
}

export function consultAnswered(work: Work, { offerId, callId, agentId }: Offer): void {
  work.agent(agentId, { type: 'offerAnswered' });
  work.tell({ type: 'ConsultAnswered', callId, offerId });
  work.consult(callId, { type: 'answered' });
}

export function consultMoved(work: Work, from: Consult, to: Consult): void {
  const call = work.callOf(to.callId);
  if (call?.state !== 'talking') return;
  const { callId, bridgeId, entryId } = call;
  const { legId, offerId } = to;
  switch (to.state) {
    case 'asking':
      if (from.state === 'ringing') stopRingingTone(work, call, from);
      else holdCaller(work, call);
      askedInto(work, call, from, to);
      return;
    case 'parked':
      work.do({ type: 'CreateBridge', callId, bridgeId: to.bridgeId, kind: 'holding' });
      work.do({ type: 'PutLegInBridge', callId, bridgeId: to.bridgeId, legId });
      work.leg(legId, { type: 'bridged', bridgeId: to.bridgeId });
      work.call(callId, { type: 'resumed', by: 'command' });
      return;
    case 'joined':
      work.tell({ type: 'ConferenceStarted', callId, offerId });
      // Of who is no agent there is no talk to tell, and nothing is kept.
      if ('agentId' in to) work.tell({ type: 'TalkStarted', callId, entryId, offerId, agentId: to.agentId });
      else silenceRecording(work, callId, true);
      if (from.state === 'parked') askedInto(work, call, from, to);
      else work.call(callId, { type: 'resumed', by: 'command' });
      return;
    case 'ringing':
    case 'over':
      throw new Error(`A consult never moves to ${to.state} that way, in ${bridgeId}.`);
    default:
      return missingCase(to);
  }
}

/** Who was asked is gone or has the caller; whoever stays hears whom they should. */
export function consultOver(work: Work, before: Consult, result: ConsultResult): void {
  const { callId, offerId, legId } = before;
  work.world.consults.delete(callId);
  work.tell({ type: 'ConsultEnded', callId, offerId, result });
  const call = work.callOf(callId);
  if (call?.state === 'talking' && before.state === 'ringing') stopRingingTone(work, call, before);
  if (result === 'completed') {
    if (call?.state !== 'talking') return;
    work.world.offers.delete(offerId);
    if (before.state === 'parked') askedInto(work, call, before, before);
    if (before.state === 'asking') work.call(callId, { type: 'resumed', by: 'command' });
    const { bridgeId } = call;
    const talk =
      'contactId' in before
        ? { contactId: before.contactId, outsideLegId: legId, bridgeId }
        : { offerId, agentId: before.agentId, agentLegId: legId, bridgeId };
    work.call(callId, { type: 'handedOver', talk });
    return;
  }
  if ('contactId' in before) letGo(work, before);
  else colleagueLeft(work, before);
  if (before.state === 'parked') work.do({ type: 'DestroyBridge', callId, bridgeId: before.bridgeId });
  // Agent and caller are among themselves again.
  if (hasOutsider(before) && !isKeptSilent(work, call)) silenceRecording(work, callId, false);
  // Nobody is put through to a talk unasked: whose colleague hung up takes the caller back by command.
  if (result === 'released' && call?.state === 'talking' && call.hold !== null)
    work.call(callId, { type: 'resumed', by: 'command' });
}

function colleagueLeft(work: Work, { callId, offerId, legId, state, agentId }: Consult & AskedColleague): void {
  if (state === 'ringing') {
    // Withdrawn, unless the ring's own end led here.
    work.offer(offerId, { type: 'callerLeft' });
    return;
  }
  work.world.offers.delete(offerId);
  if (state === 'joined') work.tell({ type: 'TalkEnded', callId, agentId });
  hangUpLeg(work, callId, legId, normalClearing);
  // Who never heard the caller has nothing to write up.
  const talk = work.cdrOf(callId)?.talks?.find((one) => one.offerId === offerId);
  work.agent(agentId, { type: 'talkEnded', wrapUpSeconds: talk ? wrapUpSecondsAfter(work, talk.entryId) : 0 });
}

export function holdCaller(work: Work, call: Talking): void {
  work.call(call.callId, { type: 'held', hold: { by: 'command', bridgeId: holdBridge(call) } });
}

/** Who is asked comes to where the agent is. */
function askedInto(work: Work, { callId, bridgeId }: Talking, from: Consult, { legId }: Consult): void {
  work.do({ type: 'PutLegInBridge', callId, bridgeId, legId });
  work.leg(legId, { type: 'bridged', bridgeId });
  if (from.state === 'parked') work.do({ type: 'DestroyBridge', callId, bridgeId: from.bridgeId });
}

/** What the agent hears while it rings; since then a refusal may have been said, which is not it. */
function stopRingingTone(work: Work, call: Talking, { tone = lastPlayback(call) }: Consult): void {
  work.do({ type: 'StopPlayback', callId: call.callId, playbackId: tone });
}
