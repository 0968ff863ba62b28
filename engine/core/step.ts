import { arrangingKey, arrangingSilence, forgetDialogue, saidWhileArranging } from './arranging.ts';
import { askedGone, askedTimedOut } from './asking-outside.ts';
import { asteriskHealthChanged } from './asterisk-hang.ts';
import { dialPerson, dialTimedOut, personConnected } from './callback-attempt.ts';
import { callbackDue, callbackMoved, callbacksFollowHours } from './callbacks.ts';
import { consultMoved, consultOver } from './consulting.ts';
import { missingCase } from './decision.ts';
import { dispatch } from './dispatch.ts';
import type { Effect } from './effects.ts';
import {
  agentGone,
  callerGone,
  callMayClose,
  callOver,
  endingBegan,
  entryLost,
  legsMayBeGone,
  wrapUpOver,
} from './ending.ts';
import type { EngineEvent } from './events.ts';
import type { Fact } from './facts.ts';
import { featureCallAnswered, featureCallEnded, featureCodeDialled } from './feature-call.ts';
import { holdBegan, holdOver } from './hold.ts';
import { awaitNextChange, overrideLine } from './hours.ts';
import type { Instant, LegId, TimerId } from './ids.ts';
import { calendarAnswered, inquiryKey, inquiryTimedOut, saidWhileInquiring } from './inquiring.ts';
import { callArrived, listeningBegan, nodeLeft, reachNode, wrongKey } from './journey.ts';
import type { Leg, LegEnder } from './leg.ts';
import { legRinging, legUp } from './leg-news.ts';
import { outsideConnected, outsideFailed, outsideGone, outsideTalkBegan, outsideTimedOut } from './outside.ts';
import { overflow, overflowAll } from './overflowing.ts';
import { carryOut } from './people.ts';
import { playbackEnded } from './playback.ts';
import { announceAgain, awaitWidening, greetArrival } from './queueing.ts';
import { endMissingLegs, isTakenForEnded, waitsForAsterisk } from './reconcile.ts';
import { configurationLoaded } from './reconfigured.ts';
import { recordingEnded, recordingUntold } from './recording.ts';
import { speechOver } from './speech.ts';
import { speechAfterLeaving } from './speech-order.ts';
import { strandedLegEnded, strandedUntold } from './stranded.ts';
import { asteriskConnected, asteriskLost, effectFailed, engineStarted, takeBack } from './surroundings.ts';
import { entryAnswered, normalClearing, offerAnswered, offerFailed, talkBegan } from './talk.ts';
import { agentKey, legReferred } from './talk-keys.ts';
import { beginTally } from './tally.ts';
import { timerId, timerPurpose } from './timers.ts';
import { handOver, transferBegan } from './transfer.ts';
import { unseenCallEnded } from './unseen-call.ts';
import { messageEnded, messageKey, messageOver, messageWanted, queueLeft } from './voice-message.ts';
import { type Finding, Work } from './work.ts';
import type { World } from './world.ts';

/** What an event meant and what is to be done about it, both in order. */
export type Step = { readonly effects: readonly Effect[]; readonly facts: readonly Fact[] };

/**
 * Works one event into the world. Deterministic: the same events in the same order lead to the same world, effects
 * and facts. It changes the world that it is given, so that an event costs the same however much is going on.
 * Events must come in the order of their instants; a clock that went back is taken as standing still.
 */
export function step(world: World, event: EngineEvent): Step {
  const before = world.at;
  if (event.at > world.at) world.at = event.at;
  const work = new Work(world, world.at);
  route(work, event, before);
  settle(work);
  dispatchWhileWanted(work);
  for (const entryId of work.arrivals) overflow(work, entryId);
  dispatchWhileWanted(work);
  for (const entryId of work.arrivals) greetArrival(work, entryId);
  settle(work);
  return { effects: speechAfterLeaving(work.effects), facts: work.facts };
}

function dispatchWhileWanted(work: Work): void {
  while (work.dispatchWanted) {
    work.dispatchWanted = false;
    dispatch(work);
    settle(work);
  }
}

