import type { Call } from './call.ts';
import { talkNotBuilt } from './callback-attempt.ts';
import { isOutbound, oweLeaver } from './callbacks.ts';
import { missingCase } from './decision.ts';
import type { OnCallEffect } from './effects.ts';
import { outcomeOfLeaving } from './ending.ts';
import { type BridgeId, type Instant, type LegId, later, type OfferId } from './ids.ts';
import { holdingBridge } from './queueing.ts';
import { lostCause } from './reconcile.ts';
import { hangUpLeg } from './talk.ts';
import type { Work } from './work.ts';

/** What a call can not go on without. */
export type BuildingEffect = OnCallEffect & { readonly type: 'AnswerLeg' | 'CreateBridge' | 'PutLegInBridge' };

export function isBuilding(effect: OnCallEffect): effect is BuildingEffect {
  return effect.type === 'AnswerLeg' || effect.type === 'CreateBridge' || effect.type === 'PutLegInBridge';
}

/** By then both tries at building a talk have failed (engine/shell/ari: five seconds each), and who hears nobody has gone. */
const talksAfterMs = 20_000;

/**
 * What is asked for again when Asterisk is back, of a talk whose parties had heard each other before: both are still
 * there so long after the answer, and what was asked for then was not held up (`heldUpSince`: since when it would be).
 * It stays a talk, whatever becomes of the rebuilding. An engine that is killed at the answer does not know whether
 * what it asked for got out.
 */
export function rebuiltOf(answeredAt: Instant, heldUpSince: Instant): { readonly rebuilt?: true } {
  return later(answeredAt, talksAfterMs) <= heldUpSince ? { rebuilt: true } : {};
}

/**
 * Asterisk could not do what a call needs: it is asked once more, and nobody is lost by one answer that went wrong. When
 * that fails too, who waited is owed a callback where the rules say so (R1.10), and who should have talked stands in the
 * queue again by the first arrival. What the call has no need of by now is left.
 */
export function buildingFailed(work: Work, effect: BuildingEffect): void {
  const call = work.callOf(effect.callId);
  if (call === undefined) return;
  if (effect.type === 'AnswerLeg') {
    if (call.state !== 'answering') return;
    if (effect.again) return work.endCall(call.callId, 'failed', 'line', lostCause);
    return work.do({ ...effect, again: true });
  }
  const members = membersOf(work, call, effect.bridgeId);
  if (members === null || (effect.type === 'PutLegInBridge' && !members.includes(effect.legId))) return;
  if (effect.again) return goWithout(work, call, effect);
  work.do({ ...effect, again: true });
  if (effect.type === 'PutLegInBridge') return;
  const { callId, bridgeId } = effect;
  const stood = 'rebuilt' in effect ? { rebuilt: true as const } : {};
  for (const legId of members) work.do({ type: 'PutLegInBridge', callId, bridgeId, legId, again: true, ...stood });
}

function goWithout(work: Work, call: Call, effect: BuildingEffect & { readonly bridgeId: BridgeId }): void {
  const { callId } = call;
  const stood = 'rebuilt' in effect;
  switch (call.state) {
    case 'queued':
      return work.endCall(callId, outcomeOfLeaving(work, call, 'line'), 'line', lostCause);
    case 'outside': {
      if (!stood) notBuilt(work, call, call.outsideLegId);
      const isOwed = !isOutbound(call) && oweLeaver(work, call, 'line');
      return work.endCall(callId, isOwed ? 'callback' : call.foundClosed ? 'closed' : 'failed', 'line', lostCause);
    }
    case 'talking': {
      const consult = work.world.consults.get(callId);
      const isConsults = consult?.state === 'parked' && consult.bridgeId === effect.bridgeId;
      if (consult !== undefined && (isConsults || (effect.type === 'PutLegInBridge' && effect.legId === consult.legId)))
        return hangUpLeg(work, callId, consult.legId, lostCause);
      // Without music they hear each other.
      if (call.hold?.by === 'command' && call.hold.bridgeId === effect.bridgeId) {
        // Nobody hears unasked what is said to a colleague; 'released' resumes the caller.
        if (consult !== undefined) return work.consult(callId, { type: 'released' });
        return work.call(callId, { type: 'resumed', by: 'command' });
      }
      const queueId = work.world.entries.get(call.entryId)?.queueId;
      const talked = stood || haveTalked(call);
      if (!talked) notBuilt(work, call, call.offerId);
      // Whom we called stands in no queue.
      if (isOutbound(call) && !talked) talkNotBuilt(work, call);
      if (isOutbound(call)) return work.endCall(callId, 'notReached', 'line', lostCause);
      if (queueId === undefined) return work.endCall(callId, 'failed', 'line', lostCause);
      if (consult !== undefined) work.consult(callId, { type: 'callEnded' });
      // Until somebody really talks with them they are owed a call; the queue takes its place over at once.
      oweLeaver(work, call, 'line');
      return work.call(callId, { type: 'transferred', to: { kind: 'queue', queueId }, lost: true });
    }
    case 'answering':
    case 'speaking':
    case 'walking':
    case 'listening':
    case 'leavingMessage':
    case 'arranging':
    case 'inquiring':
    case 'dialling':
    case 'greeting':
    case 'ending':
    case 'ended':
      return;
    default:
      return missingCase(call);
  }
}

/** Whoever answered, nobody heard anybody: the call's human answer stands only if there was another one before. */
function notBuilt(work: Work, { callId, cdr }: Call, ring: OfferId | LegId): void {
  const answer = cdr.talks?.find(({ offerId }) => offerId === ring)?.startedAt;
  const answeredAt = answer ?? cdr.outside?.find(({ legId }) => legId === ring)?.answeredAt ?? null;
  const isFirst = answeredAt !== null && answeredAt === cdr.humanAnsweredAt;
  work.tell({ type: 'TalkNotBuilt', callId, ring, answeredAt: isFirst ? answeredAt : null });
}

/** Whom a hold or a question to a colleague parted were together before. */
function haveTalked({ answeredAt, offerId, cdr }: Call & { state: 'talking' }): boolean {
  const isConsults = cdr.consults?.some((one) => one.offerId === offerId) ?? false;
  return isConsults || cdr.holds.some(({ startedAt }) => startedAt >= answeredAt);
}

/** Who belongs in this bridge now; null: the call does not need it. */
function membersOf(work: Work, call: Call, bridgeId: BridgeId): readonly LegId[] | null {
  if (call.state === 'queued') return bridgeId === holdingBridge(call.entryId) ? [call.legId] : null;
  if (call.state === 'outside') return bridgeId === call.bridgeId ? [call.legId, call.outsideLegId] : null;
  if (call.state !== 'talking') return null;
  const { legId, agentLegId, hold } = call;
  const consult = work.world.consults.get(call.callId);
  if (bridgeId === call.bridgeId) {
    const caller = hold?.by === 'command' ? [] : [legId];
    const asked = consult?.state === 'asking' || consult?.state === 'joined' ? [consult.legId] : [];
    return [agentLegId, ...caller, ...asked];
  }
  if (hold?.by === 'command' && bridgeId === hold.bridgeId) return [legId];
  if (consult?.state === 'parked' && bridgeId === consult.bridgeId) return [consult.legId];
  return null;
}
