import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { OfferResult } from './facts.ts';
import type { AgentId, BridgeId, CallId, ContactId, Instant, LegId, OfferId, PhoneUser, PlaybackId } from './ids.ts';

/**
 * A colleague, or somebody at a number outside, whom the agent of a talk asks (R2.6).
 *
 *   ringing ──answered──► asking ◄──toggled──► parked
 *      │                    └──joined──► joined ◄──joined──┘
 *      └──ringFailed──► over ◄── released, completed, gone, callEnded
 *
 * ringing  The phone of who is asked rings; the caller hears music.
 * asking   The agent and who is asked talk; the caller hears music.
 * parked   Agent and caller talk; who is asked hears music.
 * joined   All three talk.
 * over     Who was asked is gone, or has the caller now.
 */
export type Consult = ConsultFacts &
  (
    | { readonly state: 'ringing' | 'asking' | 'joined' }
    /** Where who is asked hears music. */
    | { readonly state: 'parked'; readonly bridgeId: BridgeId }
    | { readonly state: 'over'; readonly result: ConsultResult }
  );

export type ConsultFacts = {
  readonly callId: CallId;
  /** Who asks. */
  readonly by: AgentId;
  /** Names the ring: of a colleague's phone, an offer outside of the queue, or of the number outside. */
  readonly offerId: OfferId;
  readonly legId: LegId;
  /** The ringing tone that the agent hears; absent in what a version before began: the last thing that was said. */
  readonly tone?: PlaybackId;
  readonly startedAt: Instant;
  /** How often who is asked was parked, so that each bridge has a name of its own. */
  readonly parkedCount: number;
} & Asked;

export type Asked = AskedColleague | AskedOutside;

export type AskedColleague = { readonly agentId: AgentId; readonly phone: PhoneUser };

/** A number of the directory, as in a transfer to it: no other is dialled (R9.4). */
export type AskedOutside = { readonly contactId: ContactId };

/** All three talk, and one of them is no agent of the line: the caller did not agree to that being kept (outside.ts). */
export function hasOutsider(consult: Consult | undefined): boolean {
  return consult !== undefined && 'contactId' in consult && consult.state === 'joined';
}

/** How it came out: who was asked took the caller, was released, hung up, never answered; or the call ended first. */
export type ConsultResult = 'completed' | 'released' | 'left' | 'callEnded' | Exclude<OfferResult, 'answered'>;

export type ConsultEvent =
  | { readonly type: 'answered' }
  | { readonly type: 'ringFailed'; readonly result: Exclude<OfferResult, 'answered'> }
  | { readonly type: 'toggled' }
  | { readonly type: 'joined' }
  /** The agent goes; who was asked has the caller. */
  | { readonly type: 'completed' }
  /** The agent goes back to the caller alone. */
  | { readonly type: 'released' }
  /** The leg of who is asked ended. */
  | { readonly type: 'gone' }
  | { readonly type: 'callEnded' };

export type ConsultFinding =
  | { readonly type: 'ConsultMoved'; readonly from: Consult; readonly to: Consult }
  | { readonly type: 'ConsultOver'; readonly before: Consult; readonly result: ConsultResult };

export const consultStates = ['ringing', 'asking', 'joined', 'parked', 'over'] as const;

export function stepConsult(consult: Consult, event: ConsultEvent): Decision<Consult, ConsultFinding> {
  const { parkedCount, offerId } = consult;
  const facts = factsOf(consult);
  const to = (next: Consult): Decision<Consult, ConsultFinding> =>
    move<Consult, ConsultFinding>(next, { type: 'ConsultMoved', from: consult, to: next });
  const over = (result: ConsultResult): Decision<Consult, ConsultFinding> =>
    move<Consult, ConsultFinding>(
      { ...facts, state: 'over', result },
      { type: 'ConsultOver', before: consult, result },
    );

  switch (consult.state) {
    case 'ringing':
      switch (event.type) {
        case 'answered':
          return to({ ...facts, state: 'asking' });
        case 'ringFailed':
          return over(event.result);
        case 'completed':
        case 'released':
        case 'callEnded':
          return over(event.type);
        case 'gone':
          return ignore('the ring’s own end tells');
        case 'toggled':
        case 'joined':
          return unexpected;
        default:
          return missingCase(event);
      }
    case 'asking':
    case 'parked':
    case 'joined':
      switch (event.type) {
        case 'toggled':
          if (consult.state === 'joined') return ignore('all three talk');
          if (consult.state === 'parked') return to({ ...facts, state: 'asking' });
          return to({
            ...facts,
            parkedCount: parkedCount + 1,
            state: 'parked',
            bridgeId: `talk-${offerId}-w${parkedCount + 1}` as BridgeId,
          });
        case 'joined':
          return consult.state === 'joined' ? ignore('all three talk already') : to({ ...facts, state: 'joined' });
        case 'completed':
        case 'released':
        case 'callEnded':
          return over(event.type);
        case 'gone':
          return over('left');
        case 'answered':
          return ignore('answered before');
        case 'ringFailed':
          return ignore('the ring was answered');
        default:
          return missingCase(event);
      }
    case 'over':
      switch (event.type) {
        case 'answered':
        case 'ringFailed':
        case 'gone':
          return ignore('late news of who is gone');
        case 'toggled':
        case 'joined':
        case 'completed':
        case 'released':
        case 'callEnded':
          return ignore('it was over before');
        default:
          return missingCase(event);
      }
    default:
      return missingCase(consult);
  }
}

/** The part that every state has. */
function factsOf(consult: Consult): ConsultFacts {
  const { callId, by, offerId, legId, tone, startedAt, parkedCount } = consult;
  const facts = { callId, by, offerId, legId, startedAt, parkedCount, ...(tone === undefined ? {} : { tone }) };
  if ('contactId' in consult) return { ...facts, contactId: consult.contactId };
  return { ...facts, agentId: consult.agentId, phone: consult.phone };
}