/** Who hears an event first. `before`: the instant of the event before it. */
function route(work: Work, event: EngineEvent, before: Instant): void {
  const { world } = work;
  switch (event.type) {
    case 'ConfigurationLoaded':
      return configurationLoaded(work, event.configuration);
    case 'EngineStarted':
      return engineStarted(work, before);
    case 'AsteriskConnected':
      endMissingLegs(work, event, () => settle(work));
      asteriskConnected(work, event);
      settle(work);
      world.unwatchedSince = null;
      return;
    case 'AsteriskLost':
      return asteriskLost(work);
    case 'AsteriskHealthChanged':
      return asteriskHealthChanged(work, event);
    case 'EffectFailed':
      return effectFailed(work, event);
    case 'CallArrived':
      return callArrived(work, event);
    case 'UnseenCallEnded':
      return unseenCallEnded(work, event, () => settle(work));
    case 'LegCameBack':
      world.stranded.delete(event.legId);
      return takeBack(work, event.legId);
    case 'LegRang':
      if (isTakenForEnded(work, event.legId)) return;
      return work.leg(event.legId, { type: 'rang' });
    case 'LegAnswered': {
      const featureCall = world.featureCalls.get(event.legId);
      if (featureCall) return featureCallAnswered(work, featureCall);
      if (isTakenForEnded(work, event.legId)) return;
      return work.leg(event.legId, { type: 'answered' });
    }
    case 'LegHeld':
    case 'LegResumed': {
      const leg = world.legs.get(event.legId);
      if (leg?.party.role !== 'agent') return;
      // A colleague's phone holds its own line, not the caller.
      const call = work.callOf(leg.callId);
      if (call?.state === 'talking' && call.agentLegId !== leg.legId) return;
      const hold = { by: 'phone' } as const;
      return work.call(
        leg.callId,
        event.type === 'LegHeld' ? { type: 'held', hold } : { type: 'resumed', by: 'phone' },
      );
    }
    case 'LegReferred':
      return legReferred(work, event);
    case 'LegHungUp':
      return work.leg(event.legId, { type: 'hungUp' });
    case 'LegEnded':
      return legEnded(work, event.legId, event.cause);
    case 'DigitPressed': {
      const leg = world.legs.get(event.legId);
      if (leg?.party.role === 'agent') return agentKey(work, leg, event.digit);
      if (
        leg?.party.role !== 'caller' ||
        world.stranded.has(event.legId) ||
        arrangingKey(work, leg.callId, event.digit)
      )
        return;
      if (inquiryKey(work, leg.callId, event.digit)) return;
      if (messageKey(work, leg.callId, event.digit)) return;
      return work.call(leg.callId, { type: 'key', digit: event.digit });
    }
    case 'PlaybackEnded':
      return playbackEnded(work, event.playbackId, event.result);
    case 'RecordingEnded':
      return recordingEnded(work, event.recordingId, event.result, event.seconds, event.talkingSeconds ?? null);
    case 'LegQualityMeasured': {
      const leg = world.legs.get(event.legId);
      if (leg) work.tell({ type: 'LegMeasured', callId: leg.callId, legId: leg.legId, quality: event.quality });
      return;
    }
    case 'FeatureCodeDialled':
      return featureCodeDialled(work, event.legId, event.phone, event.code, event.sessionId);
    case 'PhoneReachabilityChanged':
      if (event.reachable) world.reachablePhones.add(event.phone);
      else world.reachablePhones.delete(event.phone);
      work.dispatchWanted = event.reachable;
      return;
    case 'CommandReceived': {
      const answer = carryOut(work, event.by, event.command, event.sessionId);
      work.do({ type: 'AnswerCommand', commandId: event.commandId, answer });
      return;
    }
    case 'CalendarAnswered':
      return calendarAnswered(work, event);
    case 'TimerFired':
      return timerFired(work, event.timerId);
    default:
      return missingCase(event);
  }
}

/** Findings are heard in the order in which they were made, until none is left. */
function settle(work: Work): void {
  for (let finding = work.findings.shift(); finding !== undefined; finding = work.findings.shift()) hear(work, finding);
}

