import type { HangUpSide, Outcome } from '../../engine/core/facts.ts';
import type { AgentId, CallbackId, CallId, Instant, QueueId, RecordingId } from '../../engine/core/ids.ts';

/** A call as the view `call_list` shows it: the record's columns and the names that belong to its ids. */
export type CallListEntry = {
  readonly id: CallId;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** Null when it was withheld, or erased by the retention rule. */
  readonly callerNumber: string | null;
  readonly calledNumber: string;
  readonly outcome: Outcome;
  readonly language: string | null;
  readonly consent: 'given' | 'refused' | null;
  readonly queueId: QueueId | null;
  readonly queueName: string | null;
  readonly queuedAt: Instant | null;
  readonly humanAnsweredAt: Instant | null;
  readonly talkEndedAt: Instant | null;
  readonly wrapUpEndedAt: Instant | null;
  readonly agentId: AgentId | null;
  readonly agentName: string | null;
  readonly disposition: string | null;
  readonly dispositionName: string | null;
  readonly hangUpSide: HangUpSide | null;
  readonly hangUpCause: number | null;
  readonly waitMs: number | null;
  readonly talkMs: number | null;
  readonly wrapUpMs: number | null;
  readonly offerCount: number;
  readonly closed: boolean;
  /** Null when nothing was recorded, or the recording was deleted since. */
  readonly recordingId: RecordingId | null;
  readonly recordingSeconds: number | null;
  readonly direction: 'inbound' | 'outbound';
  readonly callbackId: CallbackId | null;
};

/** The view's columns under the names above. */
export const callListColumns = {
  id: 'id',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  callerNumber: 'caller_number',
  calledNumber: 'called_number',
  outcome: 'outcome',
  language: 'language',
  consent: 'consent',
  queueId: 'queue_id',
  queueName: 'queue_name',
  queuedAt: 'queued_at',
  humanAnsweredAt: 'human_answered_at',
  talkEndedAt: 'talk_ended_at',
  wrapUpEndedAt: 'wrap_up_ended_at',
  agentId: 'agent_id',
  agentName: 'agent_name',
  disposition: 'disposition',
  dispositionName: 'disposition_name',
  hangUpSide: 'hang_up_side',
  hangUpCause: 'hang_up_cause',
  waitMs: 'wait_ms',
  talkMs: 'talk_ms',
  wrapUpMs: 'wrap_up_ms',
  offerCount: 'offer_count',
  closed: 'closed',
  recordingId: 'recording_id',
  recordingSeconds: 'recording_seconds',
  direction: 'direction',
  callbackId: 'callback_id',
} as const satisfies Record<keyof CallListEntry, string>;
