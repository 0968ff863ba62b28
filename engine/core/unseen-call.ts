import { normaliseCaller } from '../../dialplan/number-plan.ts';
import { callerServed, openCallbackOf } from './callbacks.ts';
import { openCdr } from './cdr.ts';
import type { FromLine } from './events.ts';
import { lineAt } from './hours.ts';
import { type Instant, instant, type LegId, type OfferId, type QueueEntryId } from './ids.ts';
import { strandedCallEnded } from './stranded.ts';
import { normalClearing } from './talk.ts';
import type { Work } from './work.ts';
import type { World } from './world.ts';

/** So many are known by name; their files are gone long before. */
const mostRemembered = 1_000;

/**
 * A call that no engine saw becomes a record like any other, with the instants of Asterisk: it waited from its arrival,
 * was answered by the agent whose phone Asterisk rang, or left before (R2.10: every call that reaches the line has one).
 * One that the engine knows from before is the same call, and has one record (stranded.ts).
 */
export function unseenCallEnded(work: Work, event: FromLine & { type: 'UnseenCallEnded' }, settle: () => void): void {
  const { world } = work;
  const { callId, legId, calledNumber, trunk, phone, endedBy } = event;
  if (world.unseenCalls.has(legId)) return;
  rememberTold(world, legId);
  const leg = world.legs.get(legId);
  if (leg !== undefined) {
    const call = work.callOf(leg.callId);
    if (call !== undefined) strandedCallEnded(work, call, event, settle);
    return;
  }
  const callerNumber = event.callerNumber === null ? null : normaliseCaller(event.callerNumber);
  // Asterisk's clock is not ours, but nothing ends before it begins.
  const endedAt = earlier(event.endedAt, work.at);
  const arrivedAt = earlier(event.arrivedAt, endedAt);
  const agent = work.configuration.agents.find((one) => one.phone === phone);
  const answeredAt = event.answeredAt === null || agent === undefined ? null : earlier(event.answeredAt, endedAt);
  // Whoever calls at night is a call out of hours, also while no engine says so; who is answered all the same is answered.
  const line = lineAt(world, arrivedAt);
  const closed = answeredAt === null && !line.open ? line : null;
  const outcome = answeredAt !== null ? 'answered' : closed !== null ? 'closed' : 'abandoned';
  world.calls.set(callId, {
    state: 'ended',
    outcome,
    callId,
    legId,
    ticketAt: arrivedAt,
    language: 'sl',
    consent: null,
    foundClosed: closed !== null,
    recording: null,
    playbackCount: 0,
    entryCount: 0,
    offerCount: 0,
    cdr: openCdr(callId, legId, callerNumber, calledNumber, trunk, arrivedAt),
  });
  const entryId = `${callId}-q1` as QueueEntryId;
  const queueId = closed === null ? work.configuration.queues[0]?.id : undefined;
  work.asOf(arrivedAt, () => {
    work.tell({ type: 'CallStarted', callId, legId, callerNumber, calledNumber, trunk });
    work.tell({ type: 'ResponderAnswered', callId });
    if (closed !== null)
      work.tell({ type: 'LineFoundClosed', callId, reason: closed.reason, nextOpeningAt: closed.opensAt });
    if (queueId !== undefined)
      work.tell({ type: 'EntryQueued', callId, entryId, queueId, ticketAt: arrivedAt, position: 0 });
  });
  if (answeredAt !== null && agent !== undefined) {
    const offerId = `${callId}-o1` as OfferId;
    const agentId = agent.id;
    work.asOf(answeredAt, () => {
      work.tell({ type: 'OfferMade', callId, offerId, entryId, agentId, phone: agent.phone });
      work.tell({ type: 'OfferEnded', callId, offerId, result: 'answered', cause: null });
      work.tell({ type: 'EntryLeft', callId, entryId, reason: 'answered' });
      work.tell({ type: 'HumanAnswered', callId, entryId, offerId, agentId });
      work.tell({ type: 'TalkStarted', callId, entryId, offerId, agentId });
    });
    work.asOf(endedAt, () => work.tell({ type: 'TalkEnded', callId, agentId }));
  }
  work.asOf(endedAt, () => {
    if (answeredAt === null && queueId !== undefined)
      work.tell({ type: 'EntryLeft', callId, entryId, reason: 'abandoned' });
    const side = answeredAt === null ? 'caller' : endedBy;
    work.tell({ type: 'CallHungUp', callId, side, cause: normalClearing, outcome });
    const cdr = work.cdrOf(callId);
    if (cdr !== undefined) work.tell({ type: 'CallClosed', callId, cdr: { ...cdr, endedAt } });
  });
  const call = work.callOf(callId);
  // Nothing is owed any more to who has had their talk, unless it was promised after that.
  const owed = openCallbackOf(work, callerNumber);
  if (call !== undefined && answeredAt !== null && owed !== undefined && owed.askedAt <= answeredAt)
    callerServed(work, call);
  world.calls.delete(callId);
}

/** What became of this leg is told. */
export function rememberTold({ unseenCalls }: World, legId: LegId): void {
  unseenCalls.add(legId);
  for (const oldest of unseenCalls) {
    if (unseenCalls.size <= mostRemembered) return;
    unseenCalls.delete(oldest);
  }
}

function earlier(one: Instant, other: Instant): Instant {
  return instant(Math.min(one, other));
}
