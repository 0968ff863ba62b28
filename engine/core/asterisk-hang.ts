import { usualCallLimits } from './call-limits.ts';
import type { AsteriskResource, FromEngine } from './events.ts';
import type { CallId, Instant, LegId } from './ids.ts';
import type { Work } from './work.ts';

/**
 * A half-hung Asterisk: its socket lives, and a class of its resources does not answer. A phone that rang then could not
 * be bridged, so nobody is offered to an agent, and no new call is taken: whoever calls is left to Asterisk's own plan,
 * which answers, says the approved wait prompt, plays music and knocks again every few seconds. It needs nothing of what
 * hangs, loses nobody, and the ticket counts from the arrival. A node that stands beside others is set to refuse
 * instead (503, RFC 3261 §21.5.4), so that the trunk goes to one of them. Who waits or talks already stays.
 */
export type AsteriskHang = { readonly since: Instant; readonly resources: readonly AsteriskResource[] };

/** Q.850 cause 42, switching equipment congestion: 503 Service Unavailable. */
const congestion = 42;

/** Why a new call is not taken now; `hold`: it is left to Asterisk. */
export type Unwell = 'hold' | { readonly reason: 'asteriskHangs'; readonly cause: typeof congestion };

export function asteriskHealthChanged(work: Work, event: FromEngine & { type: 'AsteriskHealthChanged' }): void {
  const { world } = work;
  const { hanging } = event;
  world.asteriskHangs =
    hanging.length === 0 ? null : { since: world.asteriskHangs?.since ?? work.at, resources: hanging };
  work.dispatchWanted = world.asteriskHangs === null;
}

/** Null: new calls are taken. */
export function unwellFor(work: Work): Unwell | null {
  if (work.world.asteriskHangs === null) return null;
  const { whenAsteriskHangs = 'hold' } = work.configuration.edge ?? usualCallLimits;
  return whenAsteriskHangs === 'hold' ? 'hold' : { reason: 'asteriskHangs', cause: congestion };
}

export function holdOff(work: Work, callId: CallId, legId: LegId): void {
  work.world.heldOff.add(legId);
  work.do({ type: 'LeaveLegToPlan', callId, legId });
}

/** One who is not answered yet and was left to the plan comes again: now is the time, or it is not yet. */
export function cameBack(work: Work, callId: CallId, legId: LegId): void {
  const { world } = work;
  if (world.asteriskHangs !== null) return holdOff(work, callId, legId);
  world.heldOff.delete(legId);
  work.do({ type: 'AnswerLeg', callId, legId });
}
