import type { Language } from '../../prompts/language.ts';
import type { LegQuality } from './events.ts';
import type { ClosedReason, HangUpSide, OfferResult, Outcome } from './facts.ts';
import type { AgentId, CallId, Instant, LegId, OfferId, PhoneUser, PromptVersionId, QueueEntryId, QueueId, RecordingId } from './ids.ts';

/** One closed record a call (R2.10). Instants are null for what did not happen; the fold is `foldCdr`. */
export type Cdr = {
  readonly callId: CallId;
  readonly legId: LegId;
  readonly callerNumber: string | null;
  readonly calledNumber: string;
  readonly trunk: string;
  readonly startedAt: Instant;
  readonly responderAnsweredAt: Instant | null;
  readonly language: Language | null;
  readonly languageBy: 'key' | 'default' | null;
  readonly consent: 'given' | 'refused' | null;
  readonly consentAt: Instant | null;
  readonly consentPromptVersionId: PromptVersionId | null;
  readonly consentHeardMs: number | null;
  readonly flowPath: readonly { readonly node: string; readonly key: string | null; readonly at: Instant }[];
  readonly closedReason: ClosedReason | null;
  readonly prompts: readonly { readonly prompt: string; readonly versionId: PromptVersionId; readonly at: Instant; readonly heardMs: number; readonly complete: boolean }[];
  readonly queueEntries: readonly CdrQueueEntry[];
  readonly offers: readonly CdrOffer[];
  readonly humanAnsweredAt: Instant | null;
  readonly agentId: AgentId | null;
  readonly holds: readonly { readonly startedAt: Instant; readonly endedAt: Instant | null }[];
  readonly transfers: readonly { readonly kind: 'blind' | 'attended'; readonly to: string; readonly at: Instant }[];
  readonly recordingId: RecordingId | null;
  readonly recordingSeconds: number | null;
  readonly talkEndedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly hangUpSide: HangUpSide | null;
  readonly hangUpCause: number | null;
  readonly outcome: Outcome | null;
  readonly wrapUpEndedAt: Instant | null;
  readonly disposition: string | null;
  readonly notes: string;
  readonly nextStep: string;
  readonly quality: Readonly<Record<string, LegQuality>>;
};

export type CdrQueueEntry = {
  readonly entryId: QueueEntryId;
  readonly queueId: QueueId;
  /** The caller's first arrival, which decides the order. */
  readonly ticketAt: Instant;
  readonly queuedAt: Instant;
  readonly leftAt: Instant | null;
  readonly leftBecause: 'answered' | 'abandoned' | 'failed' | null;
  readonly estimates: readonly { readonly at: Instant; readonly position: number; readonly estimateSeconds: number | null }[];
};

export type CdrOffer = {
  readonly offerId: OfferId;
  readonly entryId: QueueEntryId;
  readonly agentId: AgentId;
  readonly phone: PhoneUser;
  readonly madeAt: Instant;
  readonly rangAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly result: OfferResult | null;
  readonly cause: number | null;
};
