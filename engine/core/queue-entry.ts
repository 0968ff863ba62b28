import type { Language } from '../../prompts/language.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { EntryLoss } from './facts.ts';
import type { CallId, Instant, OfferId, QueueEntryId, QueueId, Skill } from './ids.ts';
import type { EntryOverflow } from './overflow.ts';

/**
 * One stay of one caller in one queue.
 *
 *   waiting ◄──offerFailed── offered ──answered──► answered
 *      └──offered──► ▲           └──callerLeft──► left ◄── waiting
 *
 * waiting   Nobody is being rung for this caller.
 * offered   One agent is being rung, or with ring all several at once; the place in the queue stays.
 * answered  A human answered: the wait is over.
 * left      The caller went, or the line failed.
 */
export type QueueEntry = QueueEntryFacts &
  (
    | { readonly state: 'waiting' }
    | { readonly state: 'offered'; readonly offerIds: readonly OfferId[] }
    | { readonly state: 'answered'; readonly answeredAt: Instant }
    | { readonly state: 'left'; readonly leftAt: Instant; readonly reason: EntryLoss }
  );

export type QueueEntryFacts = {
  readonly entryId: QueueEntryId;
  readonly callId: CallId;
  readonly queueId: QueueId;
  readonly language: Language;
  /** All that the agent must be able to do: the queue's skills and the caller's language. */
  readonly skills: readonly Skill[];
  /** Higher is served first; callers of equal priority are of one class. */
  readonly priority: number;
  /** The caller's first arrival in a queue; nobody of equal class is served before an earlier one. */
  readonly ticketAt: Instant;
  readonly queuedAt: Instant;
  /** An agent who talked with the caller sent them here: whoever waits long for the first human is somebody else. */
  readonly afterTalk?: true;
  /** What overflow rules have done for this caller; absent: nothing. */
  readonly overflow?: EntryOverflow;
};

export type QueueEntryEvent =
  | { readonly type: 'offered'; readonly offerId: OfferId }
  | { readonly type: 'offerFailed'; readonly offerId: OfferId }
  | { readonly type: 'answered'; readonly offerId: OfferId }
  /** Absent: the caller gave up. */
  | { readonly type: 'callerLeft'; readonly reason?: 'callback' | 'withdrawn' | 'voiceMessage' }
  | { readonly type: 'failed' };

export type QueueEntryFinding =
  /** The caller stands in the queue again, at the old place. */
  | { readonly type: 'EntryWaitsAgain'; readonly entry: QueueEntry }
  /** `others` rang too and have to stop. */
  | {
      readonly type: 'EntryAnswered';
      readonly entry: QueueEntry;
      readonly offerId: OfferId;
      readonly others: readonly OfferId[];
    }
  /** `ringing` are the offers that must be withdrawn. */
  | {
      readonly type: 'EntryLost';
      readonly entry: QueueEntry;
      readonly reason: EntryLoss;
      readonly ringing: readonly OfferId[];
    };

export const queueEntryStates = ['waiting', 'offered', 'answered', 'left'] as const;

export function stepQueueEntry(
  entry: QueueEntry,
  at: Instant,
  event: QueueEntryEvent,
): Decision<QueueEntry, QueueEntryFinding> {
  const { entryId, callId, queueId, language, skills, priority, ticketAt, queuedAt, overflow, afterTalk } = entry;
  const facts: QueueEntryFacts = {
    ...{ entryId, callId, queueId, language, skills, priority, ticketAt, queuedAt },
    ...(overflow === undefined ? {} : { overflow }),
    ...(afterTalk === undefined ? {} : { afterTalk }),
  };
  const leave = (reason: EntryLoss, ringing: readonly OfferId[]): Decision<QueueEntry, QueueEntryFinding> => {
    const next: QueueEntry = { ...facts, state: 'left', leftAt: at, reason };
    return move<QueueEntry, QueueEntryFinding>(next, { type: 'EntryLost', entry: next, reason, ringing });
  };

  switch (entry.state) {
    case 'waiting':
      switch (event.type) {
        case 'offered':
          return move<QueueEntry, QueueEntryFinding>({ ...facts, state: 'offered', offerIds: [event.offerId] });
        case 'offerFailed':
          return ignore('an older offer');
        case 'answered':
          return unexpected;
        case 'callerLeft':
          return leave(event.reason ?? 'abandoned', []);
        case 'failed':
          return leave('failed', []);
        default:
          return missingCase(event);
      }
    case 'offered': {
      const others = 'offerId' in event ? entry.offerIds.filter((offerId) => offerId !== event.offerId) : [];
      const isMine = 'offerId' in event && others.length < entry.offerIds.length;
      switch (event.type) {
        case 'offered':
          return move<QueueEntry, QueueEntryFinding>({
            ...facts,
            state: 'offered',
            offerIds: [...others, event.offerId],
          });
        case 'offerFailed': {
          if (!isMine) return ignore('an older offer');
          if (others.length > 0)
            return move<QueueEntry, QueueEntryFinding>({ ...facts, state: 'offered', offerIds: others });
          const next: QueueEntry = { ...facts, state: 'waiting' };
          return move<QueueEntry, QueueEntryFinding>(next, { type: 'EntryWaitsAgain', entry: next });
        }
        case 'answered': {
          if (!isMine) return unexpected;
          const next: QueueEntry = { ...facts, state: 'answered', answeredAt: at };
          const { offerId } = event;
          return move<QueueEntry, QueueEntryFinding>(next, { type: 'EntryAnswered', entry: next, offerId, others });
        }
        case 'callerLeft':
          return leave(event.reason ?? 'abandoned', entry.offerIds);
        case 'failed':
          return leave('failed', entry.offerIds);
        default:
          return missingCase(event);
      }
    }
    case 'answered':
      switch (event.type) {
        case 'callerLeft':
        case 'failed':
          return ignore('the talk ends, not the wait');
        case 'offerFailed':
          return ignore('an older offer');
        case 'offered':
        case 'answered':
          return unexpected;
        default:
          return missingCase(event);
      }
    case 'left':
      switch (event.type) {
        case 'offerFailed':
          return ignore('the withdrawn offer');
        case 'callerLeft':
        case 'failed':
          return ignore('it left before');
        case 'offered':
        case 'answered':
          return unexpected;
        default:
          return missingCase(event);
      }
    default:
      return missingCase(entry);
  }
}
