import type { CallId, Instant, RecordingId } from '../../engine/core/ids.ts';
import type { MessageAnswer } from '../../engine/core/voice-message.ts';

/** A voice message as it is listed: who left it, and who answered it and how (R1.7). */
export type VoiceMessage = {
  readonly id: RecordingId;
  readonly callId: CallId;
  readonly queueName: string | null;
  readonly leftAt: Instant;
  readonly seconds: number;
  readonly callerNumber: string | null;
  readonly language: string | null;
  /** The sealed file; null once it was deleted. */
  readonly file: string | null;
  readonly closedAt: Instant | null;
  readonly closedByName: string | null;
  readonly answer: MessageAnswer | null;
  readonly notes: string;
};

export const voiceMessageColumns = {
  id: 'id',
  callId: 'call_id',
  queueName: 'queue_name',
  leftAt: 'left_at',
  seconds: 'seconds',
  callerNumber: 'caller_number',
  language: 'language',
  file: 'file',
  closedAt: 'closed_at',
  closedByName: 'closed_by_name',
  answer: 'answer',
  notes: 'notes',
} as const satisfies Record<keyof VoiceMessage, string>;
