import type { FoundRecording } from './events.ts';
import { type AgentId, type CallId, type Instant, instant, later, type QueueId, type RecordingId } from './ids.ts';
import { isMessage, isWorthKeeping, messageLeft, queueOfMessage } from './voice-message.ts';
import type { Work } from './work.ts';

/**
 * A recording of which Asterisk did not tell the end in time. Its call's record could not wait for it and was closed
 * without; when the file turns up whole after all it is adopted: sealed, registered and put into the record.
 */
export type LateRecording = {
  readonly callId: CallId;
  /** Whose talk it is of; null: a voice message. */
  readonly agentId: AgentId | null;
  /** Of a voice message: whose agents answer it. */
  readonly queueId: QueueId | null;
  readonly startedAt: Instant;
  readonly missedAt: Instant;
};

/** What does not come within a week, or in great numbers, is not waited for any more. */
const awaitedForMs = 7 * 86_400_000;
const awaitedAtMost = 200;

/** Its end is overdue, and it is about to be taken as lost. */
export function awaitLate(work: Work, recordingId: RecordingId, callId: CallId): void {
  const { lateRecordings } = work.world;
  const begun = work.cdrOf(callId)?.recordings?.find((recording) => recording.recordingId === recordingId);
  if (begun === undefined) return;
  const isOfMessage = isMessage(recordingId);
  lateRecordings.set(recordingId, {
    callId,
    agentId: isOfMessage ? null : begun.agentId,
    queueId: isOfMessage ? queueOfMessage(work, callId) : null,
    startedAt: begun.startedAt,
    missedAt: work.at,
  });
  for (const [id, { missedAt }] of lateRecordings)
    if (lateRecordings.size > awaitedAtMost || work.at - missedAt > awaitedForMs) lateRecordings.delete(id);
}

/** Asterisk tells the end after all. */
export function recordingCameLate(
  work: Work,
  recordingId: RecordingId,
  result: 'finished' | 'failed',
  seconds: number,
  talkingSeconds: number | null,
): void {
  const late = work.world.lateRecordings.get(recordingId);
  if (late === undefined) return;
  work.world.lateRecordings.delete(recordingId);
  if (result === 'failed') return;
  const { callId, agentId, queueId, startedAt } = late;
  const isOfMessage = isMessage(recordingId);
  if (isOfMessage && !isWorthKeeping(seconds, talkingSeconds))
    return work.do({ type: 'DiscardRecording', callId, recordingId });
  work.tell({ type: 'RecordingCameLate', callId, recordingId, agentId, startedAt, seconds });
  work.do({ type: 'SealRecording', callId, recordingId });
  if (!isOfMessage) return;
  const endedAt = instant(Math.min(later(startedAt, seconds * 1000), work.at));
  work.asOf(endedAt, () => messageLeft(work, callId, recordingId, queueId, seconds));
}

/** What Asterisk has of one when it is back. */
export function takeUpLate(work: Work, { recordingId, state, seconds }: FoundRecording): void {
  const late = work.world.lateRecordings.get(recordingId);
  if (late === undefined) return;
  switch (state) {
    case 'running':
      return work.do({ type: 'StopRecording', callId: late.callId, recordingId });
    case 'finished':
      return recordingCameLate(work, recordingId, 'finished', seconds, null);
    case 'missing':
      return;
  }
}
