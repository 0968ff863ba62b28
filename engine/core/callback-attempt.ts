import type { Call, Speech, Talk } from './call.ts';
import type { Callback, DialResult } from './callback.ts';
import { type CallbackRules, dialResultOf, nextTryAt } from './callback-rules.ts';
import { isOutbound } from './callbacks.ts';
import { openCdr } from './cdr.ts';
import { dialNumber, refusalToDial } from './dialling.ts';
import type { HangUpSide } from './facts.ts';
import { type CallId, type LegId, later, type PlaybackId, type QueueEntryId } from './ids.ts';
import type { LegEnder } from './leg.ts';
import { overflow } from './overflowing.ts';
import { awaitWidening, entryOf, standInLine } from './queueing.ts';
import { playSpeech, startSpeech } from './speech.ts';
import { timerId } from './timers.ts';
import { utter } from './utterances.ts';
import type { Work } from './work.ts';

/**
 * One attempt to keep a callback: a call of its own, with a record of its own, that begins in the line.
 *
 *   queued (nobody on any phone) ──an agent answered──► dialling ──answered──► greeting ──► talking
 *
 * The citizen's leg is made only then, so that nobody's phone rings before an agent is there (R1.11).
 */

/** Q.850 cause 16, normal clearing; 41, temporary failure. */
const normalClearing = 16;
const failedCause = 41;

/** The callback stands in the line with its own ticket. */
export function openAttempt(work: Work, callback: Callback & { state: 'waiting' }): void {
  const { attemptId: callId, callbackId, callerNumber, language, ticketAt } = callback;
  const queue = work.queueOf(callback.queueId) ?? work.configuration.queues[0];
  if (queue === undefined) throw new Error('There is no queue; a configuration without one is refused.');
  const { number } = work.configuration.line;
  const trunk = work.configuration.outbound?.trunk ?? '';
  const legId = `${callId}-leg` as LegId;
  const entryId = `${callId}-q1` as QueueEntryId;
  work.world.calls.set(callId, {
    state: 'queued',
    entryId,
    speech: null,
    callId,
    legId,
    ticketAt,
    language,
    consent: callback.consent,
    foundClosed: false,
    recording: null,
    playbackCount: 0,
    entryCount: 0,
    offerCount: 0,
    cdr: openCdr(callId, legId, callerNumber, number, trunk, work.at),
  });
  work.world.legsOfCall.set(callId, []);
  work.tell({
    type: 'CallStarted',
    callId,
    legId,
    callerNumber,
    calledNumber: number,
    trunk,
    outbound: { callbackId, language, topic: callback.topic, consent: callback.consent },
  });
  const call = work.callOf(callId);
  if (call === undefined) return;
  const entry = entryOf(work, call, queue);
  const { queueId } = entry;
  work.amendCall(callId, { entryCount: 1 });
  work.world.entries.set(entryId, entry);
  const position = standInLine(work, entry);
  work.tell({ type: 'EntryQueued', callId, entryId, queueId, ticketAt, position });
  awaitWidening(work, entryId);
  overflow(work, entryId);
  work.dispatchWanted = true;
}

/** It is not to be made now after all: the callback was closed or put off, or the person has called in. */
export function withdrawAttempt(work: Work, callId: CallId): void {
  work.endCall(callId, 'withdrawn', 'line', normalClearing);
}

/** Is an agent to be connected with somebody who is not on the line yet? */
export function wantsDial(work: Work, call: Call): boolean {
  return call.cdr.direction === 'outbound' && !work.world.legs.has(call.legId);
}

/** An agent is there, and hears how the person's phone rings. */
export function dialPerson(work: Work, callId: CallId, { agentId, agentLegId }: Talk): void {
  const call = work.callOf(callId);
  if (call === undefined) return;
  const { legId } = call;
  const callback = callbackOf(work, call);
  const number = call.cdr.callerNumber;
  const rules = work.configuration.callbacks;
  if (callback === undefined || number === null) return work.endCall(callId, 'withdrawn', 'line', normalClearing);
  // Since it came into the line the limits of dialling may have been met.
  if (refusalToDial(work, number) !== null) {
    return work.callback(callback.callbackId, { type: 'postponed', dueAt: laterBy(work, rules) });
  }
  work.callback(callback.callbackId, { type: 'reserved', agentId });
  work.tell({ type: 'PersonDialled', callId, legId, agentId });
  const ringSeconds = rules?.ringSeconds ?? usualRingSeconds;
  const heardBy = { legId: agentLegId, playbackId: tonePlayback(callId) };
  const party = { role: 'caller' } as const;
  const refusal = dialNumber(work, { callId, legId, number, party, ringSeconds, heardBy });
  if (refusal !== null) return dialFailed(work, callId, 'failed', 'line', failedCause);
  work.startTimer(timerId({ purpose: 'dial', id: callId }), later(work.at, ringSeconds * 1000));
}

const usualRingSeconds = 40;

/** The tone that the agent hears has a name like everything that is played. */
function tonePlayback(callId: CallId): PlaybackId {
  return `${callId}-p0` as PlaybackId;
}

export function personRang(work: Work, callId: CallId): void {
  work.tell({ type: 'PersonRang', callId });
  rang(work, callId);
}

