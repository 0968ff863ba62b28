import type { NodeId } from '../../dialplan/flow.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import { type Call, speechOf } from './call.ts';
import { beginDialogue, type CallbackDialogue, type DialogueInput, stepDialogue } from './callback-dialogue.ts';
import { isOutbound, oweCallback, wishOf } from './callbacks.ts';
import { refusalToDial } from './dialling.ts';
import type { Utterance } from './effects.ts';
import { lineAt } from './hours.ts';
import { type CallId, later, type QueueId } from './ids.ts';
import { reachNode } from './journey.ts';
import { playSpeech, startSpeech } from './speech.ts';
import { timerId } from './timers.ts';
import { utter } from './utterances.ts';
import type { Work } from './work.ts';

/** How a caller agrees on a callback while it goes on: in the queue, over the music, or at a node of the flow. */

/** The key that asks for a callback in the queue; the prompt `callbackOffer` says it. */
const askingKey = '1';
/** How long a key is awaited after something was said, and after the key before it. */
const listenMs = 5_000;

const needed: readonly PromptKey[] = ['callbackConfirm', 'callbackEnter', 'callbackNumberRefused', 'callbackAgreed'];

/** Callbacks can be agreed on: they are configured, may be dialled, and all that is said for it is approved (R1.9). */
export function canArrange(work: Work, language: Language): boolean {
  const { callbacks, outbound, prompts } = work.configuration;
  return (
    callbacks !== undefined && outbound !== undefined && needed.every((key) => prompts[language][key] !== undefined)
  );
}

/** Offered in the queue to whoever has waited, or was told to wait, longer than the threshold, or by a rule of overflow. */
export function offersCallback(work: Work, call: Call): boolean {
  const after = work.configuration.callbacks?.offerAfterSeconds ?? null;
  if (isOutbound(call) || call.ticketAt === null || !canArrange(work, call.language)) return false;
  if (work.configuration.prompts[call.language].callbackOffer === undefined) return false;
  const entry = call.state === 'queued' ? work.world.entries.get(call.entryId) : undefined;
  if (entry?.overflow?.offers.includes('callback')) return true;
  if (after === null) return false;
  if (work.at - call.ticketAt >= after * 1000) return true;
  const told = call.cdr.queueEntries.at(-1)?.estimates.at(-1)?.estimateSeconds ?? null;
  return told !== null && told >= after;
}

/** A node of the flow, or an overflow rule, has the caller agree on a callback; without one they walk on. */
export function arrangeCallback(work: Work, callId: CallId, queueId: QueueId, otherwise: NodeId): void {
  const call = work.callOf(callId);
  if (call === undefined) return;
  if (!canArrange(work, call.language)) return reachNode(work, callId, otherwise, 1);
  work.call(callId, { type: 'arrange' });
  begin(work, call, { queueId, otherwise });
}

/** True when the key belonged to the dialogue, or began it. */
export function arrangingKey(work: Work, callId: CallId, digit: string): boolean {
  const call = work.callOf(callId);
  if (call === undefined) return false;
  if (work.world.dialogues.has(callId)) {
    turn(work, callId, { type: 'key', digit });
    return true;
  }
  if (call.state !== 'queued' || digit !== askingKey || !offersCallback(work, call)) return false;
  const entry = work.world.entries.get(call.entryId);
  // The caller hears how it rings outside; words would wait for the end of it.
  if (entry === undefined || entry.state === 'ringingOutside') return false;
  const { queueId } = entry;
  begin(work, call, { queueId, otherwise: null });
  return true;
}

export function isArranging(work: Work, callId: CallId): boolean {
  return work.world.dialogues.has(callId);
}

export function arrangingSilence(work: Work, callId: CallId): void {
  turn(work, callId, { type: 'silence' });
}

/** Something was said to the end: now a key is awaited, or the call is over. */
export function saidWhileArranging(work: Work, callId: CallId): void {
  const dialogue = work.world.dialogues.get(callId);
  if (dialogue === undefined) return;
  if (dialogue.state === 'agreed') return work.endCall(callId, 'callback', 'line', 16);
  listen(work, callId);
}

/** The connection to Asterisk was lost meanwhile: what was being said is said again. */
export function arrangeAgain(work: Work, call: Call): void {
  const dialogue = work.world.dialogues.get(call.callId);
  if (dialogue !== undefined) say(work, call.callId, dialogue, []);
}

