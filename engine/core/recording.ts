import type { Call } from './call.ts';
import { hasOutsider } from './consult.ts';
import type { FoundRecording } from './events.ts';
import { type BridgeId, type CallId, later, type RecordingId } from './ids.ts';
import { awaitLate, recordingCameLate } from './late-recordings.ts';
import { timerId } from './timers.ts';
import { isMessage, messageRecorded, takeUpMessage } from './voice-message.ts';
import type { Work } from './work.ts';

/**
 * The recording of a call: from the human answer, with consent only (R2.8).
 *
 *   running ◄──mute/unmute──► muted ──stop──► stopping ──ended──► over
 *
 * Muted is silence in the file, by the agent's wish; silent is the same by itself, while the caller is on hold or talks with somebody outside too. Over means that Asterisk is done with the file; the shell then seals it.
 * Each agent's talk has a recording of its own; the call carries the newest, the world all that are not over.
 */
export type CallRecording = {
  readonly recordingId: RecordingId;
  readonly state: 'running' | 'muted' | 'silent' | 'stopping' | 'over';
};

/** Nothing of this call's recording is open any more. */
export type RecordingFinding = { readonly type: 'RecordingOver'; readonly callId: CallId };

/** How long Asterisk has to say that a recording is written; a record must not stay open for ever. */
const endsWithinMs = 15_000;

export function startRecording(work: Work, callId: CallId, bridgeId: BridgeId): void {
  const before = work.callOf(callId)?.recording ?? null;
  const number = before === null ? 1 : Number(before.recordingId.slice(before.recordingId.lastIndexOf('-r') + 2)) + 1;
  const recordingId = `${callId}-r${number}` as RecordingId;
  work.world.recordings.set(recordingId, callId);
  work.amendCall(callId, { recording: { recordingId, state: 'running' } });
  work.do({ type: 'StartRecording', callId, bridgeId, recordingId });
  work.tell({ type: 'RecordingStarted', callId, recordingId });
}

/** While the caller hears music nothing is recorded but silence; what was muted before stays muted after. */
export function silenceRecording(work: Work, callId: CallId, silent: boolean): void {
  const recording = work.callOf(callId)?.recording ?? null;
  if (recording?.state !== (silent ? 'running' : 'silent')) return;
  const { recordingId } = recording;
  work.amendCall(callId, { recording: { recordingId, state: silent ? 'silent' : 'running' } });
  work.do({ type: silent ? 'MuteRecording' : 'UnmuteRecording', callId, recordingId });
  work.tell({ type: silent ? 'RecordingMuted' : 'RecordingUnmuted', callId, recordingId });
}

/** The caller hears music, or somebody talks with them who is no agent of the line. */
export function isKeptSilent({ world }: Work, call: Call | undefined): boolean {
  if (call?.state !== 'talking') return false;
  return call.hold?.by === 'command' || hasOutsider(world.consults.get(call.callId));
}

/** The agent's own wish. False when nothing is being recorded. */
export function muteRecording(work: Work, callId: CallId, mute: boolean): boolean {
  const call = work.callOf(callId);
  const recording = call?.recording ?? null;
  if (recording === null || recording.state === 'stopping' || recording.state === 'over') return false;
  if ((recording.state === 'muted') === mute) return true;
  const { recordingId, state } = recording;
  const next = mute ? 'muted' : isKeptSilent(work, call) ? 'silent' : 'running';
  work.amendCall(callId, { recording: { recordingId, state: next } });
  // Between silent and muted nothing changes in the file.
  if (state === 'running' || next === 'running') {
    work.do({ type: mute ? 'MuteRecording' : 'UnmuteRecording', callId, recordingId });
    work.tell({ type: mute ? 'RecordingMuted' : 'RecordingUnmuted', callId, recordingId });
  }
  return true;
}

export function stopRecording(work: Work, callId: CallId): void {
  const recording = work.callOf(callId)?.recording ?? null;
  if (recording === null || recording.state === 'stopping' || recording.state === 'over') return;
  const { recordingId } = recording;
  work.amendCall(callId, { recording: { recordingId, state: 'stopping' } });
  stopAgain(work, callId, recordingId);
}

function stopAgain(work: Work, callId: CallId, recordingId: RecordingId): void {
  work.do({ type: 'StopRecording', callId, recordingId });
  work.startTimer(timerId({ purpose: 'recording', id: recordingId }), later(work.at, endsWithinMs));
}

/** What Asterisk says of a recording when it is back: a stop that was not carried out is asked for again. */
export function takeUpRecording(work: Work, call: Call, found: FoundRecording): void {
  const { recordingId, state, seconds } = found;
  const { recording, callId } = call;
  if (isMessage(recordingId) && takeUpMessage(work, call, found)) return;
  switch (state) {
    case 'running':
      if (recording?.recordingId !== recordingId || recording.state === 'stopping')
        stopAgain(work, callId, recordingId);
      return;
    case 'finished':
      return recordingEnded(work, recordingId, 'finished', seconds);
    case 'missing':
      if (call.state !== 'talking' || recording?.recordingId !== recordingId) return recordingUntold(work, recordingId);
      // The talk began, and its recording was not asked for any more.
      work.do({ type: 'StartRecording', callId, bridgeId: call.bridgeId, recordingId });
      if (recording.state !== 'running') work.do({ type: 'MuteRecording', callId, recordingId });
      return;
  }
}

/** Asterisk does not say what became of it. It is taken as lost, and adopted if it turns up after all. */
export function recordingUntold(work: Work, recordingId: RecordingId): void {
  const callId = work.world.recordings.get(recordingId);
  if (callId === undefined) return;
  awaitLate(work, recordingId, callId);
  recordingEnded(work, recordingId, 'failed', 0);
}

/** Asterisk is done with a recording, or it is taken as lost. */
export function recordingEnded(
  work: Work,
  recordingId: RecordingId,
  result: 'finished' | 'failed',
  seconds: number,
  talkingSeconds: number | null = null,
): void {
  const callId = work.world.recordings.get(recordingId);
  if (callId === undefined) return recordingCameLate(work, recordingId, result, seconds, talkingSeconds);
  work.stopTimer(timerId({ purpose: 'recording', id: recordingId }));
  work.world.recordings.delete(recordingId);
  if (isMessage(recordingId)) return messageRecorded(work, callId, recordingId, result, seconds, talkingSeconds);
  const isNewest = work.callOf(callId)?.recording?.recordingId === recordingId;
  if (isNewest) work.amendCall(callId, { recording: { recordingId, state: 'over' } });
  work.tell({ type: 'RecordingStored', callId, recordingId, result, seconds });
  if (result === 'finished') work.do({ type: 'SealRecording', callId, recordingId });
  work.findings.push({ type: 'RecordingOver', callId });
}
