import { normaliseCaller } from '../../dialplan/number-plan.ts';
import type { CallbackRules } from './callback-rules.ts';
import { oweCallback } from './callbacks.ts';
import type { Command, CommandAnswer, CommandSource, Refusal } from './commands.ts';
import { refusalToDial } from './dialling.ts';
import type { AgentSessionId, CallbackId } from './ids.ts';
import type { Work } from './work.ts';

/** What people do with callbacks by hand: add one, close one (R1.11). */

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
  const callback = work.world.callbacks.get(callbackId);
  if (callback === undefined) return refused('unknownCallback');
  if (callback.state === 'reserved' || callback.state === 'talking') return refused('callbackBusy');
  const who = by.kind === 'person' ? by.userId : by.kind === 'phone' ? by.phone : 'operator';
  work.callback(callbackId, { type: 'closedByHand', outcome, by: who, notes });
  return { ok: true };
}

function refused(refusal: Refusal): CommandAnswer {
  return { ok: false, refusal };
}
