import type { Call, Hold, Talk } from './call.ts';
import type { CommandAnswer } from './commands.ts';
import type { AgentId, BridgeId, CallId } from './ids.ts';
import { isKeptSilent, silenceRecording } from './recording.ts';
import type { Work } from './work.ts';

/** Where the caller of a talk hears music next; each time in a bridge of its own. */
export function holdBridge({ bridgeId, cdr }: Call & { state: 'talking' }): BridgeId {
  return `${bridgeId}-h${cdr.holds.length + 1}` as BridgeId;
}

/** The agent puts the caller on hold, or takes the talk up again, at the console (R2.6). */
export function holdByCommand(work: Work, agentId: AgentId, callId: CallId, wanted: boolean): CommandAnswer {
  const call = work.callOf(callId);
  if (call?.state !== 'talking' || call.agentId !== agentId) return { ok: false, refusal: 'notTalking' };
  // With a colleague there it is said who hears whom.
  if (work.world.consults.has(callId)) return { ok: false, refusal: 'consulting' };
  if (wanted) {
    work.call(callId, { type: 'held', hold: { by: 'command', bridgeId: holdBridge(call) } });
    return { ok: true };
  }
  if (call.hold?.by !== 'command') return { ok: false, refusal: 'notOnHold' };
  work.call(callId, { type: 'resumed', by: 'command' });
  return { ok: true };
}

/** On hold by the phone's key Asterisk itself plays music into the bridge; by command the caller is moved to music. */
export function holdBegan(work: Work, callId: CallId, talk: Talk, hold: Hold): void {
  const call = work.callOf(callId);
  if (call === undefined) return;
  work.tell({ type: 'HoldStarted', callId, agentId: talk.agentId, by: hold.by });
  work.agent(talk.agentId, { type: 'held' });
  if (hold.by === 'phone') return;
  // What is said in the bridge meanwhile is not said to the caller, and nobody agreed to its being kept.
  silenceRecording(work, callId, true);
  work.do({ type: 'CreateBridge', callId, bridgeId: hold.bridgeId, kind: 'holding' });
  work.do({ type: 'PutLegInBridge', callId, bridgeId: hold.bridgeId, legId: call.legId });
}

export function holdOver(work: Work, callId: CallId, talk: Talk, hold: Hold): void {
  const call = work.callOf(callId);
  if (call === undefined) return;
  work.tell({ type: 'HoldEnded', callId, agentId: talk.agentId });
  work.agent(talk.agentId, { type: 'resumed' });
  if (hold.by === 'phone') return;
  work.do({ type: 'PutLegInBridge', callId, bridgeId: talk.bridgeId, legId: call.legId });
  work.do({ type: 'DestroyBridge', callId, bridgeId: hold.bridgeId });
  // It goes on unless somebody outside is there by now, or has the caller.
  if (call.state === 'talking' && !isKeptSilent(work, call)) silenceRecording(work, callId, false);
}
