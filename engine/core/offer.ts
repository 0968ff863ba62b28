import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { OfferResult } from './facts.ts';
import { offerResultOf } from './hang-up-cause.ts';
import type { AgentId, CallId, Instant, LegId, OfferId, PhoneUser, QueueEntryId } from './ids.ts';
import type { LegEnder } from './leg.ts';

/**
 * One ring of one agent for one queue entry.
 *
 *   made ──rang──► ringing ──answered──► answered
 *     └──answered / legGone / ringTimedOut / callerLeft / agentLeft──► answered or ended
 *
 * made      The phone was asked; nothing was heard of it yet.
 * ringing   The phone rings.
 * answered  A human is there. The offer has done its work.
 * ended     It came to nothing, with its one result.
 */
export type Offer = OfferFacts &
  (
    | { readonly state: 'made' }
    | { readonly state: 'ringing'; readonly rangAt: Instant }
    | { readonly state: 'answered'; readonly answeredAt: Instant }
    | { readonly state: 'ended'; readonly endedAt: Instant; readonly result: OfferResult }
  );

export type OfferFacts = {
  readonly offerId: OfferId;
  readonly callId: CallId;
  readonly entryId: QueueEntryId;
  readonly agentId: AgentId;
  readonly phone: PhoneUser;
  readonly legId: LegId;
  readonly madeAt: Instant;
  /** The agent is asked by a colleague who has the caller, and not given the caller (consult.ts). */
  readonly consult?: true;
};

export type OfferEvent =
  | { readonly type: 'rang' }
  | { readonly type: 'answered' }
  /** The phone's leg is gone; `by` us when we hung it up, by the line when Asterisk lost it. */
  | { readonly type: 'legGone'; readonly by: LegEnder; readonly cause: number }
  | { readonly type: 'ringTimedOut' }
  | { readonly type: 'callerLeft' }
  | { readonly type: 'agentLeft' }
  /** Of all phones that rang, another one was quicker. */
  | { readonly type: 'answeredElsewhere' }
  /** Asterisk could not ring the phone: there is no contact for it. */
  | { readonly type: 'refused' };

export type OfferFinding =
  | { readonly type: 'OfferAnswered'; readonly offer: Offer }
  | {
      readonly type: 'OfferFailed';
      readonly offer: Offer;
      readonly result: OfferResult;
      readonly cause: number | null;
      /** The line lost it; neither the phone nor the agent is to blame. */
      readonly lost: boolean;
    };

export const offerStates = ['made', 'ringing', 'answered', 'ended'] as const;

export function stepOffer(offer: Offer, at: Instant, event: OfferEvent): Decision<Offer, OfferFinding> {
  const { offerId, callId, entryId, agentId, phone, legId, madeAt, consult } = offer;
  const facts: OfferFacts = {
    offerId,
    callId,
    entryId,
    agentId,
    phone,
    legId,
    madeAt,
    ...(consult === true ? { consult } : {}),
  };
  const end = (result: OfferResult, cause: number | null = null, lost = false): Decision<Offer, OfferFinding> => {
    const next: Offer = { ...facts, state: 'ended', endedAt: at, result };
    return move<Offer, OfferFinding>(next, { type: 'OfferFailed', offer: next, result, cause, lost });
  };

  switch (offer.state) {
    case 'made':
    case 'ringing':
      switch (event.type) {
        case 'rang':
          if (offer.state === 'ringing') return ignore('it rings already');
          return move<Offer, OfferFinding>({ ...facts, state: 'ringing', rangAt: at });
        case 'answered': {
          const next: Offer = { ...facts, state: 'answered', answeredAt: at };
          return move<Offer, OfferFinding>(next, { type: 'OfferAnswered', offer: next });
        }
        case 'legGone':
          if (event.by === 'line') return end('failed', event.cause, true);
          return end(offerResultOf(event.cause), event.cause);
        case 'ringTimedOut':
          return end('noAnswer');
        case 'callerLeft':
          return end('callerLeft');
        case 'agentLeft':
          return end('agentLeft');
        case 'answeredElsewhere':
          return end('answeredElsewhere');
        case 'refused':
          return end('unreachable');
        default:
          return missingCase(event);
      }
    case 'answered':
      switch (event.type) {
        case 'rang':
          return ignore('late ring after the answer');
        case 'answered':
          return ignore('answered already');
        case 'legGone':
        case 'callerLeft':
          return ignore('the talk ends, not the offer');
        case 'ringTimedOut':
          return ignore('the ring timer fired as the agent answered');
        case 'agentLeft':
        case 'answeredElsewhere':
        case 'refused':
          return unexpected;
        default:
          return missingCase(event);
      }
    case 'ended':
      switch (event.type) {
        case 'rang':
          return ignore('late ring after the offer ended');
        case 'answered':
          return ignore('late answer after the offer ended');
        case 'legGone':
          return ignore('the leg of an ended offer is gone');
        case 'ringTimedOut':
        case 'callerLeft':
        case 'agentLeft':
        case 'answeredElsewhere':
        case 'refused':
          return ignore('the offer ended before');
        default:
          return missingCase(event);
      }
    default:
      return missingCase(offer);
  }
}