function rang(work: Work, callId: CallId): void {
  const call = work.callOf(callId);
  const callback = call && callbackOf(work, call);
  if (callback?.state === 'reserved') work.callback(callback.callbackId, { type: 'rang' });
}

/**
 * The person answered and is told who calls, before the agent is heard. The agent's tone ends here and not with the move
 * to the talk: an engine that was started meanwhile does not know that it sounds, and an endless tone holds up the move
 * and every command behind it (requests.ts).
 */
export function personAnswered(work: Work, call: Call): void {
  const { callId } = call;
  if (call.state !== 'dialling') return;
  work.stopTimer(timerId({ purpose: 'dial', id: callId }));
  work.tell({ type: 'PersonAnswered', callId });
  // Not every network tells that it rings.
  rang(work, callId);
  silenceDialling(work, call);
  const utterances = utter(work.configuration, call.language, 'callbackGreeting', {});
  const speech: Speech | null = utterances.length === 0 ? null : startSpeech(work, callId, utterances);
  work.call(callId, { type: 'personAnswered', speech });
  if (speech !== null) playSpeech(work, call, speech);
}

/** The agent hears no ringing any more; asked for again by an engine that can not know whether it was. */
export function silenceDialling(work: Work, call: Call): void {
  const { callId } = call;
  if (isOutbound(call)) work.do({ type: 'StopPlayback', callId, playbackId: tonePlayback(callId) });
}

/** Both are there: the callback is kept. */
export function personConnected(work: Work, callId: CallId, entryId: QueueEntryId, { offerId, agentId }: Talk): void {
  const call = work.callOf(callId);
  if (call?.cdr.dial === undefined || call.cdr.dial.endedAt !== null) return;
  work.tell({ type: 'DialEnded', callId, result: 'reached', cause: null });
  work.tell({ type: 'HumanAnswered', callId, entryId, offerId, agentId });
  work.tell({ type: 'TalkStarted', callId, entryId, offerId, agentId });
  const callback = callbackOf(work, call);
  if (callback !== undefined) work.callback(callback.callbackId, { type: 'reached' });
}

/** The person's line ended, or never began. */
export function personGone(work: Work, call: Call, by: LegEnder, cause: number): void {
  const answered = call.state === 'greeting';
  const rung = call.cdr.dial !== undefined && call.cdr.dial.rangAt !== null;
  const failed = by === 'line' || (cause === nobodyThere && !rung);
  const result = failed ? 'failed' : answered ? 'leftEarly' : dialResultOf(cause);
  dialFailed(work, call.callId, result, by === 'far' ? 'caller' : 'line', cause);
}

/** Q.850 cause 18: also what Asterisk makes of a trunk that does not answer at all (408), which is no word of a person. */
const nobodyThere = 18;

/** It rang long enough. */
export function dialTimedOut(work: Work, callId: CallId): void {
  if (work.callOf(callId)?.state === 'dialling') dialFailed(work, callId, 'noAnswer', 'line', normalClearing);
}

export function dialFailed(work: Work, callId: CallId, result: DialResult, side: HangUpSide, cause: number): void {
  work.tell({ type: 'DialEnded', callId, result, cause });
  work.endCall(callId, 'notReached', side, cause);
}

/** Person and agent were there, and Asterisk could not bring them together: that was no talk, and it is tried again. */
export function talkNotBuilt(work: Work, call: Call): void {
  const callback = callbackOf(work, call);
  if (callback?.state !== 'talking') return;
  const rules = work.configuration.callbacks;
  const results = [...callback.tries.slice(0, -1), { result: 'failed' as const }];
  const dueAt = rules === undefined ? null : nextTryAt(work.world, rules, results, work.at);
  work.callback(callback.callbackId, { type: 'failed', result: 'failed', dueAt });
}

/** The attempt is ending, for whatever reason: the callback goes on from there. */
export function attemptEnding(work: Work, before: Call): void {
  const { callId } = before;
  work.stopTimer(timerId({ purpose: 'dial', id: callId }));
  const cdr = work.cdrOf(callId);
  const callback = callbackOf(work, before);
  if (cdr === undefined || callback === undefined) return;
  const rules = work.configuration.callbacks;
  const { callbackId, tries } = callback;
  switch (callback.state) {
    case 'waiting':
      // Not by us: it is put off as after a failure, and nobody was dialled.
      return work.callback(callbackId, { type: 'postponed', dueAt: laterBy(work, rules) });
    case 'reserved': {
      const result = cdr.dial?.result ?? 'failed';
      const results = [...tries.slice(0, -1), { result }];
      const dueAt = rules === undefined ? null : nextTryAt(work.world, rules, results, work.at);
      return work.callback(callbackId, { type: 'failed', result, dueAt });
    }
    case 'talking':
      return work.callback(callbackId, { type: 'talkOver' });
    case 'owed':
    case 'callingIn':
    case 'closed':
      return;
  }
}

function laterBy(work: Work, rules: CallbackRules | undefined) {
  return later(work.at, (rules?.againAfterMinutes.failed ?? 10) * 60_000);
}

/** The callback that this attempt serves; none when it is another's turn by now. */
function callbackOf(work: Work, call: Call): Callback | undefined {
  const { callbackId } = call.cdr;
  const callback = callbackId === undefined ? undefined : work.world.callbacks.get(callbackId);
  return callback !== undefined && 'attemptId' in callback && callback.attemptId === call.callId ? callback : undefined;
}
