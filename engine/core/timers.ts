import type { AgentId, CallbackId, CallId, OfferId, PlaybackId, QueueEntryId, RecordingId, TimerId } from './ids.ts';

/** What a timer is for, said by its name, so that a timer that fires finds its machine without a table. */
export type TimerPurpose =
  | { readonly purpose: 'listen'; readonly id: CallId }
  | { readonly purpose: 'announce'; readonly id: QueueEntryId }
  /** Less is asked of an agent for a caller who has waited long. */
  | { readonly purpose: 'widen'; readonly id: QueueEntryId }
  /** An overflow rule becomes due for a caller who has waited long. */
  | { readonly purpose: 'overflow'; readonly id: QueueEntryId }
  | { readonly purpose: 'ring'; readonly id: OfferId }
  /** The person who is being called back did not answer. */
  | { readonly purpose: 'dial'; readonly id: CallId }
  /** Nobody answered at a number outside. */
  | { readonly purpose: 'outside'; readonly id: QueueEntryId }
  /** Nobody answered at a number outside that an agent asks. */
  | { readonly purpose: 'ask'; readonly id: CallId }
  /** A callback's time has come. */
  | { readonly purpose: 'callback'; readonly id: CallbackId }
  /** Who is to agree on a callback says nothing. */
  | { readonly purpose: 'arrange'; readonly id: CallId }
  /** Who helps themselves by keys presses none, or the calendar does not answer. */
  | { readonly purpose: 'inquire'; readonly id: CallId }
  | { readonly purpose: 'wrapUp'; readonly id: AgentId }
  /** A recording whose end Asterisk never tells must not keep a record open for ever. */
  | { readonly purpose: 'recording'; readonly id: RecordingId }
  /** Something said should have ended long ago. */
  | { readonly purpose: 'speech'; readonly id: PlaybackId }
  /** Asterisk's plan has not told what became of a caller. */
  | { readonly purpose: 'stranded'; readonly id: CallId }
  /** The line opens or closes by its hours. */
  | { readonly purpose: 'hours'; readonly id: 'line' }
  /** An exceptional opening or closing is over. */
  | { readonly purpose: 'override'; readonly id: 'line' };

export function timerId(timer: TimerPurpose): TimerId {
  return `${timer.purpose}:${timer.id}` as TimerId;
}

export function timerPurpose(id: TimerId): TimerPurpose {
  const colon = id.indexOf(':');
  return { purpose: id.slice(0, colon), id: id.slice(colon + 1) } as TimerPurpose;
}
