import type { Call, Speech, SpeechEnd } from './call.ts';
import type { Utterance } from './effects.ts';
import { type CallId, later, type PlaybackId, type TimerId } from './ids.ts';
import { timerId } from './timers.ts';
import { informationHeard } from './told-information.ts';
import type { Work } from './work.ts';

/**
 * Asterisk can lose a playback: nothing is heard of it and its end is never told (a race on leaving a bridge does it,
 * requests.ts). Nobody is left waiting for that. Every saying has a timer for a good while after its longest possible
 * end, and when it fires the call goes on as after a saying that failed: nothing is claimed to have been heard, and who
 * was not heard to be told is not recorded.
 */
const graceMs = 5_000;
/** A text whose length is not known does not last longer than this. */
const unknownMs = 60_000;

/** A new playback of these utterances; its name was never used. */
export function startSpeech(work: Work, callId: CallId, utterances: readonly Utterance[]): Speech {
  const playbackCount = (work.callOf(callId)?.playbackCount ?? 0) + 1;
  work.amendCall(callId, { playbackCount });
  return { playbackId: `${callId}-p${playbackCount}` as PlaybackId, utterances, startedAt: work.at };
}

/** The name of what was said last, if anything was. */
export function lastPlayback({ callId, playbackCount }: Call): PlaybackId {
  return `${callId}-p${playbackCount}` as PlaybackId;
}

export function playSpeech(work: Work, call: Call, speech: Speech): void {
  const { playbackId, utterances } = speech;
  work.do({ type: 'PlayUtterances', callId: call.callId, legId: call.legId, playbackId, utterances });
  awaitEnd(work, playbackId, utterances);
}

/** From now on somebody waits for the end of it. */
export function awaitEnd(work: Work, playbackId: PlaybackId, utterances: readonly Utterance[]): void {
  work.startTimer(endTimer(playbackId), later(work.at, longestMs(work, utterances) + graceMs));
}

export function longestMs({ configuration: { soundMs } }: Work, utterances: readonly Utterance[]): number {
  return utterances.reduce((sum, { versionId }) => sum + (soundMs?.[versionId] ?? unknownMs), 0);
}

export function endTimer(playbackId: PlaybackId): TimerId {
  return timerId({ purpose: 'speech', id: playbackId });
}

/** It was said, wholly or until something cut it. */
export function speechOver(work: Work, callId: CallId, speech: Speech, end: SpeechEnd): void {
  const { playbackId, utterances } = speech;
  work.stopTimer(endTimer(playbackId));
  // One that was lost may sound after all.
  if (end === 'cut' || end === 'lost') work.do({ type: 'StopPlayback', callId, playbackId });
  if (end === 'lost') work.note({ type: 'PlaybackLost', playbackId });
  const complete = end === 'finished';
  // Of one that was cut before anybody saw that it was lost no more was heard than there was.
  const mostMs = complete ? Number.POSITIVE_INFINITY : longestMs(work, utterances);
  const heardMs = end === 'lost' ? 0 : Math.min(heardMsOf(work, speech), mostMs);
  for (const { prompt, versionId, language } of utterances) {
    work.tell({ type: 'PromptHeard', callId, prompt, versionId, language, heardMs, complete });
  }
  informationHeard(work, callId, utterances, heardMs, complete);
}

/** How long it has been heard. What was heard while nobody watched is not known, and is not claimed. */
export function heardMsOf(work: Work, { startedAt }: Speech): number {
  return Math.max(0, (work.world.unwatchedSince ?? work.at) - startedAt);
}

/** Whose playback it is, read from its name. */
export function callSpeaking(playbackId: PlaybackId): CallId {
  return playbackId.slice(0, playbackId.lastIndexOf('-p')) as CallId;
}
