import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { BridgeId, CallId, Instant, LegId, OfferId, QueueEntryId } from './ids.ts';

/**
 * One party's line as we see it.
 *
 *   arriving ──answered──► up ──hungUp──► leaving ──ended──► ended
 *   dialling ─rang─► ringing ─answered─► up                    ▲
 *      └────────────────┴───────── askedToEnd ──► closing ─────┘
 *
 * arriving  It came to us and we have not answered yet.
 * dialling  We asked a phone; it has not rung yet.
 * ringing   The phone rings.
 * up        Audio flows; `bridgeId` is where it is heard.
 * leaving   The far side asked for the end.
 * closing   We asked for the end.
 * ended     Gone. Whatever comes later is an echo.
 */
export type Leg = LegFacts &
  (
    | { readonly state: 'arriving' }
    | { readonly state: 'dialling' }
    | { readonly state: 'ringing'; readonly ringingAt: Instant }
    | { readonly state: 'up'; readonly answeredAt: Instant; readonly bridgeId: BridgeId | null }
    | { readonly state: 'leaving'; readonly hungUpAt: Instant }
    | { readonly state: 'closing'; readonly askedAt: Instant }
    | { readonly state: 'ended'; readonly endedAt: Instant }
  );

export type LegFacts = {
  readonly legId: LegId;
  readonly callId: CallId;
  readonly startedAt: Instant;
  readonly party: LegParty;
};

/**
 * `outside`: a number of the directory, dialled for who waits in this entry. `asked`: one whom the agent of the call asks
 * (consulting.ts); who then has the caller is `outside` from there on.
 */
export type LegParty =
  | { readonly role: 'caller' }
  | { readonly role: 'agent'; readonly offerId: OfferId }
  | { readonly role: 'outside'; readonly entryId: QueueEntryId }
  | { readonly role: 'asked' };

export type LegEvent =
  | { readonly type: 'rang' }
  | { readonly type: 'answered' }
  | { readonly type: 'bridged'; readonly bridgeId: BridgeId }
  | { readonly type: 'hungUp' }
  | { readonly type: 'askedToEnd' }
  | { readonly type: 'ended'; readonly cause: number }
  /** Asterisk has it no longer, and nobody put it down. */
  | { readonly type: 'lost'; readonly cause: number };

export type LegFinding =
  | { readonly type: 'LegRinging'; readonly leg: Leg }
  | { readonly type: 'LegUp'; readonly leg: Leg }
  /** `by` is the side that asked for the end first; the line when no side did. */
  | { readonly type: 'LegGone'; readonly leg: Leg; readonly by: LegEnder; readonly cause: number };

export type LegEnder = 'far' | 'us' | 'line';

export const legStates = ['arriving', 'dialling', 'ringing', 'up', 'leaving', 'closing', 'ended'] as const;

export function stepLeg(leg: Leg, at: Instant, event: LegEvent): Decision<Leg, LegFinding> {
  const { legId, callId, startedAt, party } = leg;
  const facts: LegFacts = { legId, callId, startedAt, party };
  const ended = (by: LegEnder, cause: number): Decision<Leg, LegFinding> => {
    const next: Leg = { ...facts, state: 'ended', endedAt: at };
    return move<Leg, LegFinding>(next, { type: 'LegGone', leg: next, by, cause });
  };
  const up = (): Decision<Leg, LegFinding> => {
    const next: Leg = { ...facts, state: 'up', answeredAt: at, bridgeId: null };
    return move<Leg, LegFinding>(next, { type: 'LegUp', leg: next });
  };
  const closing = (): Decision<Leg, LegFinding> => move<Leg, LegFinding>({ ...facts, state: 'closing', askedAt: at });
  const leaving = (): Decision<Leg, LegFinding> => move<Leg, LegFinding>({ ...facts, state: 'leaving', hungUpAt: at });

  switch (leg.state) {
    case 'arriving':
      switch (event.type) {
        case 'rang':
          return ignore('a leg that came to us rings nowhere');
        case 'answered':
          return up();
        case 'bridged':
          return unexpected;
        case 'hungUp':
          return leaving();
        case 'askedToEnd':
          return closing();
        case 'ended':
          return ended('far', event.cause);
        case 'lost':
          return ended('line', event.cause);
        default:
          return missingCase(event);
      }
    case 'dialling':
    case 'ringing':
      switch (event.type) {
        case 'rang': {
          if (leg.state === 'ringing') return ignore('it rings already');
          const next: Leg = { ...facts, state: 'ringing', ringingAt: at };
          return move<Leg, LegFinding>(next, { type: 'LegRinging', leg: next });
        }
        case 'answered':
          return up();
        case 'bridged':
          return unexpected;
        case 'hungUp':
          return leaving();
        case 'askedToEnd':
          return closing();
        case 'ended':
          return ended('far', event.cause);
        case 'lost':
          return ended('line', event.cause);
        default:
          return missingCase(event);
      }
    case 'up':
      switch (event.type) {
        case 'rang':
          return ignore('late ring after the answer');
        case 'answered':
          return ignore('answered already');
        case 'bridged':
          return move<Leg, LegFinding>({ ...leg, bridgeId: event.bridgeId });
        case 'hungUp':
          return leaving();
        case 'askedToEnd':
          return closing();
        case 'ended':
          return ended('far', event.cause);
        case 'lost':
          return ended('line', event.cause);
        default:
          return missingCase(event);
      }
    case 'leaving':
      switch (event.type) {
        case 'rang':
        case 'answered':
          return ignore('late progress while the far side hangs up');
        case 'bridged':
          return ignore('bridged as it left');
        case 'hungUp':
          return ignore('it said so already');
        case 'askedToEnd':
          return ignore('it is ending by itself');
        case 'ended':
        case 'lost':
          return ended('far', event.cause);
        default:
          return missingCase(event);
      }
    case 'closing':
      switch (event.type) {
        case 'rang':
          return ignore('late ring after we hung up');
        case 'answered':
          return ignore('late answer after we hung up');
        case 'bridged':
          return ignore('bridged as we hung up');
        case 'hungUp':
          return ignore('both sides hang up; we were first');
        case 'askedToEnd':
          return ignore('asked already');
        case 'ended':
        case 'lost':
          return ended('us', event.cause);
        default:
          return missingCase(event);
      }
    case 'ended':
      switch (event.type) {
        case 'rang':
        case 'answered':
        case 'bridged':
        case 'hungUp':
          return ignore('an echo of a leg that is gone');
        case 'askedToEnd':
          return ignore('it is gone already');
        case 'ended':
        case 'lost':
          return ignore('it ended before');
        default:
          return missingCase(event);
      }
    default:
      return missingCase(leg);
  }
}

/** Is there still something on the line that could hear or be hung up? */
export function isAlive(leg: Leg): boolean {
  switch (leg.state) {
    case 'arriving':
    case 'dialling':
    case 'ringing':
    case 'up':
      return true;
    case 'leaving':
    case 'closing':
    case 'ended':
      return false;
    default:
      return missingCase(leg);
  }
}
