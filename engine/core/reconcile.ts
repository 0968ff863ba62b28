import type { Call } from './call.ts';
import { missingCase } from './decision.ts';
import type { FoundRecording, FromEngine } from './events.ts';
import { featureCallEnded, takeUpFeatureCall } from './feature-call.ts';
import type { BridgeId, CallId, Instant, LegId } from './ids.ts';
import { takeUpLate } from './late-recordings.ts';
import type { Leg } from './leg.ts';
import { holdingBridge } from './queueing.ts';
import { takeUpRecording } from './recording.ts';
import { normalClearing } from './talk.ts';
import { timerPurpose } from './timers.ts';
import { rememberTold } from './unseen-call.ts';
import type { Work } from './work.ts';
import type { World } from './world.ts';

/** Q.850 cause 41, temporary failure: the line was lost while nobody watched. */
export const lostCause = 41;

type Inventory = FromEngine & { type: 'AsteriskConnected' };

/** The connection to Asterisk, or the engine itself, is away: from `since` on nothing of what happens there is seen. */
export function watchEnded(world: World, since: Instant): void {
  if (world.asteriskConnected) world.unwatchedSince = since;
  world.asteriskConnected = false;
}

/**
 * Legs that are not there any more have ended. If it is the Asterisk that we knew, each was put down by its far side.
 * Otherwise, or when that can not be told, the line lost them, and that was when we lost sight of it: an Asterisk that
 * dies takes its socket with it. `settle` has the findings heard while it is still that instant.
 */
export function endMissingLegs(work: Work, event: Inventory, settle: () => void): void {
  const { world } = work;
  const startedAt = event.startedAt ?? null;
  const same = startedAt !== null && startedAt === world.asteriskStartedAt;
  world.asteriskStartedAt = startedAt;
  const there = new Set<LegId>(event.legs);
  for (const call of [...world.featureCalls.values()]) if (!there.has(call.legId)) featureCallEnded(work, call);
  const missing = [...world.legs.values()].filter(({ state, legId }) => state !== 'ended' && !there.has(legId));
  // The plan may still tell of one that it had; that is not another call.
  for (const { legId, party } of missing) if (party.role === 'caller') rememberTold(world, legId);
  const end = (leg: Leg): void =>
    same && !isRung(leg)
      ? work.leg(leg.legId, { type: 'ended', cause: normalClearing })
      : work.leg(leg.legId, { type: 'lost', cause: lostCause });
  work.asOf(same ? work.at : (world.unwatchedSince ?? work.at), () => {
    missing.forEach(end);
    settle();
  });
}

/** A phone that rang and is gone said no, or never rang: the next offer to it will tell. */
function isRung({ state }: Leg): boolean {
  return state === 'dialling' || state === 'ringing';
}

/**
 * A phone that we hold for gone rings, or is picked up: what was asked for before the connection was lost went through
 * after the inventory. Nobody is there for it any more, and it is put down.
 */
export function isTakenForEnded(work: Work, legId: LegId): boolean {
  const leg = work.world.legs.get(legId);
  if (leg?.state !== 'ended') return false;
  work.do({ type: 'HangUpLeg', callId: leg.callId, legId, cause: normalClearing });
  return true;
}

/** What stood to be done when nobody could do it. */
export function takeUpTheRest(work: Work, event: Inventory): void {
  const { world } = work;
  for (const [callId, legIds] of world.legsOfCall) for (const legId of legIds) hangUpAgain(work, callId, legId);
  for (const featureCall of [...world.featureCalls.values()]) takeUpFeatureCall(work, featureCall);
  for (const recording of event.recordings ?? []) takeUpFound(work, recording);
  destroyBridgesOfNobody(work, event);
  for (const [timerId, dueAt] of world.timers) {
    if (dueAt <= work.at && waitsForAsterisk(timerPurpose(timerId).purpose)) work.startTimer(timerId, dueAt);
  }
}

/** Timers that ask Asterisk for something, or are about what it has not told yet: they wait while it is away. */
export function waitsForAsterisk(purpose: ReturnType<typeof timerPurpose>['purpose']): boolean {
  switch (purpose) {
    case 'listen':
    case 'announce':
    case 'ring':
    case 'dial':
    case 'outside':
    case 'ask':
    case 'arrange':
    case 'inquire':
    case 'recording':
    case 'speech':
      return true;
    default:
      return false;
  }
}

function hangUpAgain(work: Work, callId: CallId, legId: LegId): void {
  const leg = work.world.legs.get(legId);
  if (leg?.state !== 'closing' || work.world.stranded.has(legId)) return;
  const cause = leg.party.role === 'caller' ? work.cdrOf(callId)?.hangUpCause : null;
  work.do({ type: 'HangUpLeg', callId, legId, cause: cause ?? normalClearing });
}

function takeUpFound(work: Work, found: FoundRecording): void {
  const callId = work.world.recordings.get(found.recordingId);
  const call = callId === undefined ? undefined : work.callOf(callId);
  if (call === undefined) takeUpLate(work, found);
  else takeUpRecording(work, call, found);
}

/** A bridge of ours in which no call's legs belong any more: its end was decided and never carried out. */
function destroyBridgesOfNobody(work: Work, event: Inventory): void {
  const parked = [...work.world.consults.values()].flatMap((consult) =>
    consult.state === 'parked' ? [consult.bridgeId] : [],
  );
  const wanted = new Set([...[...work.world.calls.values()].flatMap(bridgesOf), ...parked]);
  for (const { bridgeId } of event.bridges) {
    const callId = /^(?:hold|talk)-(.+?)-[qo]\d/.exec(bridgeId)?.[1];
    if (callId === undefined || wanted.has(bridgeId)) continue;
    work.do({ type: 'DestroyBridge', callId: callId as CallId, bridgeId });
  }
}

function bridgesOf(call: Call): readonly BridgeId[] {
  switch (call.state) {
    case 'queued':
      return [holdingBridge(call.entryId)];
    case 'talking':
      return call.hold?.by === 'command' ? [call.bridgeId, call.hold.bridgeId] : [call.bridgeId];
    case 'outside':
      return [call.bridgeId];
    case 'answering':
    case 'speaking':
    case 'listening':
    case 'walking':
    case 'arranging':
    case 'inquiring':
    case 'dialling':
    case 'greeting':
    case 'leavingMessage':
    case 'ending':
    case 'ended':
      return [];
    default:
      return missingCase(call);
  }
}