/** Who hears what, and in what order: the only place where one machine's finding reaches another. */
function hear(work: Work, finding: Finding): void {
  switch (finding.type) {
    // Legs.
    case 'LegRinging':
      return legRinging(work, finding.leg);
    case 'LegUp':
      return legUp(work, finding.leg);
    case 'LegGone':
      return legGone(work, finding.leg, finding.by, finding.cause);
    // Offers.
    case 'OfferAnswered':
      return offerAnswered(work, finding.offer);
    case 'OfferFailed':
      return offerFailed(work, finding.offer, finding.result, finding.cause, finding.lost);
    // Queue entries.
    case 'EntryWaitsAgain':
      work.dispatchWanted = true;
      return overflow(work, finding.entry.entryId);
    case 'EntryAnswered':
      return entryAnswered(work, finding.entry.callId, finding.entry.entryId, finding.offerId, finding.others);
    case 'EntryLost':
      return entryLost(work, finding.entry, finding.reason, finding.ringing, finding.outside);
    case 'EntryPutThrough':
      return outsideConnected(work, finding.entry, finding.outside);
    case 'OutsideFailed':
      outsideFailed(work, finding.entry, finding.outside, finding.result, finding.cause);
      // A line there is free for who waits for it.
      return overflowAll(work);
    // Agent sessions.
    case 'AgentMoved': {
      const { from, to } = finding;
      const session = to.state === 'signedOut' ? from : to;
      if (session.state !== 'signedOut') {
        const reason = to.state === 'paused' ? to.reason : null;
        const callId = 'callId' in session ? session.callId : null;
        work.note({
          type: 'AgentStateChanged',
          agentId: to.agentId,
          sessionId: session.sessionId,
          from: from.state,
          to: to.state,
          reason,
          callId,
        });
      }
      if (to.state === 'ready') work.dispatchWanted = true;
      if (from.state === 'signedOut') beginTally(work, to.agentId);
      if (to.state === 'signedOut') overflowAll(work);
      return;
    }
    case 'OfferWithdrawn':
      return work.offer(finding.offerId, { type: 'agentLeft' });
    case 'WrapUpBegan':
      return work.startTimer(timerId({ purpose: 'wrapUp', id: finding.session.agentId }), finding.endsAt);
    case 'WrapUpOver':
      return wrapUpOver(work, finding.agentId, finding.callId);
    case 'RecordingOver':
      return callMayClose(work, finding.callId);
    case 'Refused':
      // The one who asked has read it already.
      return;
    // The call's journey.
    case 'NodeReached':
      return reachNode(work, finding.callId, finding.node, finding.attempt);
    case 'NodeLeft':
      return nodeLeft(work, finding.callId, finding.node, finding.key, finding.choice, finding.heard);
    case 'SpeechOver':
      speechOver(work, finding.callId, finding.speech, finding.end);
      if (finding.end === 'cut') return;
      saidWhileInquiring(work, finding.callId, finding.end === 'finished');
      return saidWhileArranging(work, finding.callId);
    case 'ListeningBegan':
      return listeningBegan(work, finding.callId, finding.seconds);
    case 'ListeningOver':
      return work.stopTimer(timerId({ purpose: 'listen', id: finding.callId }));
    case 'MessageWanted':
      return messageWanted(work, finding.callId, finding.node, finding.attempt);
    case 'MessageEnded':
      return messageEnded(work, finding.callId, finding.recordingId);
    case 'MessageOver':
      return messageOver(work, finding.callId, finding.node, finding.attempt, finding.kept);
    case 'QueueLeft':
      return queueLeft(work, finding.callId, finding.entryId);
    case 'WrongKey':
      return wrongKey(work, finding.callId, finding.node, finding.attempt);
    case 'TalkBegan':
      forgetDialogue(work, finding.callId);
      personConnected(work, finding.callId, finding.entryId, finding.talk);
      return talkBegan(work, finding.callId, finding.entryId, finding.talk);
    case 'OutsideTalkBegan':
      return outsideTalkBegan(work, finding.call);
    case 'EndingBegan':
      return endingBegan(work, finding.callId, finding.before, finding.outcome, finding.side, finding.cause);
    case 'HoldBegan':
      return holdBegan(work, finding.callId, finding.talk, finding.hold);
    case 'HoldOver':
      return holdOver(work, finding.callId, finding.talk, finding.hold);
    case 'ConsultMoved':
      return consultMoved(work, finding.from, finding.to);
    case 'ConsultOver':
      return consultOver(work, finding.before, finding.result);
    case 'TransferBegan':
      return transferBegan(work, finding.before, finding.to, finding.lost);
    case 'HandOver':
      return handOver(work, finding.before, finding.talk);
    case 'CallOver':
      return callOver(work, finding.callId);
    // Callbacks.
    case 'PlaceGivenUp':
      return work.entry(finding.entryId, { type: 'callerLeft', reason: 'callback' });
    case 'PersonWanted':
      return dialPerson(work, finding.callId, finding.talk);
    case 'CallbackMoved':
      return callbackMoved(work, finding.from, finding.to);
    default:
      return missingCase(finding);
  }
}

