import { askedAnswered } from './asking-outside.ts';
import { personAnswered, personRang } from './callback-attempt.ts';
import { isOutbound } from './callbacks.ts';
import type { Leg } from './leg.ts';
import { outsideAnswered, outsideRang } from './outside.ts';
import type { Work } from './work.ts';

/** What a leg's ringing and answer mean, by whose leg it is. */
export function legRinging(work: Work, leg: Leg): void {
  if (leg.party.role === 'outside') return outsideRang(work, leg);
  if (leg.party.role === 'asked') return;
  if (leg.party.role !== 'agent') return personRang(work, leg.callId);
  const { offerId } = leg.party;
  const isConsult = work.world.offers.get(offerId)?.consult === true;
  work.offer(offerId, { type: 'rang' });
  if (!isConsult) work.tell({ type: 'OfferRang', callId: leg.callId, offerId });
}

export function legUp(work: Work, leg: Leg): void {
  if (leg.party.role === 'agent') return work.offer(leg.party.offerId, { type: 'answered' });
  if (leg.party.role === 'outside') return outsideAnswered(work, leg, leg.party.entryId);
  if (leg.party.role === 'asked') return askedAnswered(work, leg);
  const call = work.callOf(leg.callId);
  if (call !== undefined && isOutbound(call)) return personAnswered(work, call);
  work.tell({ type: 'ResponderAnswered', callId: leg.callId });
  work.call(leg.callId, { type: 'answered' });
}
