import type { Call } from './call.ts';
import type { CommandAnswer, Refusal } from './commands.ts';
import type { Consult, ConsultResult } from './consult.ts';
import { missingCase } from './decision.ts';
import { ringForConsult } from './dispatch.ts';
import { holdBridge } from './hold.ts';
import type { AgentId, CallId } from './ids.ts';
import type { Offer } from './offer.ts';
import { lastPlayback } from './speech.ts';
import { hangUpLeg, normalClearing, wrapUpSecondsAfter } from './talk.ts';
import { talksWith, whyNotAgent } from './transfer.ts';
import type { Work } from './work.ts';

type Talking = Call & { readonly state: 'talking' };

const refused = (refusal: Refusal): CommandAnswer => ({ ok: false, refusal });
const done: CommandAnswer = { ok: true };

/** The caller hears music while the agent asks a colleague (R2.6). */
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
  if (call.hold === null) hold(work, call);
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
export function agentLeaves(work: Work, call: Talking, { state, agentId }: Consult): void {
  const { callId } = call;
  if (state === 'ringing') work.call(callId, { type: 'transferred', to: { kind: 'agent', agentId } });
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
  const { legId, agentId, offerId } = to;
  switch (to.state) {
    case 'asking':
      if (from.state === 'ringing') stopRingingTone(work, call);
      else hold(work, call);
      colleagueInto(work, call, from, to);
      return;
    case 'parked':
      work.do({ type: 'CreateBridge', callId, bridgeId: to.bridgeId, kind: 'holding' });
      work.do({ type: 'PutLegInBridge', callId, bridgeId: to.bridgeId, legId });
      work.leg(legId, { type: 'bridged', bridgeId: to.bridgeId });
      work.call(callId, { type: 'resumed', by: 'command' });
      return;
    case 'joined':
      work.tell({ type: 'ConferenceStarted', callId, offerId });
      work.tell({ type: 'TalkStarted', callId, entryId, offerId, agentId });
      if (from.state === 'parked') colleagueInto(work, call, from, to);
      else work.call(callId, { type: 'resumed', by: 'command' });
      return;
    case 'ringing':
    case 'over':
      throw new Error(`A consult never moves to ${to.state} that way, in ${bridgeId}.`);
    default:
      return missingCase(to);
  }
}

/** The colleague is gone or has the caller; whoever stays hears whom they should. */
export function consultOver(work: Work, before: Consult, result: ConsultResult): void {
  const { callId, offerId, agentId, legId } = before;
  work.world.consults.delete(callId);
  work.tell({ type: 'ConsultEnded', callId, offerId, result });
  const call = work.callOf(callId);
  if (call?.state === 'talking' && before.state === 'ringing') stopRingingTone(work, call);
  if (result === 'completed') {
    if (call?.state !== 'talking') return;
    work.world.offers.delete(offerId);
    if (before.state === 'parked') colleagueInto(work, call, before, before);
    if (before.state === 'asking') work.call(callId, { type: 'resumed', by: 'command' });
    const { bridgeId } = call;
    work.call(callId, { type: 'handedOver', talk: { offerId, agentId, agentLegId: legId, bridgeId } });
    return;
  }
  if (before.state === 'ringing') {
    // Withdrawn, unless the ring's own end led here.
    work.offer(offerId, { type: 'callerLeft' });
  } else {
    work.world.offers.delete(offerId);
    if (before.state === 'joined') work.tell({ type: 'TalkEnded', callId, agentId });
    hangUpLeg(work, callId, legId, normalClearing);
    if (before.state === 'parked') work.do({ type: 'DestroyBridge', callId, bridgeId: before.bridgeId });
    // Who never heard the caller has nothing to write up.
    const talk = work.cdrOf(callId)?.talks?.find((one) => one.offerId === offerId);
    work.agent(agentId, { type: 'talkEnded', wrapUpSeconds: talk ? wrapUpSecondsAfter(work, talk.entryId) : 0 });
  }
  // Nobody is put through to a talk unasked: whose colleague hung up takes the caller back by command.
  if (result === 'released' && call?.state === 'talking' && call.hold !== null)
    work.call(callId, { type: 'resumed', by: 'command' });
}

function hold(work: Work, call: Talking): void {
  work.call(call.callId, { type: 'held', hold: { by: 'command', bridgeId: holdBridge(call) } });
}

/** The colleague comes to where the agent is. */
function colleagueInto(work: Work, { callId, bridgeId }: Talking, from: Consult, { legId }: Consult): void {
  work.do({ type: 'PutLegInBridge', callId, bridgeId, legId });
  work.leg(legId, { type: 'bridged', bridgeId });
  if (from.state === 'parked') work.do({ type: 'DestroyBridge', callId, bridgeId: from.bridgeId });
}

/** What the agent hears while the colleague's phone rings. */
function stopRingingTone(work: Work, call: Talking): void {
  work.do({ type: 'StopPlayback', callId: call.callId, playbackId: lastPlayback(call) });
}