function legGone(work: Work, leg: Leg, by: LegEnder, cause: number): void {
  // A BYE need not give a reason (RFC 3326 §2), Asterisk's cause is then 0; it is the normal end of a talk.
  const talkCause = cause === 0 ? normalClearing : cause;
  if (leg.party.role === 'caller') {
    callerGone(work, leg, by, talkCause);
  } else if (leg.party.role === 'outside') {
    outsideGone(work, leg, leg.party.entryId, by, cause);
  } else if (leg.party.role === 'asked') {
    askedGone(work, leg, by, cause);
  } else {
    work.offer(leg.party.offerId, { type: 'legGone', by, cause });
    agentGone(work, leg, leg.party.offerId, by, talkCause);
  }
  settle(work);
  legsMayBeGone(work, leg.callId);
}

function legEnded(work: Work, legId: LegId, cause: number): void {
  const featureCall = work.world.featureCalls.get(legId);
  if (featureCall) return featureCallEnded(work, featureCall);
  if (work.world.stranded.has(legId)) return strandedLegEnded(work, legId);
  work.leg(legId, { type: 'ended', cause });
}

function timerFired(work: Work, id: TimerId): void {
  const dueAt = work.world.timers.get(id);
  // A timer that was stopped or set anew may still have been on its way.
  if (dueAt === undefined || dueAt > work.at) return;
  const timer = timerPurpose(id);
  // It stays due, and AsteriskConnected starts it again.
  if (waitsForAsterisk(timer.purpose) && !work.world.asteriskConnected) return;
  work.world.timers.delete(id);
  switch (timer.purpose) {
    case 'listen':
      return work.call(timer.id, { type: 'silence' });
    case 'announce':
      overflow(work, timer.id);
      return announceAgain(work, timer.id);
    case 'widen':
      work.dispatchWanted = true;
      return awaitWidening(work, timer.id);
    case 'overflow':
      return overflow(work, timer.id);
    case 'ring':
      return work.offer(timer.id, { type: 'ringTimedOut' });
    case 'wrapUp':
      return work.agent(timer.id, { type: 'wrapUpTimedOut' });
    case 'recording':
      return recordingUntold(work, timer.id);
    case 'dial':
      return dialTimedOut(work, timer.id);
    case 'outside':
      return outsideTimedOut(work, timer.id);
    case 'ask':
      return askedTimedOut(work, timer.id);
    case 'callback':
      return callbackDue(work, timer.id);
    case 'arrange':
      return arrangingSilence(work, timer.id);
    case 'inquire':
      return inquiryTimedOut(work, timer.id);
    case 'speech':
      return playbackEnded(work, timer.id, 'lost');
    case 'stranded':
      return strandedUntold(work, timer.id, dueAt, () => settle(work));
    case 'hours':
      awaitNextChange(work);
      return callbacksFollowHours(work);
    case 'override':
      return overrideLine(work, null);
    default:
      return missingCase(timer);
  }
}
