import type { CallbackOutcome, CallbackReason, CallbackTry } from '../../engine/core/callback.ts';
import type { CallbackId, CallId, Instant } from '../../engine/core/ids.ts';

/** A callback as people read it. */
export type CallbackEntry = {
  readonly id: CallbackId;
  /** Null once it was erased by the retention rule. */
  readonly callerNumber: string | null;
  readonly queueId: string;
  readonly queueName: string | null;
  readonly language: string;
  readonly topic: string | null;
  readonly reason: CallbackReason;
  /** Null when its record is not in the database: added by hand, or the call is not over. */
  readonly originalCallId: CallId | null;
  readonly askedAt: Instant;
  readonly promisedBy: Instant;
  readonly state: 'owed' | 'waiting' | 'reserved' | 'talking' | 'callingIn' | 'closed';
  readonly dueAt: Instant | null;
  readonly firstRungAt: Instant | null;
  readonly tries: readonly CallbackTry[];
  readonly closedAt: Instant | null;
  readonly outcome: CallbackOutcome | null;
  /** The name of who closed it by hand. */
  readonly closedByName: string | null;
  readonly notes: string;
};
