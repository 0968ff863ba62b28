import type { Call } from './call.ts';
import {
  type Callback,
  type CallbackEvent,
  type CallbackFacts,
  type CallbackReason,
  firstRungAt,
  stepCallback,
} from './callback.ts';
import { openAttempt, withdrawAttempt } from './callback-attempt.ts';
import { afterOpenTime, type CallbackRules, openFrom } from './callback-rules.ts';
import { missingCase } from './decision.ts';
import { refusalToDial } from './dialling.ts';
import { lineAt } from './hours.ts';
import { type CallbackId, type CallId, type Instant, instant, later, type QueueId } from './ids.ts';
import type { LegEnder } from './leg.ts';
import { timerId } from './timers.ts';
import { countPromise } from './today.ts';
import type { Work } from './work.ts';

/** Callbacks as the line has them: who is owed one, when it comes into the line, what closes it (R1.10, R1.11). */

/** A callback that the caller has just agreed to comes into the line when they have hung up, or so long after. */
const hangsUpWithinMs = 30_000;

export type Wish = Pick<CallbackFacts, 'callerNumber' | 'queueId' | 'language' | 'topic' | 'consent' | 'notes'> & {
  readonly callbackId: CallbackId;
  readonly reason: CallbackReason;
  readonly originalCallId: CallId | null;
  readonly ticketAt: Instant;
};

/**
 * Owes somebody a callback. Who is owed one already has that one, with its place: one caller, one open callback. But
 * while it is being made, it is another caller's of the same number, as of a company's switchboard, and closes with the
 * talk of that one; so this one is kept, and owed when that one closes. Answers which it is.
 */
export function oweCallback(work: Work, wish: Wish, rules: CallbackRules): CallbackId {
  const { world } = work;
  const { callbackId, callerNumber } = wish;
  const standing = openCallbackOf(work, callerNumber);
  const kept = world.laterCallbacks.get(callerNumber);
  if (standing !== undefined && !isAnothers(standing, wish)) return standing.callbackId;
  if (kept !== undefined) return kept.callbackId;
  const waitsForHangUp = wish.reason === 'asked' || wish.reason === 'closed';
  const dueAt = openFrom(world, waitsForHangUp ? later(work.at, hangsUpWithinMs) : work.at);
  const callback: Callback & { state: 'owed' } = {
    ...wish,
    askedAt: work.at,
    promisedBy: afterOpenTime(world, work.at, rules.promisedMinutes),
    tries: [],
    attemptCount: 0,
    state: 'owed',
    dueAt,
  };
  if (standing === undefined) owe(work, callback);
  else {
    world.laterCallbacks.set(callerNumber, callback);
    callbackChanged(work, callback);
  }
  return callbackId;
}

function owe(work: Work, callback: Callback & { state: 'owed' }): void {
  const { callbackId, callerNumber, dueAt } = callback;
  work.world.callbacks.set(callbackId, callback);
  work.world.callbackOfNumber.set(callerNumber, callbackId);
  callbackChanged(work, callback);
  work.startTimer(timerId({ purpose: 'callback', id: callbackId }), dueAt);
}

/** Is somebody else of that number being called, or on the line in its place? */
function isAnothers(standing: Callback, { originalCallId }: Wish): boolean {
  switch (standing.state) {
    case 'reserved':
    case 'talking':
      return standing.attemptId !== originalCallId;
    case 'callingIn':
      return standing.callingId !== originalCallId;
    case 'owed':
    case 'waiting':
    case 'closed':
      return false;
    default:
      return missingCase(standing);
  }
}

/** The callback to that number is closed: what was promised meanwhile is owed now. */
function oweLater(work: Work, callerNumber: string): void {
  const kept = work.world.laterCallbacks.get(callerNumber);
  if (kept === undefined) return;
  work.world.laterCallbacks.delete(callerNumber);
  owe(work, { ...kept, dueAt: openFrom(work.world, instant(Math.max(kept.dueAt, work.at))) });
}

/**
 * What happens to one that is kept for later, which changes as any that is owed does; but the number and the line are the
 * standing one's, so nothing is dialled or let go for it.
 */
