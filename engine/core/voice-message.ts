import type { FlowNode, NodeId } from '../../dialplan/flow.ts';
import { keyValue } from '../../prompts/spoken/keys.ts';
import type { Call } from './call.ts';
import type { Utterance } from './effects.ts';
import type { FoundRecording } from './events.ts';
import { type CallId, type Instant, later, type QueueEntryId, type QueueId, type RecordingId } from './ids.ts';
import { reachNode, sayAgain } from './journey.ts';
import type { QueueEntry } from './queue-entry.ts';
import { enterQueue } from './queueing.ts';
import { timerId } from './timers.ts';
import { utter } from './utterances.ts';
import type { Work } from './work.ts';

/** A voice message as the last resort (R1.7, R1.10): offered out of hours by the flow, in the queue by a rule. */

/** Left by somebody, and not closed yet. */
export type OpenMessage = { readonly callId: CallId; readonly leftAt: Instant };

/** What an agent did about a message. */
export type MessageAnswer = 'calledBack' | 'notReached' | 'notNeeded';

/** The key that asks for it in the queue; `voiceMessageOffer` says it. */
const askingKey = '2';
/** With less speech nothing was said. */
const shortestSeconds = 2;
/** Asterisk ends a message by itself; this is for when it never says so. */
const graceSeconds = 30;
/** How long Asterisk has to say that a message is written. */
const endsWithinMs = 15_000;

type MessageNode = FlowNode & { readonly kind: 'message' };

/** Messages have names of their own, so that everybody can tell them from recordings of talks. */
export function isMessage(recordingId: RecordingId): boolean {
  return /-m\d+$/.test(recordingId);
}

/** It was said what to do, the tone sounded; now the caller is recorded. */
export function messageWanted(work: Work, callId: CallId, nodeId: NodeId, attempt: number): void {
  const call = work.callOf(callId);
  const node = work.configuration.flow.nodes[nodeId];
  if (call === undefined || node?.kind !== 'message') return;
  const { legId, playbackCount } = call;
  // Every attempt was spoken before, so the count is new each time.
  const recordingId = `${callId}-m${playbackCount}` as RecordingId;
  const { longestSeconds, silenceSeconds } = node;
  work.world.recordings.set(recordingId, callId);
  work.do({ type: 'RecordMessage', callId, legId, recordingId, longestSeconds, silenceSeconds });
  work.startTimer(
    timerId({ purpose: 'recording', id: recordingId }),
    later(work.at, (longestSeconds + graceSeconds) * 1000),
  );
  work.tell({ type: 'RecordingStarted', callId, recordingId });
  work.call(callId, { type: 'recordMessage', node: nodeId, attempt, recordingId });
}

export function messageEnded(work: Work, callId: CallId, recordingId: RecordingId): void {
  work.do({ type: 'StopRecording', callId, recordingId });
}

/** The caller goes in the middle of it; Asterisk writes what there is and says so, or it is taken as lost. */
export function messageCut(work: Work, { callId, recordingId }: Call & { state: 'leavingMessage' }): void {
  messageEnded(work, callId, recordingId);
  work.startTimer(timerId({ purpose: 'recording', id: recordingId }), later(work.at, endsWithinMs));
}

/** Asterisk is done with it. Too short is nothing: no file stays, and it is offered again. */
export function messageRecorded(
  work: Work,
  callId: CallId,
  recordingId: RecordingId,
  result: 'finished' | 'failed',
  seconds: number,
  talkingSeconds: number | null,
): void {
  const kept = result === 'finished' && isWorthKeeping(seconds, talkingSeconds);
  work.tell({ type: 'RecordingStored', callId, recordingId, result: kept ? 'finished' : 'failed', seconds });
  if (kept) {
    messageLeft(work, callId, recordingId, queueOfMessage(work, callId), seconds);
    work.do({ type: 'SealRecording', callId, recordingId });
  } else if (result === 'finished') work.do({ type: 'DiscardRecording', callId, recordingId });
  work.findings.push({ type: 'RecordingOver', callId });
  work.call(callId, { type: 'messageRecorded', kept });
}

/** Whether somebody said something. */
export function isWorthKeeping(seconds: number, talkingSeconds: number | null): boolean {
  return (talkingSeconds ?? seconds) >= shortestSeconds;
}

