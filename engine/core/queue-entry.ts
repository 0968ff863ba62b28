import type { Language } from '../../prompts/language.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { EntryLoss, OutsideResult } from './facts.ts';
import type { CallId, ContactId, Instant, LegId, OfferId, PlaybackId, QueueEntryId, QueueId, Skill } from './ids.ts';
import type { EntryOverflow } from './overflow.ts';

/**
 * One stay of one caller in one queue.
 *
 *   waiting ◄──offerFailed── offered ──answered──► answered ◄──outsideAnswered── ringingOutside
 *      └──offered──► ▲           └──callerLeft──► left ◄── waiting, ringingOutside
 *      └──dialledOutside──► ringingOutside ──outsideFailed──► waiting
 *
 * waiting   Nobody is being rung for this caller.
 * offered   One agent is being rung, or with ring all several at once; the place in the queue stays.
 * ringingOutside  A number outside rings for this caller, whom no agent is offered meanwhile; the place stays.
 * answered  A human answered: the wait is over.
 * left      The caller went, or the line failed.
 */
export type QueueEntry = QueueEntryFacts &
  (
    | { readonly state: 'waiting' }
    | { readonly state: 'offered'; readonly offerIds: readonly OfferId[] }
    | { readonly state: 'ringingOutside'; readonly outside: OutsideRing }
    | { readonly state: 'answered'; readonly answeredAt: Instant }
    | { readonly state: 'left'; readonly leftAt: Instant; readonly reason: EntryLoss }
  );

/** One ring of a number outside; the caller hears the tone `playbackId`. */
export type OutsideRing = { readonly legId: LegId; readonly contactId: ContactId; readonly playbackId: PlaybackId };

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
  | { readonly type: 'dialledOutside'; readonly outside: OutsideRing }
  | { readonly type: 'outsideAnswered'; readonly legId: LegId }
  | {
      readonly type: 'outsideFailed';
      readonly legId: LegId;
      readonly result: OutsideResult;
      readonly cause: number | null;
    }
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
  | { readonly type: 'EntryPutThrough'; readonly entry: QueueEntry; readonly outside: OutsideRing }
  | {
      readonly type: 'OutsideFailed';
      readonly entry: QueueEntry;
      readonly outside: OutsideRing;
      readonly result: OutsideResult;
      readonly cause: number | null;
    }
  /** `ringing` are the offers that must be withdrawn, `outside` the number that rings. */
  | {
      readonly type: 'EntryLost';
      readonly entry: QueueEntry;
      readonly reason: EntryLoss;
      readonly ringing: readonly OfferId[];
      readonly outside: OutsideRing | null;
    };

export const queueEntryStates = ['waiting', 'offered', 'ringingOutside', 'answered', 'left'] as const;

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
  const leave = (
    reason: EntryLoss,
    ringing: readonly OfferId[],
    outside: OutsideRing | null = null,
  ): Decision<QueueEntry, QueueEntryFinding> => {
    const next: QueueEntry = { ...facts, state: 'left', leftAt: at, reason };
    return move<QueueEntry, QueueEntryFinding>(next, { type: 'EntryLost', entry: next, reason, ringing, outside });
  };

  switch (entry.state) {
    case 'waiting':
      switch (event.type) {
        case 'offered':
          return move<QueueEntry, QueueEntryFinding>({ ...facts, state: 'offered', offerIds: [event.offerId] });
        case 'offerFailed':
          return ignore('an older offer');
        case 'dialledOutside':
          return move<QueueEntry, QueueEntryFinding>({ ...facts, state: 'ringingOutside', outside: event.outside });
        case 'outsideFailed':
          return ignore('an older ring');
        case 'answered':
        case 'outsideAnswered':
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
        case 'outsideFailed':
          return ignore('an older ring');
        case 'dialledOutside':
        case 'outsideAnswered':
          return unexpected;
        case 'callerLeft':
          return leave(event.reason ?? 'abandoned', entry.offerIds);
        case 'failed':
          return leave('failed', entry.offerIds);
        default:
          return missingCase(event);
      }
    }
    case 'ringingOutside': {
      const { outside } = entry;
      switch (event.type) {
        case 'outsideAnswered': {
          if (event.legId !== outside.legId) return unexpected;
          const next: QueueEntry = { ...facts, state: 'answered', answeredAt: at };
          return move<QueueEntry, QueueEntryFinding>(next, { type: 'EntryPutThrough', entry: next, outside });
        }
        case 'outsideFailed': {
          if (event.legId !== outside.legId) return ignore('an older ring');
          const { result, cause } = event;
          const next: QueueEntry = { ...facts, state: 'waiting' };
          return move<QueueEntry, QueueEntryFinding>(
            next,
            { type: 'OutsideFailed', entry: next, outside, result, cause },
            { type: 'EntryWaitsAgain', entry: next },
          );
        }
        case 'callerLeft':
          return leave(event.reason ?? 'abandoned', [], outside);
        case 'failed':
          return leave('failed', [], outside);
        case 'offerFailed':
          return ignore('an older offer');
        case 'offered':
        case 'answered':
        case 'dialledOutside':
          return unexpected;
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
        case 'outsideFailed':
          return ignore('an older ring');
        case 'offered':
        case 'answered':
        case 'dialledOutside':
        case 'outsideAnswered':
          return unexpected;
        default:
          return missingCase(event);
      }
    case 'left':
      switch (event.type) {
        case 'offerFailed':
        case 'outsideFailed':
          return ignore('the withdrawn offer');
        case 'callerLeft':
        case 'failed':
          return ignore('it left before');
        case 'offered':
        case 'answered':
        case 'dialledOutside':
        case 'outsideAnswered':
          return unexpected;
        default:
          return missingCase(event);
      }
    default:
      return missingCase(entry);
  }
}