export function changeLater(
  work: Work,
  kept: Callback & { state: 'owed' },
  event: CallbackEvent & { type: 'served' | 'closedByHand' | 'notReached' },
): void {
  const decision = stepCallback(kept, work.at, event);
  if (decision.kind !== 'move') return;
  const { next } = decision;
  if (next.state === 'owed') work.world.laterCallbacks.set(kept.callerNumber, next);
  else work.world.laterCallbacks.delete(kept.callerNumber);
  judgePromise(work, kept, next);
  callbackChanged(work, next);
}

/** Who called, as the callback that a call is owed. */
export function wishOf(call: Call, queueId: QueueId, callerNumber: string, reason: CallbackReason, at: Instant): Wish {
  return {
    callbackId: `${call.callId}-cb` as CallbackId,
    callerNumber,
    queueId,
    language: call.language,
    topic: call.cdr.topic ?? null,
    consent: call.consent,
    notes: '',
    reason,
    originalCallId: call.callId,
    ticketAt: call.ticketAt ?? at,
  };
}

/** A callback's time has come, if the line is open and the number may be dialled. */
export function callbackDue(work: Work, callbackId: CallbackId): void {
  const callback = work.world.callbacks.get(callbackId);
  if (callback?.state !== 'owed') return;
  const opensAt = openFrom(work.world, work.at);
  if (opensAt > work.at) return work.callback(callbackId, { type: 'postponed', dueAt: opensAt });
  if (refusalToDial(work, callback.callerNumber) !== null) {
    const dueAt = openFrom(work.world, later(work.at, dialLaterMs));
    return work.callback(callbackId, { type: 'postponed', dueAt });
  }
  work.callback(callbackId, { type: 'due', callId: `${callbackId}-a${callback.attemptCount + 1}` as CallId });
}

/** The limits of dialling are met, or the rule was changed: it is looked at again. */
const dialLaterMs = 15 * 60_000;

/** What a callback's move asks of the rest. */
export function callbackMoved(work: Work, from: Callback, to: Callback): void {
  const { callbackId } = to;
  const timer = timerId({ purpose: 'callback', id: callbackId });
  callbackChanged(work, to);
  judgePromise(work, from, to);
  if (to.state === 'owed') work.startTimer(timer, to.dueAt);
  else work.stopTimer(timer);
  if (to.state === 'waiting') openAttempt(work, to);
  else if (from.state === 'waiting' && to.state !== 'reserved') withdrawAttempt(work, from.attemptId);
  if (to.state === 'closed') {
    work.world.callbacks.delete(callbackId);
    work.world.callbackOfNumber.delete(to.callerNumber);
    if (from.state === 'talking') work.world.keptCallbacks.set(from.attemptId, to);
    oweLater(work, to.callerNumber);
  }
}

/** The line closed: who is not being served yet is called at the next opening. A phone that rings may be answered. */
export function callbacksFollowHours(work: Work): void {
  const line = lineAt(work.world, work.at);
  if (line.open) return;
  for (const callback of [...work.world.callbacks.values()]) {
    if (callback.state !== 'waiting') continue;
    const entryId = work.callOf(callback.attemptId)?.cdr.queueEntries.at(-1)?.entryId;
    if (entryId !== undefined && work.world.entries.get(entryId)?.state === 'offered') continue;
    work.callback(callback.callbackId, { type: 'postponed', dueAt: openFrom(work.world, work.at) });
  }
}

/**
 * A caller stands in the line who is owed a callback: the place of the callback is theirs, and nobody dials them
 * meanwhile. Answers the instant that decides the place.
 */
export function takeOverPlace(work: Work, call: Call, ticketAt: Instant): Instant {
  const callback = openCallbackOf(work, call.cdr.callerNumber);
  if (callback === undefined || isOutbound(call)) return ticketAt;
  if (callback.state !== 'owed' && callback.state !== 'waiting') return ticketAt;
  work.callback(callback.callbackId, { type: 'calledIn', callId: call.callId });
  return callback.ticketAt < ticketAt ? callback.ticketAt : ticketAt;
}