/** It waits for an agent. */
export function messageLeft(
  work: Work,
  callId: CallId,
  messageId: RecordingId,
  queueId: QueueId | null,
  seconds: number,
): void {
  work.tell({ type: 'VoiceMessageLeft', callId, messageId, queueId, seconds });
  work.world.openMessages.set(messageId, { callId, leftAt: work.at });
}

export function messageOver(work: Work, callId: CallId, nodeId: NodeId, attempt: number, kept: boolean): void {
  const call = work.callOf(callId);
  const node = work.configuration.flow.nodes[nodeId];
  if (call === undefined) return;
  // The flow was changed meanwhile. What was said is kept; who said nothing is led on.
  if (node?.kind !== 'message')
    return kept ? work.endCall(callId, 'voiceMessage', 'line', 16) : reachNode(work, callId, nodeId, 1);
  const goOn = (next: NodeId): void => {
    work.tell({ type: 'FlowNodeLeft', callId, node: nodeId, key: null });
    reachNode(work, callId, next, 1);
  };
  if (kept) return goOn(node.next);
  if (attempt < node.attempts) {
    return sayAgain(work, call, nodeId, node, attempt + 1, utter(work.configuration, call.language, node.tooShort, {}));
  }
  const back = call.cdr.queueEntries.at(-1)?.queueId;
  // Who gave up a place for it has that place again, by the ticket.
  if (back === undefined) return goOn(node.otherwise);
  work.tell({ type: 'FlowNodeLeft', callId, node: nodeId, key: null });
  enterQueue(work, callId, back);
}

/** True: the caller leaves the queue to leave a message, as a rule has offered. */
export function messageKey(work: Work, callId: CallId, digit: string): boolean {
  const call = work.callOf(callId);
  if (call?.state !== 'queued' || digit !== askingKey) return false;
  const entry = work.world.entries.get(call.entryId);
  if (entry?.state !== 'waiting' || offerOf(work, entry).length === 0) return false;
  work.call(callId, { type: 'leaveQueue' });
  return true;
}

/** The place is free; the caller hears what to do. */
export function queueLeft(work: Work, callId: CallId, entryId: QueueEntryId): void {
  work.entry(entryId, { type: 'callerLeft', reason: 'voiceMessage' });
  const node = messageNodeOf(work);
  if (node !== null) reachNode(work, callId, node, 1);
}

/** What is said in the queue to whom a message is offered: nothing, unless it can be left. */
export function offerOf(work: Work, entry: QueueEntry): readonly Utterance[] {
  if (!entry.overflow?.offers.includes('voiceMessage') || messageNodeOf(work) === null) return [];
  return utter(work.configuration, entry.language, 'voiceMessageOffer', { key: keyValue(askingKey) });
}

/** Whether a caller who goes now has left a message. */
export function hasLeftMessage(work: Work, call: Call): boolean {
  if (call.cdr.messageId != null) return true;
  return call.state === 'leavingMessage' && work.at - call.beganAt >= shortestSeconds * 1000;
}

/** What Asterisk says of a message when it is back. */
export function takeUpMessage(work: Work, call: Call, { recordingId, state }: FoundRecording): boolean {
  const goesOn = call.state === 'leavingMessage' && call.recordingId === recordingId;
  if (state === 'running' && !goesOn) work.do({ type: 'StopRecording', callId: call.callId, recordingId });
  return state === 'running';
}

function messageNodeOf(work: Work): NodeId | null {
  const found = Object.entries(work.configuration.flow.nodes).find(([, { kind }]) => kind === 'message');
  return found?.[0] ?? null;
}

/** Whose agents answer it: the queue that the caller stood in, otherwise the one that the node names. */
export function queueOfMessage(work: Work, callId: CallId): QueueId | null {
  const call = work.callOf(callId);
  const stood = call?.cdr.queueEntries.at(-1)?.queueId;
  if (stood !== undefined) return stood;
  const id = messageNodeOf(work);
  const node = id === null ? undefined : (work.configuration.flow.nodes[id] as MessageNode | undefined);
  return (node?.queue as QueueId | undefined) ?? null;
}
