import { closeFeatureCall, featureCallSaying } from './feature-call.ts';
import type { PlaybackId } from './ids.ts';
import { callSpeaking } from './speech.ts';
import type { Work } from './work.ts';

/** Something said is over: to the end, or it could not be said, or nobody told for too long. */
export function playbackEnded(work: Work, playbackId: PlaybackId, result: 'finished' | 'failed' | 'lost'): void {
  const featureCall = featureCallSaying(work, playbackId);
  if (featureCall) {
    if (result === 'lost') work.note({ type: 'PlaybackLost', playbackId });
    return closeFeatureCall(work, featureCall);
  }
  work.call(callSpeaking(playbackId), { type: 'spoken', playbackId, result });
}
