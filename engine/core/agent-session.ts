import type { Refusal } from './commands.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { OfferResult } from './facts.ts';
import type { AgentId, AgentSessionId, CallId, Instant, OfferId } from './ids.ts';

/**
 * An agent from sign-in to sign-out.
 *
 *   signedOut ──signIn──► paused ◄──► ready ──offered──► offered ──answered──► talking ◄─► onHold
 *       ▲                   ▲           ▲                  │ noAnswer: paused     │ talkEnded
 *       └────signOut────────┴───────────┴──────────────────┴──── wrapUp ◄─────────┘
 *
 * signedOut  Not at work, or not yet.
 * paused     At work, takes no calls, for a stated reason. Sign-in begins here.
 * ready      Free since `since`; the longest idle is offered first.
 * offered    The phone rings for one caller.
 * talking    With a caller. `afterwards` is what was asked for meanwhile.
 * onHold     The caller hears music; otherwise as talking.
 * wrapUp     Work after the call, until finished or timed out.
 */
export type AgentSession = { readonly agentId: AgentId; readonly since: Instant } & (
  | { readonly state: 'signedOut' }
  | { readonly state: 'paused'; readonly sessionId: AgentSessionId; readonly reason: string }
  | { readonly state: 'ready'; readonly sessionId: AgentSessionId; readonly idleSince: Instant }
  | {
      readonly state: 'offered';
      readonly sessionId: AgentSessionId;
      readonly offerId: OfferId;
      readonly callId: CallId;
      readonly idleSince: Instant;
    }
  | {
      readonly state: 'talking' | 'onHold';
      readonly sessionId: AgentSessionId;
      readonly callId: CallId;
      readonly afterwards: Afterwards;
    }
  | {
      readonly state: 'wrapUp';
      readonly sessionId: AgentSessionId;
      readonly callId: CallId;
      readonly endsAt: Instant;
      readonly afterwards: Afterwards;
    }
);

/** What an agent wants to be once this call is done with. */
export type Afterwards =
  | { readonly state: 'ready' }
  | { readonly state: 'paused'; readonly reason: string }
  | { readonly state: 'signedOut' };

export type AgentSessionEvent =
  | { readonly type: 'signIn'; readonly sessionId: AgentSessionId }
  | { readonly type: 'becomeReady' }
  | { readonly type: 'pause'; readonly reason: string }
  | { readonly type: 'signOut' }
  | { readonly type: 'finishWrapUp' }
  | { readonly type: 'wrapUpTimedOut' }
  | { readonly type: 'offered'; readonly offerId: OfferId; readonly callId: CallId }
  | { readonly type: 'offerAnswered' }
  | { readonly type: 'offerFailed'; readonly result: OfferResult }
  /** The line lost the phone while it rang; the agent stays ready. */
  | { readonly type: 'offerLost' }
  | { readonly type: 'held' }
  | { readonly type: 'resumed' }
  | { readonly type: 'talkEnded'; readonly wrapUpSeconds: number };

export type AgentSessionFinding =
  | { readonly type: 'AgentMoved'; readonly from: AgentSession; readonly to: AgentSession }
  /** The agent went away while the phone rang. */
  | { readonly type: 'OfferWithdrawn'; readonly offerId: OfferId }
  | { readonly type: 'WrapUpBegan'; readonly session: AgentSession; readonly endsAt: Instant }
  | { readonly type: 'WrapUpOver'; readonly agentId: AgentId; readonly callId: CallId }
  | { readonly type: 'Refused'; readonly refusal: Refusal };

export const agentSessionStates = ['signedOut', 'paused', 'ready', 'offered', 'talking', 'onHold', 'wrapUp'] as const;

/** A sign-in is a pause until the agent says ready. */
export const reasonSignedIn = 'signedIn';
/** An offer that was not answered pauses the agent (R2.2). */
export const reasonNoAnswer = 'noAnswer';