/** An agent answered, or the call ends: there is nothing to agree on any more. */
export function forgetDialogue(work: Work, callId: CallId): void {
  if (!work.world.dialogues.delete(callId)) return;
  work.stopTimer(timerId({ purpose: 'arrange', id: callId }));
}

function begin(work: Work, call: Call, from: Pick<CallbackDialogue, 'queueId' | 'otherwise'>): void {
  const dialogue = beginDialogue(from, call.cdr.callerNumber, mayDial(work));
  say(work, call.callId, dialogue, []);
}

function turn(work: Work, callId: CallId, input: DialogueInput): void {
  const dialogue = work.world.dialogues.get(callId);
  const call = work.callOf(callId);
  if (dialogue === undefined || call === undefined) return;
  const { language } = call;
  const next = stepDialogue(dialogue, input, mayDial(work));
  switch (next.type) {
    case 'say': {
      const before = next.before === null ? [] : utter(work.configuration, language, next.before, noValues);
      return say(work, callId, next.next, before);
    }
    case 'listen':
      work.world.dialogues.set(callId, next.next);
      if (next.next.state === 'agreed') return;
      if (speechOf(call) !== null) work.call(callId, { type: 'interrupted' });
      return listen(work, callId);
    case 'agree':
      return agree(work, call, dialogue, next.number);
    case 'giveUp':
      forgetDialogue(work, callId);
      if (dialogue.otherwise !== null) {
        work.call(callId, { type: 'walkOn' });
        return reachNode(work, callId, dialogue.otherwise, 1);
      }
      return announce(work, callId, utter(work.configuration, language, 'callbackNotWanted', {}));
  }
}

/** The promise stands from this instant, whatever happens to the call now; the place in the queue becomes its place. */
function agree(work: Work, call: Call, { queueId, otherwise }: CallbackDialogue, number: string): void {
  const { callId } = call;
  const rules = work.configuration.callbacks;
  if (rules === undefined) return;
  const reason = call.foundClosed ? 'closed' : 'asked';
  const callbackId = oweCallback(work, wishOf(call, queueId, number, reason, work.at), rules);
  work.tell({ type: 'CallbackAgreed', callId, callbackId });
  if (call.state === 'queued') work.call(callId, { type: 'arrange' });
  const dialogue: CallbackDialogue = { queueId, otherwise, state: 'agreed' };
  work.stopTimer(timerId({ purpose: 'arrange', id: callId }));
  work.world.dialogues.set(callId, dialogue);
  say(work, callId, dialogue, []);
}

function say(work: Work, callId: CallId, dialogue: CallbackDialogue, before: readonly Utterance[]): void {
  const call = work.callOf(callId);
  if (call === undefined) return;
  work.stopTimer(timerId({ purpose: 'arrange', id: callId }));
  work.world.dialogues.set(callId, dialogue);
  announce(work, callId, [...before, ...textOf(work, call.language, dialogue)]);
}

function announce(work: Work, callId: CallId, utterances: readonly Utterance[]): void {
  const call = work.callOf(callId);
  if (call === undefined || utterances.length === 0) return;
  const speech = startSpeech(work, callId, utterances);
  work.call(callId, { type: 'announce', speech });
  playSpeech(work, call, speech);
}

function textOf(work: Work, language: Language, dialogue: CallbackDialogue): readonly Utterance[] {
  const { configuration } = work;
  switch (dialogue.state) {
    case 'confirming':
      return utter(configuration, language, 'callbackConfirm', { number: Number(dialogue.number) });
    case 'entering':
      return utter(configuration, language, 'callbackEnter', {});
    case 'agreed': {
      const line = lineAt(work.world, work.at);
      const opensAt = line.open ? null : line.opensAt;
      const later =
        opensAt === null ? [] : utter(configuration, language, 'callbackAgreedFrom', { opensAt, saidAt: work.at });
      return later.length > 0 ? later : utter(configuration, language, 'callbackAgreed', {});
    }
  }
}

function listen(work: Work, callId: CallId): void {
  work.startTimer(timerId({ purpose: 'arrange', id: callId }), later(work.at, listenMs));
}

function mayDial(work: Work): (number: string) => boolean {
  return (number) => {
    const refusal = refusalToDial(work, number);
    // The limits are of the moment; when it is called back there is room again.
    return refusal === null || refusal === 'tooManyThisHour' || refusal === 'tooManyToNumber';
  };
}

const noValues = {};
