import { proveForecasts } from './calibration.ts';
import type { Call } from './call.ts';
import { callerServed } from './callbacks.ts';
import { missingCase } from './decision.ts';
import type { FromLine } from './events.ts';
import { type CallId, type Instant, instant, type LegId, later, type OfferId, type QueueEntryId } from './ids.ts';
import { holdingBridge, leaveLine } from './queueing.ts';
import { endTimer, lastPlayback } from './speech.ts';
import { normalClearing } from './talk.ts';
import { timerId } from './timers.ts';
import type { Work } from './work.ts';
import type { World } from './world.ts';

/**
 * Callers of ours whom Asterisk's own plan has: no engine was there for long, so whoever waited in our application was
 * handed over to the plan (main/stranded-callers.ts), which rings phones for them by itself
 * (asterisk-conf/templates/queue-without-engine.ts). It knocks between two turns and hands them back; whom it put
 * through it keeps.
 *
 *   with us ──no engine──► stranded ──knocks (LegCameBack)──► with us, at the old place
 *                              └──put through, or gone (UnseenCallEnded)──► ended
 *
 * Of who is stranded nothing is asked and nothing is offered: the talk that they may have is not ours to disturb.
 */
export function isStranded({ stranded, calls }: World, callId: CallId): boolean {
  if (stranded.size === 0) return false;
  const call = calls.get(callId);
  return call !== undefined && stranded.has(call.legId);
}

/** How long the plan may take to tell what became of a caller whose line is gone. */
const toldWithinMs = 10_000;

/** What the inventory says of our legs that are there and not in our application. */
export function takeUpStranded(work: Work, elsewhere: readonly LegId[]): void {
  const { world } = work;
  world.stranded.clear();
  for (const legId of elsewhere) {
    const leg = world.legs.get(legId);
    const call = leg && work.callOf(leg.callId);
    // Whom we dial is not in our application either, until they answer.
    if (leg?.party.role !== 'caller' || (leg.state !== 'up' && leg.state !== 'arriving')) continue;
    if (call === undefined || !canStrand(call)) continue;
    world.stranded.add(legId);
    quieten(work, call);
  }
}

/** The line of one who is stranded ended: the plan tells how, or soon nobody does. */
export function strandedLegEnded(work: Work, legId: LegId): void {
  const callId = work.world.legs.get(legId)?.callId;
  if (callId === undefined) return;
  work.startTimer(timerId({ purpose: 'stranded', id: callId }), later(work.at, toldWithinMs));
}

/** The plan did not tell: the caller hung up when the line ended. */
export function strandedUntold(work: Work, callId: CallId, dueAt: Instant, settle: () => void): void {
  const call = work.callOf(callId);
  if (call === undefined || !work.world.stranded.has(call.legId)) return;
  work.asOf(later(dueAt, -toldWithinMs), () => {
    work.leg(call.legId, { type: 'ended', cause: normalClearing });
    settle();
  });
}

/**
 * The plan tells what became of a caller whom the engine knows from before: put through by it, or gone. `settle` has the
 * findings heard while it is still that instant.
 */
export function strandedCallEnded(
  work: Work,
  call: Call,
  event: FromLine & { type: 'UnseenCallEnded' },
  settle: () => void,
): void {
  if (!canStrand(call)) return;
  const { callId, legId } = call;
  work.stopTimer(timerId({ purpose: 'stranded', id: callId }));
  quieten(work, call);
  settle();
  // Asterisk's clock is not ours, but nothing ends before it begins.
  const endedAt = instant(Math.max(call.cdr.startedAt, Math.min(event.endedAt, work.at)));
  const agent = work.configuration.agents.find(({ phone }) => phone === event.phone);
  if (event.answeredAt === null || agent === undefined) {
    work.asOf(endedAt, () => {
      work.leg(legId, { type: 'hungUp' });
      work.leg(legId, { type: 'ended', cause: normalClearing });
      settle();
    });
    return;
  }
  const answeredAt = instant(Math.max(call.cdr.startedAt, Math.min(event.answeredAt, endedAt)));
  const agentId = agent.id;
  work.asOf(answeredAt, () => {
    const entryId = placeOf(work, call);
    const offerId = `${callId}-o${call.offerCount + 1}` as OfferId;
    work.amendCall(callId, { offerCount: call.offerCount + 1 });
    work.tell({ type: 'OfferMade', callId, offerId, entryId, agentId, phone: agent.phone });
    work.tell({ type: 'OfferEnded', callId, offerId, result: 'answered', cause: null });
    work.tell({ type: 'EntryLeft', callId, entryId, reason: 'answered' });
    if (call.cdr.humanAnsweredAt === null) work.tell({ type: 'HumanAnswered', callId, entryId, offerId, agentId });
    work.tell({ type: 'TalkStarted', callId, entryId, offerId, agentId });
    callerServed(work, call);
  });
  work.asOf(endedAt, () => {
    work.tell({ type: 'TalkEnded', callId, agentId });
    work.endCall(callId, 'answered', event.endedBy, normalClearing);
    settle();
    work.leg(legId, { type: 'ended', cause: normalClearing });
    settle();
  });
}

/** The place in the queue from which the plan put the caller through; one is made of who had none yet. */
function placeOf(work: Work, call: Call): QueueEntryId {
  const { callId } = call;
  if (call.state === 'queued') {
    const { entryId } = call;
    const entry = work.world.entries.get(entryId);
    if (entry !== undefined) work.world.entries.set(entryId, { ...entry, state: 'answered', answeredAt: work.at });
    leaveLine(work, entryId);
    proveForecasts(work, callId, entryId, true);
    work.do({ type: 'DestroyBridge', callId, bridgeId: holdingBridge(entryId) });
    return entryId;
  }
  const entryId = `${callId}-q${call.entryCount + 1}` as QueueEntryId;
  const queueId = work.configuration.queues[0]?.id;
  const ticketAt = call.ticketAt ?? call.cdr.startedAt;
  work.amendCall(callId, { entryCount: call.entryCount + 1, ticketAt });
  if (queueId !== undefined) work.tell({ type: 'EntryQueued', callId, entryId, queueId, ticketAt, position: 0 });
  return entryId;
}

/** What stood to be said or awaited is not any more, and no phone rings for who is not here. */
function quieten(work: Work, call: Call): void {
  const { callId } = call;
  work.stopTimer(endTimer(lastPlayback(call)));
  work.stopTimer(timerId({ purpose: 'listen', id: callId }));
  work.stopTimer(timerId({ purpose: 'arrange', id: callId }));
  work.stopTimer(timerId({ purpose: 'inquire', id: callId }));
  const entry = call.state === 'queued' ? work.world.entries.get(call.entryId) : undefined;
  if (entry?.state === 'offered') for (const offerId of entry.offerIds) work.offer(offerId, { type: 'callerLeft' });
  if (entry?.state === 'ringingOutside') {
    const { legId } = entry.outside;
    work.entry(entry.entryId, { type: 'outsideFailed', legId, result: 'failed', cause: null });
  }
}

/** Who talks, or rings for somebody, is left where they are. */
function canStrand(call: Call): boolean {
  switch (call.state) {
    case 'answering':
    case 'speaking':
    case 'listening':
    case 'leavingMessage':
    case 'queued':
    case 'arranging':
    case 'inquiring':
      return true;
    case 'walking':
    case 'dialling':
    case 'greeting':
    case 'talking':
    case 'outside':
    case 'ending':
    case 'ended':
      return false;
    default:
      return missingCase(call);
  }
}
