import type { Call } from './call.ts';
import type { Configuration } from './configuration.ts';
import { missingCase } from './decision.ts';
import { legsMayBeGone } from './ending.ts';
import type { FromEngine } from './events.ts';
import { awaitNextChange } from './hours.ts';
import type { BridgeId, LegId } from './ids.ts';
import { isAlive } from './leg.ts';
import { holdingBridge } from './queueing.ts';
import { recordingEnded } from './recording.ts';
import type { Work } from './work.ts';

/** A configuration takes the place of the one before; who is at work stays at work. */
export function configurationLoaded(work: Work, configuration: Configuration): void {
  const { world } = work;
  world.configuration = configuration;
  for (const { id } of configuration.agents) {
    if (!world.agents.has(id)) world.agents.set(id, { agentId: id, since: work.at, state: 'signedOut' });
  }
  for (const [id, session] of world.agents) {
    if (session.state === 'signedOut' && !configuration.agents.some((agent) => agent.id === id))
      world.agents.delete(id);
  }
  awaitNextChange(work);
  work.dispatchWanted = true;
}

export function asteriskLost(work: Work): void {
  // Calls that are bridged go on without us and waiting callers keep their music (FACTS: engine away);
  // what became of them is told when the connection is back.
  work.world.asteriskConnected = false;
}

/**
 * What Asterisk really holds is set against what we believe: legs that are not there have ended, and of those that
 * are, each hears again what it should. Nothing that goes on well is touched.
 */
export function asteriskConnected(work: Work, event: FromEngine & { type: 'AsteriskConnected' }): void {
  const { world } = work;
  world.asteriskConnected = true;
  world.reachablePhones.clear();
  for (const phone of event.reachablePhones) world.reachablePhones.add(phone);
  const there = new Set<LegId>(event.legs);
  for (const legId of [...world.featureCalls.keys()]) if (!there.has(legId)) world.featureCalls.delete(legId);
  for (const [legId, leg] of [...world.legs]) {
    if (leg.state !== 'ended' && !there.has(legId)) work.leg(legId, { type: 'ended', cause: lostCause });
  }
  const members = new Map(event.bridges.map(({ bridgeId, legs }) => [bridgeId, new Set(legs)]));
  for (const call of [...world.calls.values()]) resume(work, call, members);
  work.dispatchWanted = true;
}

/** Q.850 cause 41, temporary failure: the line was lost while nobody watched. */
const lostCause = 41;

function resume(work: Work, call: Call, members: ReadonlyMap<BridgeId, ReadonlySet<LegId>>): void {
  const leg = work.world.legs.get(call.legId);
  if (leg === undefined || !isAlive(leg)) return;
  const { callId, legId } = call;
  switch (call.state) {
    case 'answering':
      work.do({ type: 'AnswerLeg', callId, legId });
      return;
    case 'speaking':
      // The node is said once more, under a new name.
      return work.call(callId, { type: 'interrupted' });
    case 'walking':
    case 'listening':
    case 'ending':
    case 'ended':
      return;
    case 'queued': {
      const bridgeId = holdingBridge(call.entryId);
      if (!members.get(bridgeId)?.has(legId)) {
        work.do({ type: 'CreateBridge', callId, bridgeId, kind: 'holding' });
        work.do({ type: 'PutLegInBridge', callId, bridgeId, legId });
      }
      // An announcement that was under way is over by now; the next one comes by its timer.
      return work.call(callId, { type: 'interrupted' });
    }
    case 'talking': {
      const { bridgeId, agentLegId } = call;
      const inside = members.get(bridgeId);
      if (inside?.has(legId) && inside.has(agentLegId)) return;
      work.do({ type: 'CreateBridge', callId, bridgeId, kind: 'mixing' });
      for (const talker of [legId, agentLegId]) {
        if (!inside?.has(talker)) work.do({ type: 'PutLegInBridge', callId, bridgeId, legId: talker });
      }
      return;
    }
    default:
      return missingCase(call);
  }
}

/** Asterisk could not do what it was asked to. What the caller needs for going on ends the call; the rest is made up for. */
export function effectFailed(work: Work, { effect }: FromEngine & { type: 'EffectFailed' }): void {
  const { callId } = effect;
  switch (effect.type) {
    case 'RingPhone':
      work.offer(effect.offerId, { type: 'refused' });
      work.leg(effect.legId, { type: 'ended', cause: lostCause });
      return;
    case 'PlayUtterances':
      work.call(callId, { type: 'spoken', playbackId: effect.playbackId, result: 'failed' });
      return;
    case 'AnswerLeg':
    case 'CreateBridge':
    case 'PutLegInBridge': {
      const call = work.callOf(callId);
      if (call === undefined) return;
      work.endCall(callId, call.cdr.humanAnsweredAt === null ? 'failed' : 'answered', 'line', lostCause);
      return;
    }
    case 'StartRecording':
      recordingEnded(work, effect.recordingId, 'failed', 0);
      return;
    case 'HangUpLeg': {
      // It is gone already, or Asterisk will tell when it is; a record must not wait for a leg that nobody has.
      const leg = work.world.legs.get(effect.legId);
      if (leg) work.leg(effect.legId, { type: 'ended', cause: effect.cause });
      return legsMayBeGone(work, callId);
    }
    case 'StopRecording':
      recordingEnded(work, effect.recordingId, 'failed', 0);
      return;
    case 'MuteRecording':
      // What should not be heard must not be kept.
      work.do({ type: 'StopRecording', callId, recordingId: effect.recordingId });
      return;
    case 'UnmuteRecording':
    case 'StopPlayback':
    case 'DestroyBridge':
    case 'SealRecording':
      return;
    default:
      return missingCase(effect);
  }
}
