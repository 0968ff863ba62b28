import { arrangeAgain } from './arranging.ts';
import { cameBack } from './asterisk-hang.ts';
import type { Call } from './call.ts';
import { silenceDialling } from './callback-attempt.ts';
import { missingCase } from './decision.ts';
import { legsMayBeGone } from './ending.ts';
import type { FromEngine } from './events.ts';
import { buildingFailed, isBuilding, rebuiltOf } from './failed-building.ts';
import { type BridgeId, type Instant, type LegId, later } from './ids.ts';
import { askAgain, inquireAgain } from './inquiring.ts';
import { isAlive } from './leg.ts';
import { silenceOutside } from './outside.ts';
import { holdingBridge } from './queueing.ts';
import { lostCause, takeUpTheRest, watchEnded } from './reconcile.ts';
import { recordingEnded } from './recording.ts';
import { lastPlayback } from './speech.ts';
import { takeUpStranded } from './stranded.ts';
import { normalClearing } from './talk.ts';
import { timerId } from './timers.ts';
import type { Work } from './work.ts';

/** The engine that wrote the last record is gone, and what it did not write down was not seen. */
export function engineStarted(work: Work, lastRecordAt: Instant): void {
  watchEnded(work.world, lastRecordAt);
  askAgain(work);
}

export function asteriskLost(work: Work): void {
  // Calls that are bridged go on without us and waiting callers keep their music (FACTS: engine away);
  // what became of them is told when the connection is back.
  watchEnded(work.world, work.at);
}

/**
 * What Asterisk really holds is set against what we believe. The legs that are not there have ended before
 * (`endMissingLegs`); of those that are, each hears again what it should. Nothing that goes on well is touched.
 */
export function asteriskConnected(work: Work, event: FromEngine & { type: 'AsteriskConnected' }): void {
  const { world } = work;
  world.asteriskConnected = true;
  const heldUpSince = world.asteriskHangs?.since ?? work.at;
  // The inventory came of every class.
  world.asteriskHangs = null;
  world.reachablePhones.clear();
  for (const phone of event.reachablePhones) world.reachablePhones.add(phone);
  takeUpStranded(work, event.elsewhere ?? []);
  const members = new Map(event.bridges.map(({ bridgeId, legs }) => [bridgeId, new Set(legs)]));
  const isIn = (bridgeId: BridgeId, legId: LegId): boolean => members.get(bridgeId)?.has(legId) ?? false;
  for (const call of [...world.calls.values()]) resume(work, call, isIn, heldUpSince);
  takeUpTheRest(work, event);
  work.dispatchWanted = true;
}

/**
 * One whom Asterisk's own plan had is handed over again: the journey goes on from where it stood. We need not have known
 * that it had them: whoever was asked to leave us while no engine was there leaves at the end of what they hear.
 */
export function takeBack(work: Work, legId: LegId): void {
  const leg = work.world.legs.get(legId);
  const call = leg && work.callOf(leg.callId);
  if (leg === undefined || call === undefined) return;
  const { callId } = call;
  if (call.state === 'answering') return cameBack(work, callId, legId);
  // Nobody has anything to say to who is taken for gone.
  if (leg.state === 'closing' || leg.state === 'ended')
    return work.do({ type: 'HangUpLeg', callId, legId, cause: call.cdr.hangUpCause ?? normalClearing });
  // The end of what was recorded would have been told before, so nothing was: they had left when it was asked for.
  if (call.state === 'leavingMessage') return recordingEnded(work, call.recordingId, 'failed', 0);
  // Where the others are is not known: who was to be bridged with them just then is not either. Who has asked a colleague
  // was there for long, and stays there.
  const isConsulting = work.world.consults.has(callId);
  resume(work, call, (_, one) => one !== legId && isConsulting, work.at);
  // Soon taken for silence, and then it is asked once more.
  if (call.state === 'listening') work.startTimer(timerId({ purpose: 'listen', id: callId }), later(work.at, 1_000));
  work.dispatchWanted = true;
}

