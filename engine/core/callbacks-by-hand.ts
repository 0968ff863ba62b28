import { normaliseCaller } from '../../dialplan/number-plan.ts';
import type { Callback } from './callback.ts';
import { type CallbackRules, nextTryAt } from './callback-rules.ts';
import { changeLater, oweCallback } from './callbacks.ts';
import type { Command, CommandAnswer, CommandSource, Refusal } from './commands.ts';
import { refusalToDial } from './dialling.ts';
import type { AgentSessionId, CallbackId, CallId } from './ids.ts';
import { normalClearing } from './talk.ts';
import type { Work } from './work.ts';

/** What people do with callbacks by hand: add one, close one, say that it was in vain (R1.11). */

/** Whoever works on the line or answers for it; not the client, who looks at reports. */
export function mayCallBack(by: CommandSource): boolean {
  return by.kind === 'operator' || (by.kind === 'person' && ['agent', 'supervisor', 'administrator'].includes(by.role));
}

/** `freshId` is the event's own, so that a replay names the callback the same. */
export function addCallback(
  work: Work,
  { callerNumber, queueId, language, notes }: Command & { type: 'AddCallback' },
  freshId: AgentSessionId,
): CommandAnswer {
  const rules: CallbackRules | undefined = work.configuration.callbacks;
  if (rules === undefined || work.configuration.outbound === undefined) return refused('noCallbacks');
  if (work.queueOf(queueId) === undefined) return refused('unknownTarget');
  const number = normaliseCaller(callerNumber);
  if (number === null) return refused('numberRefused');
  const refusal = refusalToDial(work, number);
  if (refusal !== null && refusal !== 'tooManyThisHour') return refused('numberRefused');
  if (work.world.callbackOfNumber.has(number)) return refused('callbackOpen');
  const wish = {
    callbackId: `${freshId}-cb` as CallbackId,
    callerNumber: number,
    queueId,
    language,
    topic: null,
    consent: null,
    notes,
    reason: 'byHand',
    originalCallId: null,
    ticketAt: work.at,
  } as const;
  oweCallback(work, wish, rules);
  return { ok: true };
}

/** Closed with what became of it; not while an agent has it. */
export function closeByHand(
  work: Work,
  by: CommandSource,
  { callbackId, outcome, notes }: Command & { type: 'CloseCallback' },
): CommandAnswer {
  const closed = { type: 'closedByHand', outcome, by: whoIs(by), notes } as const;
  const kept = keptForLater(work, callbackId);
  if (kept !== undefined) {
    changeLater(work, kept, closed);
    return { ok: true };
  }
  const callback = work.world.callbacks.get(callbackId);
  if (callback === undefined) return refused('unknownCallback');
  if (callback.state === 'reserved' || callback.state === 'talking') return refused('callbackBusy');
  work.callback(callbackId, closed);
  return { ok: true };
}

/**
 * Not reached, again by the schedule. During the talk, which is then over, and while it is written up this is the word of
 * its agent, or of who may speak for agents; before, of anybody who has dialled by hand. After the last try it is closed.
 */
export function retryByHand(
  work: Work,
  by: CommandSource,
  { callbackId, notes }: Command & { type: 'RetryCallback' },
): CommandAnswer {
  const { world } = work;
  const rules = work.configuration.callbacks;
  if (rules === undefined || work.configuration.outbound === undefined) return refused('noCallbacks');
  const later = keptForLater(work, callbackId);
  if (later !== undefined) {
    const dueAt = nextTryAt(world, rules, [...later.tries, { result: 'noAnswer' }], work.at);
    changeLater(work, later, { type: 'notReached', dueAt, by: whoIs(by), notes });
    return { ok: true };
  }
  const [callId, callback] = openOrKept(work, callbackId);
  if (callback === undefined) return refused('unknownCallback');
  if (callback.state === 'reserved' || callback.state === 'callingIn') return refused('callbackBusy');
  if (callId !== null && !speaksFor(work, by, callId)) return refused('callbackBusy');
  if (callback.state === 'closed') {
    if (world.callbackOfNumber.has(callback.callerNumber)) return refused('callbackOpen');
    world.keptCallbacks.delete(callId as CallId);
    world.callbacks.set(callbackId, callback);
    world.callbackOfNumber.set(callback.callerNumber, callbackId);
  }
  const result = callId === null ? 'noAnswer' : 'notThePerson';
  const earlier = callId === null ? callback.tries : callback.tries.slice(0, -1);
  const dueAt = nextTryAt(world, rules, [...earlier, { result }], work.at);
  work.callback(callbackId, { type: 'notReached', dueAt, by: whoIs(by), notes });
  if (callback.state === 'talking') work.endCall(callback.attemptId, 'answered', 'agent', normalClearing);
  return { ok: true };
}

/** A callback that is open, or was just kept; and the call in which they talk or talked, null before. */
function openOrKept(work: Work, callbackId: CallbackId): readonly [CallId | null, Callback | undefined] {
  const open = work.world.callbacks.get(callbackId);
  if (open !== undefined) return [open.state === 'talking' ? open.attemptId : null, open];
  for (const [callId, kept] of work.world.keptCallbacks) if (kept.callbackId === callbackId) return [callId, kept];
  return [null, undefined];
}

/** One that waits until the callback to the same number is closed (callbacks.ts). */
function keptForLater(work: Work, callbackId: CallbackId): (Callback & { state: 'owed' }) | undefined {
  return [...work.world.laterCallbacks.values()].find((one) => one.callbackId === callbackId);
}

function speaksFor(work: Work, by: CommandSource, callId: CallId): boolean {
  if (by.kind !== 'person') return by.kind === 'operator';
  return by.role !== 'agent' || work.cdrOf(callId)?.agentId === by.userId;
}

function whoIs(by: CommandSource): string {
  return by.kind === 'person' ? by.userId : by.kind === 'phone' ? by.phone : 'operator';
}

function refused(refusal: Refusal): CommandAnswer {
  return { ok: false, refusal };
}
