import type { Call, Speech } from './call.ts';
import type { Utterance } from './effects.ts';
import type { CallId, PlaybackId } from './ids.ts';
import type { Work } from './work.ts';

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
}

/** It was said, wholly or until something cut it. */
export function speechOver(work: Work, callId: CallId, speech: Speech, complete: boolean, cut: boolean): void {
  if (cut) work.do({ type: 'StopPlayback', callId, playbackId: speech.playbackId });
  // What was heard while nobody watched is not known, and is not claimed.
  const heardUntil = work.world.unwatchedSince ?? work.at;
  const heardMs = Math.max(0, heardUntil - speech.startedAt);
  for (const { prompt, versionId, language } of speech.utterances) {
    work.tell({ type: 'PromptHeard', callId, prompt, versionId, language, heardMs, complete });
  }
}

/** Whose playback it is, read from its name. */
export function callSpeaking(playbackId: PlaybackId): CallId {
  return playbackId.slice(0, playbackId.lastIndexOf('-p')) as CallId;
}