/** A caller who waited is gone, lost by the line or out of patience: called back where the rules say so. */
export function oweLeaver(work: Work, call: Call & { state: 'queued' | 'outside' | 'talking' }, by: LegEnder): boolean {
  const rules = work.configuration.callbacks;
  const queueId = work.world.entries.get(call.entryId)?.queueId;
  const number = call.cdr.callerNumber;
  if (rules === undefined || queueId === undefined || number === null || call.ticketAt === null) return false;
  const patience = rules.callAbandonedBackAfterSeconds;
  const tooLong = patience !== null && work.at - call.ticketAt >= patience * 1000;
  if (by === 'line' ? !rules.callLostBack : !tooLong) return false;
  if (!canBeCalledBack(work, number)) return false;
  const reason = by === 'line' ? 'lost' : 'abandoned';
  const callbackId = oweCallback(work, wishOf(call, queueId, number, reason, work.at), rules);
  work.tell({ type: 'CallbackAgreed', callId: call.callId, callbackId });
  return true;
}

/** The line had no room for a caller, who stood in no queue yet: called back where those whom it loses are. */
export function oweRefused(work: Work, call: Call, queueId: QueueId): boolean {
  const rules = work.configuration.callbacks;
  const number = call.cdr.callerNumber;
  if (rules === undefined || !rules.callLostBack || number === null || !canBeCalledBack(work, number)) return false;
  const callbackId = oweCallback(work, wishOf(call, queueId, number, 'lost', work.at), rules);
  work.tell({ type: 'CallbackAgreed', callId: call.callId, callbackId });
  return true;
}

/** The limits of dialling are of the moment; when it is called back there is room again. */
function canBeCalledBack(work: Work, number: string): boolean {
  const refusal = refusalToDial(work, number);
  return refusal === null || refusal === 'tooManyThisHour' || refusal === 'tooManyToNumber';
}

/** An agent talks with somebody who called in: nothing is owed to them any more. */
export function callerServed(work: Work, call: Call): void {
  const callback = isOutbound(call) ? undefined : openCallbackOf(work, call.cdr.callerNumber);
  if (callback === undefined) return;
  const kept = work.world.laterCallbacks.get(callback.callerNumber);
  // Whoever was promised one later and calls again has their talk now, unless the place was the other one's.
  const hasOther = callback.state === 'callingIn' && callback.callingId === call.callId;
  if (kept !== undefined && !hasOther && kept.askedAt < call.cdr.startedAt) changeLater(work, kept, { type: 'served' });
  work.callback(callback.callbackId, { type: 'served' });
}

/** A call is over: what it held up goes on. A callback agreed to in it comes into the line, as its phone is free. */
export function callbackGoesOn(work: Work, call: Call): void {
  const own = [call.cdr.callbackId, work.world.callbackOfNumber.get(call.cdr.callerNumber ?? '')];
  for (const callbackId of new Set(own)) {
    const callback = callbackId === undefined ? undefined : work.world.callbacks.get(callbackId);
    if (callback === undefined || isOutbound(call)) continue;
    if (callback.state === 'callingIn' && callback.callingId === call.callId) {
      work.callback(callback.callbackId, { type: 'gaveUp', dueAt: openFrom(work.world, work.at) });
    } else if (callback.state === 'owed' && callback.tries.length === 0 && callback.originalCallId === call.callId) {
      work.callback(callback.callbackId, { type: 'postponed', dueAt: openFrom(work.world, work.at) });
    }
  }
}

export function openCallbackOf(work: Work, callerNumber: string | null): Callback | undefined {
  const callbackId = callerNumber === null ? undefined : work.world.callbackOfNumber.get(callerNumber);
  return callbackId === undefined ? undefined : work.world.callbacks.get(callbackId);
}

/** A call that we make to keep a callback. */
export function isOutbound(call: Pick<Call, 'cdr'>): boolean {
  return call.cdr.direction === 'outbound';
}

/** Judged once: by the first time the person was rung, or by an end without that, in vain or after the promised time. */
function judgePromise(work: Work, from: Callback, to: Callback): void {
  if (firstRungAt(from) !== null) return;
  const rungAt = firstRungAt(to);
  if (rungAt !== null) countPromise(work.world, rungAt <= to.promisedBy);
  else if (to.state === 'closed' && (to.outcome === 'notReached' || work.at > to.promisedBy))
    countPromise(work.world, false);
}

function callbackChanged(work: Work, callback: Callback): void {
  work.note({ type: 'CallbackChanged', ...callback });
}