function resume(
  work: Work,
  call: Call,
  isIn: (bridgeId: BridgeId, legId: LegId) => boolean,
  heldUpSince: Instant,
): void {
  const leg = work.world.legs.get(call.legId);
  if (leg === undefined || !isAlive(leg) || work.world.stranded.has(leg.legId)) return;
  const { callId, legId } = call;
  switch (call.state) {
    case 'answering':
      // One who was left to the plan is left there, or is sent there once more, and knocks from there.
      work.do({ type: work.world.heldOff.has(legId) ? 'LeaveLegToPlan' : 'AnswerLeg', callId, legId });
      return;
    case 'speaking':
      // The node is said once more, under a new name.
      return work.call(callId, { type: 'interrupted' });
    case 'walking':
    case 'listening':
    case 'leavingMessage':
    case 'ending':
    case 'ended':
      return;
    case 'queued': {
      const bridgeId = holdingBridge(call.entryId);
      silenceOutside(work, call, call.entryId);
      if (!isIn(bridgeId, legId)) {
        work.do({ type: 'CreateBridge', callId, bridgeId, kind: 'holding' });
        work.do({ type: 'PutLegInBridge', callId, bridgeId, legId });
      }
      // An announcement that was under way is over by now; the next one comes by its timer.
      work.call(callId, { type: 'interrupted' });
      return arrangeAgain(work, call);
    }
    case 'arranging':
      return arrangeAgain(work, call);
    case 'inquiring':
      return inquireAgain(work, callId);
    case 'dialling':
      return;
    case 'greeting':
      silenceDialling(work, call);
      return work.call(callId, { type: 'interrupted' });
    case 'outside': {
      const { bridgeId, outsideLegId, answeredAt } = call;
      const rebuilt = rebuiltOf(answeredAt, heldUpSince);
      const missing = [legId, outsideLegId].filter((one) => !isIn(bridgeId, one));
      if (missing.includes(legId)) silenceOutside(work, call, call.entryId);
      if (missing.length > 0) work.do({ type: 'CreateBridge', callId, bridgeId, kind: 'mixing', ...rebuilt });
      for (const one of missing) work.do({ type: 'PutLegInBridge', callId, bridgeId, legId: one, ...rebuilt });
      return;
    }
    case 'talking': {
      const { bridgeId, agentLegId, answeredAt, hold } = call;
      const rebuilt = rebuiltOf(answeredAt, heldUpSince);
      const belong = (place: BridgeId, talker: LegId, kind: 'holding' | 'mixing'): void => {
        if (isIn(place, talker)) return;
        work.do({ type: 'CreateBridge', callId, bridgeId: place, kind, ...rebuilt });
        work.do({ type: 'PutLegInBridge', callId, bridgeId: place, legId: talker, ...rebuilt });
      };
      const consult = work.world.consults.get(callId);
      const place = hold?.by === 'command' ? hold.bridgeId : bridgeId;
      if (!isIn(place, legId) && consult?.state !== 'ringing') {
        // What was said last may still be on its way, and would hold up the move (requests.ts). While a colleague's phone
        // rings it is the tone of that, which the agent hears.
        work.do({ type: 'StopPlayback', callId, playbackId: lastPlayback(call) });
      }
      if (!isIn(bridgeId, agentLegId)) silenceDialling(work, call);
      belong(bridgeId, agentLegId, 'mixing');
      belong(place, legId, hold?.by === 'command' ? 'holding' : 'mixing');
      // The end of what the agent heard while it rang may not have been asked for any more.
      const isAskedThere = consult !== undefined && isIn(bridgeId, consult.legId);
      if (consult === undefined ? hold?.by === 'command' : consult.state === 'asking' && !isAskedThere)
        work.do({ type: 'StopPlayback', callId, playbackId: consult?.tone ?? lastPlayback(call) });
      if (consult?.state === 'parked') belong(consult.bridgeId, consult.legId, 'holding');
      else if (consult?.state === 'asking' || consult?.state === 'joined') belong(bridgeId, consult.legId, 'mixing');
      return;
    }
    default:
      return missingCase(call);
  }
}

/** Asterisk could not do what it was asked to. What the caller needs for going on is asked for again (failed-building.ts); the rest is made up for. */
export function effectFailed(work: Work, { effect, status }: FromEngine & { type: 'EffectFailed' }): void {
  const { callId } = effect;
  // Nothing is known then of what was asked last. AsteriskConnected tells, and all is taken up from there; but what
  // should not be heard must not be kept.
  if (!work.world.asteriskConnected && effect.type !== 'MuteRecording') return;
  // The port connects anew when a class that hung is back, if anything came to nothing meanwhile.
  if (work.world.asteriskHangs !== null && status === 0 && isBuilding(effect)) return;
  switch (effect.type) {
    case 'RingPhone':
      work.offer(effect.offerId, { type: 'refused' });
      work.leg(effect.legId, { type: 'ended', cause: lostCause });
      return;
    case 'DialNumber':
      work.leg(effect.legId, { type: 'ended', cause: lostCause });
      return;
    case 'PlayUtterances':
      work.call(callId, { type: 'spoken', playbackId: effect.playbackId, result: 'failed' });
      return;
    case 'AnswerLeg':
    case 'CreateBridge':
    case 'PutLegInBridge':
      return buildingFailed(work, effect);
    case 'StartRecording': {
      const call = work.callOf(callId);
      const recording = call?.recording;
      const isWanted =
        call?.state === 'talking' &&
        call.bridgeId === effect.bridgeId &&
        recording?.recordingId === effect.recordingId &&
        recording.state !== 'stopping' &&
        recording.state !== 'over';
      if (effect.again || !isWanted) return recordingEnded(work, effect.recordingId, 'failed', 0);
      // Its bridge may have failed and be asked for again; so is this, behind it.
      work.do({ ...effect, again: true });
      if (recording.state !== 'running') work.do({ type: 'MuteRecording', callId, recordingId: effect.recordingId });
      return;
    }
    case 'RecordMessage':
      recordingEnded(work, effect.recordingId, 'failed', 0);
      return;
    case 'HangUpLeg': {
      // It is gone already, or Asterisk will tell when it is; a record must not wait for a leg that nobody has.
      const leg = work.world.legs.get(effect.legId);
      if (leg) work.leg(effect.legId, { type: 'ended', cause: effect.cause });
      return legsMayBeGone(work, callId);
    }
    case 'StopRecording':
      // A slow answer is no lost recording: its end is told, or its timer says that it is not (recording.ts).
      return;
    case 'MuteRecording':
      // What should not be heard must not be kept.
      work.do({ type: 'StopRecording', callId, recordingId: effect.recordingId });
      return;
    case 'LeaveLegToPlan':
    case 'AnswerRefer':
    case 'UnmuteRecording':
    case 'StopPlayback':
    case 'DestroyBridge':
    case 'DiscardRecording':
    case 'SealRecording':
      return;
    default:
      return missingCase(effect);
  }
}
