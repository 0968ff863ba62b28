import { choosePair, type Pair } from './distribution.ts';
import type { AgentId, LegId, OfferId, QueueEntryId, TimerId } from './ids.ts';
import { later } from './ids.ts';
import { countOffer } from './tally.ts';
import { timerId } from './timers.ts';
import type { Work } from './work.ts';

/** Rings phones until no free agent stands beside a waiting caller whom that agent can serve. */
export function dispatch(work: Work): void {
  if (!work.world.asteriskConnected || work.world.asteriskHangs !== null) return;
  for (let pair = choosePair(work.world); pair !== null; pair = choosePair(work.world)) offer(work, pair);
}

function offer(work: Work, { entryId, agentId }: Pair, directed = false): void {
  const entry = work.world.entries.get(entryId);
  const agent = work.agentConfiguration(agentId);
  const call = entry && work.callOf(entry.callId);
  const queue = entry && work.queueOf(entry.queueId);
  if (entry === undefined || agent === undefined || call === undefined || queue === undefined) {
    throw new Error(`The chosen pair ${entryId}, ${agentId} is not there.`);
  }
  const { callId } = entry;
  const offerCount = call.offerCount + 1;
  const offerId = `${callId}-o${offerCount}` as OfferId;
  const legId = `${offerId}-leg` as LegId;
  work.amendCall(callId, { offerCount });
  work.world.offers.set(offerId, {
    state: 'made',
    offerId,
    callId,
    entryId,
    agentId,
    phone: agent.phone,
    legId,
    madeAt: work.at,
  });
  work.world.legs.set(legId, {
    state: 'dialling',
    legId,
    callId,
    startedAt: work.at,
    party: { role: 'agent', offerId },
  });
  work.world.legsOfCall.get(callId)?.push(legId);
  work.entry(entryId, { type: 'offered', offerId });
  work.agent(agentId, { type: 'offered', offerId, callId });
  countOffer(work, agentId);
  const asked = directed ? ({ directed: true } as const) : {};
  work.tell({ type: 'OfferMade', callId, offerId, entryId, agentId, phone: agent.phone, ...asked });
  work.do({
    type: 'RingPhone',
    callId,
    legId,
    offerId,
    phone: agent.phone,
    callerNumber: call.cdr.callerNumber,
    ringSeconds: queue.ringSeconds,
  });
  work.startTimer(ringTimer(offerId), later(work.at, queue.ringSeconds * 1000));
}

/** Rings this agent for this caller, because another agent said so; who it is must be free. */
export function offerTo(work: Work, entryId: QueueEntryId, agentId: AgentId): void {
  offer(work, { entryId, agentId }, true);
}

export function ringTimer(offerId: OfferId): TimerId {
  return timerId({ purpose: 'ring', id: offerId });
}
