import type { CallId, Instant, RecordingId } from '../../engine/core/ids.ts';

/** A sealed recording in the register (R2.8). */
export type Recording = {
  readonly id: RecordingId;
  readonly callId: CallId;
  readonly startedAt: Instant;
  readonly seconds: number;
  /** Its name in the recordings folder; null once it was deleted. */
  readonly file: string | null;
  readonly deletedAt: Instant | null;
};

export const recordingColumns = {
  id: 'id',
  callId: 'call_id',
  startedAt: 'started_at',
  seconds: 'seconds',
  file: 'file',
  deletedAt: 'deleted_at',
} as const satisfies Record<keyof Recording, string>;
