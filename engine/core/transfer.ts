import { adoptAsked, outsideTookOver } from './asking-outside.ts';
import type { Call, OutsideTalk, Talk, TransferTarget } from './call.ts';
import type { CommandAnswer, Refusal } from './commands.ts';
import { missingCase } from './decision.ts';
import { adoptRing, offerTo } from './dispatch.ts';
import { isFree } from './distribution.ts';
import type { AgentId, CallId, QueueEntryId } from './ids.ts';
import { putThrough, whyNotOutside } from './outside.ts';
import { enterQueue } from './queueing.ts';
import { startRecording } from './recording.ts';
import { endTalk, hangUpLeg, normalClearing, talkOver } from './talk.ts';
import { countAnswer } from './tally.ts';
import type { Work } from './work.ts';

/** The agent gives the caller to a queue or to another agent without a word to them (R2.6). */
export function transferByCommand(work: Work, agentId: AgentId, callId: CallId, to: TransferTarget): CommandAnswer {
  const consulting = work.world.consults.has(callId) ? 'consulting' : null;
  const refusal = talksWith(work, agentId, callId) ?? consulting ?? whyNot(work, agentId, to);
  if (refusal !== null) return { ok: false, refusal };
  work.call(callId, { type: 'transferred', to });
  return { ok: true };
}

/** Only the agent who has the talk decides about it, not one who was asked or who writes it up. */
export function talksWith(work: Work, agentId: AgentId, callId: CallId): Refusal | null {
  const call = work.callOf(callId);
  return call?.state === 'talking' && call.agentId === agentId ? null : 'notTalking';
}

function whyNot(work: Work, agentId: AgentId, to: TransferTarget): Refusal | null {
  switch (to.kind) {
    case 'queue':
      return work.queueOf(to.queueId) === undefined ? 'unknownTarget' : null;
    case 'agent':
      return whyNotAgent(work, agentId, to.agentId);
    case 'outside':
      return whyNotOutside(work, to.contactId);
    default:
      return missingCase(to);
  }
}

/** Who is rung by name must be free: nobody is called out of a talk or a pause. */
export function whyNotAgent(work: Work, asking: AgentId, wanted: AgentId): Refusal | null {
  const agent = work.agentConfiguration(wanted);
  if (agent === undefined || wanted === asking) return 'unknownTarget';
  return isFree(work.world, agent) ? null : 'agentNotFree';
}

/**
 * The talk is over for its agent and the caller stands in a queue again, by the ticket: the first arrival. An agent
 * who was asked for is rung at once; if that comes to nothing the caller stands at that place in the queue of the
 * agent who gave the caller away. So does who is put through to a number outside, while it rings there.
 */
export function transferBegan(
  work: Work,
  before: Call & { state: 'talking' },
  to: TransferTarget,
  lost: boolean,
): void {
  const { callId, agentId, agentLegId } = before;
  const own = work.world.entries.get(before.entryId)?.queueId;
  const queueId = to.kind === 'queue' ? to.queueId : own;
  // Nobody gave the caller away whom the line put back.
  if (!lost) work.tell({ type: 'CallTransferred', callId, agentId, kind: 'blind', to });
  if (queueId !== undefined) enterQueue(work, callId, queueId);
  else work.endCall(callId, 'answered', 'line', normalClearing);
  const call = work.callOf(callId);
  if (to.kind === 'agent' && call?.state === 'queued' && !adoptConsult(work, callId, call.entryId, to.agentId))
    offerTo(work, call.entryId, to.agentId);
  if (to.kind === 'outside' && call?.state === 'queued' && !adoptAsked(work, call, to.contactId, agentId))
    putThrough(work, call.entryId, to.contactId, { agentId, rule: null });
  // The caller hears music before the bridge of the talk goes.
  endTalk(work, before);
  hangUpLeg(work, callId, agentLegId, normalClearing);
}

/** The phone that rings for the consult rings on for the caller, who stands in the queue now. */
function adoptConsult(work: Work, callId: CallId, entryId: QueueEntryId, agentId: AgentId): boolean {
  const consult = work.world.consults.get(callId);
  if (consult?.state !== 'ringing' || !('agentId' in consult) || consult.agentId !== agentId) return false;
  work.world.consults.delete(callId);
  work.tell({ type: 'ConsultEnded', callId, offerId: consult.offerId, result: 'completed' });
  adoptRing(work, consult.offerId, entryId);
  return true;
}

/**
 * Another agent goes on with the talk in the same bridge: what was recorded of the first talk is one recording. Or
 * somebody outside does, which is not recorded (outside.ts).
 */
export function handOver(work: Work, before: Call & { state: 'talking' }, talk: Talk | OutsideTalk): void {
  const { callId, entryId, agentId } = before;
  if (before.hold !== null) work.tell({ type: 'HoldEnded', callId, agentId });
  const to: TransferTarget =
    'contactId' in talk ? { kind: 'outside', contactId: talk.contactId } : { kind: 'agent', agentId: talk.agentId };
  work.tell({ type: 'CallTransferred', callId, agentId, kind: 'attended', to });
  talkOver(work, before);
  hangUpLeg(work, callId, before.agentLegId, normalClearing);
  if ('contactId' in talk) return outsideTookOver(work, before, talk);
  const { offerId } = talk;
  const { consent, cdr } = before;
  countAnswer(work, talk.agentId, cdr.callerNumber);
  if (!cdr.talks?.some((one) => one.offerId === offerId))
    work.tell({ type: 'TalkStarted', callId, entryId, offerId, agentId: talk.agentId });
  if (consent === 'given') startRecording(work, callId, talk.bridgeId);
}