export function stepAgentSession(
  session: AgentSession,
  at: Instant,
  event: AgentSessionEvent,
): Decision<AgentSession, AgentSessionFinding> {
  const { agentId } = session;
  const to = (next: AgentSession, ...more: AgentSessionFinding[]): Decision<AgentSession, AgentSessionFinding> =>
    move<AgentSession, AgentSessionFinding>(next, { type: 'AgentMoved', from: session, to: next }, ...more);
  const refuse = (refusal: Refusal): Decision<AgentSession, AgentSessionFinding> =>
    move<AgentSession, AgentSessionFinding>(session, { type: 'Refused', refusal });
  const become = (sessionId: AgentSessionId, wanted: Afterwards): AgentSession => {
    switch (wanted.state) {
      case 'ready':
        return { agentId, since: at, state: 'ready', sessionId, idleSince: at };
      case 'paused':
        return { agentId, since: at, state: 'paused', sessionId, reason: wanted.reason };
      case 'signedOut':
        return { agentId, since: at, state: 'signedOut' };
      default:
        return missingCase(wanted);
    }
  };

  switch (session.state) {
    case 'signedOut':
      switch (event.type) {
        case 'signIn':
          return to(become(event.sessionId, { state: 'paused', reason: reasonSignedIn }));
        case 'becomeReady':
        case 'pause':
        case 'signOut':
          return refuse('notSignedIn');
        case 'finishWrapUp':
          return refuse('notInWrapUp');
        case 'wrapUpTimedOut':
          return ignore('signed out in wrap-up');
        case 'offered':
        case 'offerAnswered':
        case 'held':
        case 'resumed':
        case 'talkEnded':
          return unexpected;
        case 'offerFailed':
        case 'offerLost':
          return ignore('the withdrawn offer');
        default:
          return missingCase(event);
      }
    case 'paused':
    case 'ready':
      switch (event.type) {
        case 'signIn':
          return refuse('alreadySignedIn');
        case 'becomeReady':
          if (session.state === 'ready') return ignore('ready already, and idle since then');
          return to(become(session.sessionId, { state: 'ready' }));
        case 'pause':
          if (session.state === 'paused' && session.reason === event.reason) return ignore('paused for that already');
          return to(become(session.sessionId, { state: 'paused', reason: event.reason }));
        case 'signOut':
          return to(become(session.sessionId, { state: 'signedOut' }));
        case 'finishWrapUp':
          return refuse('notInWrapUp');
        case 'wrapUpTimedOut':
          return ignore('finished just before');
        case 'offered': {
          if (session.state === 'paused') return unexpected;
          const { sessionId, idleSince } = session;
          return to({
            agentId,
            since: at,
            state: 'offered',
            sessionId,
            offerId: event.offerId,
            callId: event.callId,
            idleSince,
          });
        }
        case 'offerFailed':
        case 'offerLost':
          return ignore('the withdrawn offer');
        case 'offerAnswered':
        case 'held':
        case 'resumed':
        case 'talkEnded':
          return unexpected;
        default:
          return missingCase(event);
      }
    case 'offered': {
      const { sessionId, offerId } = session;
      switch (event.type) {
        case 'signIn':
          return refuse('alreadySignedIn');
        case 'becomeReady':
          return ignore('ready, that is why it rings');
        case 'pause':
          return to(become(sessionId, { state: 'paused', reason: event.reason }), { type: 'OfferWithdrawn', offerId });
        case 'signOut':
          return to(become(sessionId, { state: 'signedOut' }), { type: 'OfferWithdrawn', offerId });
        case 'finishWrapUp':
          return refuse('notInWrapUp');
        case 'wrapUpTimedOut':
          return ignore('finished just before');
        case 'offered':
        case 'held':
        case 'resumed':
        case 'talkEnded':
          return unexpected;
        case 'offerAnswered':
          return to({
            agentId,
            since: at,
            state: 'talking',
            sessionId,
            callId: session.callId,
            afterwards: { state: 'ready' },
          });
        case 'offerLost':
          return to({ agentId, since: at, state: 'ready', sessionId, idleSince: session.idleSince });
        case 'offerFailed':
          switch (event.result) {
            case 'callerLeft':
            case 'answeredElsewhere':
              return to({ agentId, since: at, state: 'ready', sessionId, idleSince: session.idleSince });
            case 'noAnswer':
            case 'busy':
            case 'rejected':
            case 'unreachable':
            case 'failed':
              return to(become(sessionId, { state: 'paused', reason: event.result }));
            case 'agentLeft':
            case 'answered':
              return unexpected;
            default:
              return missingCase(event.result);
          }
        default:
          return missingCase(event);
      }
    }
    case 'talking':
    case 'onHold':
      switch (event.type) {
        case 'held':
          if (session.state === 'onHold') return ignore('on hold already');
          return to({ ...session, since: at, state: 'onHold' });
        case 'resumed':
          if (session.state === 'talking') return ignore('talking already');
          return to({ ...session, since: at, state: 'talking' });
        case 'signIn':
          return refuse('alreadySignedIn');
        case 'becomeReady':
          return move<AgentSession, AgentSessionFinding>({ ...session, afterwards: { state: 'ready' } });
        case 'pause':
          return move<AgentSession, AgentSessionFinding>({
            ...session,
            afterwards: { state: 'paused', reason: event.reason },
          });
        case 'signOut':
          return move<AgentSession, AgentSessionFinding>({ ...session, afterwards: { state: 'signedOut' } });
        case 'finishWrapUp':
          return refuse('notInWrapUp');
        case 'wrapUpTimedOut':
        case 'offered':
        case 'offerAnswered':
          return unexpected;
        case 'offerFailed':
        case 'offerLost':
          return ignore('the offer was answered');
        case 'talkEnded': {
          const { sessionId, callId, afterwards } = session;
          const over: AgentSessionFinding = { type: 'WrapUpOver', agentId, callId };
          if (event.wrapUpSeconds === 0) return to(become(sessionId, afterwards), over);
          const endsAt = (at + event.wrapUpSeconds * 1000) as Instant;
          const next: AgentSession = { agentId, since: at, state: 'wrapUp', sessionId, callId, endsAt, afterwards };
          return to(next, { type: 'WrapUpBegan', session: next, endsAt });
        }
        default:
          return missingCase(event);
      }
    case 'wrapUp': {
      const { sessionId, callId } = session;
      const over: AgentSessionFinding = { type: 'WrapUpOver', agentId, callId };
      switch (event.type) {
        case 'signIn':
          return refuse('alreadySignedIn');
        case 'becomeReady':
          // Who wished to leave first takes that back; who is ready has finished.
          if (session.afterwards.state === 'ready') return to(become(sessionId, { state: 'ready' }), over);
          return move<AgentSession, AgentSessionFinding>({ ...session, afterwards: { state: 'ready' } });
        case 'pause':
          return move<AgentSession, AgentSessionFinding>({
            ...session,
            afterwards: { state: 'paused', reason: event.reason },
          });
        case 'signOut':
          return move<AgentSession, AgentSessionFinding>({ ...session, afterwards: { state: 'signedOut' } });
        case 'finishWrapUp':
        case 'wrapUpTimedOut':
          return to(become(sessionId, session.afterwards), over);
        case 'offered':
        case 'offerAnswered':
        case 'held':
        case 'resumed':
        case 'talkEnded':
          return unexpected;
        case 'offerFailed':
        case 'offerLost':
          return ignore('an older offer');
        default:
          return missingCase(event);
      }
    }
    default:
      return missingCase(session);
  }
}
