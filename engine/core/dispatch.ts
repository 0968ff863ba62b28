import type { Call } from './call.ts';
import { choosePair, type Pair } from './distribution.ts';
import type { AgentId, LegId, OfferId, PhoneUser, PlaybackId, QueueEntryId, TimerId } from './ids.ts';
import { later } from './ids.ts';
import { startSpeech } from './speech.ts';
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
  const { phone } = agent;
  const { offerId, legId } = nextRing(work, call);
  work.world.offers.set(offerId, {
    state: 'made',
    offerId,
    callId,
    entryId,
    agentId,
    phone,
    legId,
    madeAt: work.at,
  });
  work.entry(entryId, { type: 'offered', offerId });
  work.agent(agentId, { type: 'offered', offerId, callId });
  countOffer(work, agentId);
  const asked = directed ? ({ directed: true } as const) : {};
  work.tell({ type: 'OfferMade', callId, offerId, entryId, agentId, phone, ...asked });
  ringPhone(work, call, { offerId, legId, phone }, queue.ringSeconds, null);
}

/** Rings this agent for this caller, because another agent said so; who it is must be free. */
export function offerTo(work: Work, entryId: QueueEntryId, agentId: AgentId): void {
  offer(work, { entryId, agentId }, true);
}

type Ring = { readonly offerId: OfferId; readonly legId: LegId; readonly phone: PhoneUser };

/** How long a colleague's phone rings when the queue that would say so is no longer there. */
const usualRingSeconds = 20;

/** Rings a colleague whom the agent of this talk asks; the agent hears the ringing tone. */
export function ringForConsult(
  work: Work,
  call: Call & { state: 'talking' },
  agentId: AgentId,
): Ring & { readonly agentId: AgentId; readonly tone: PlaybackId } {
  const agent = work.agentConfiguration(agentId);
  if (agent === undefined) throw new Error(`The agent ${agentId} to be asked is not there.`);
  const { callId, entryId, agentLegId } = call;
  const { phone } = agent;
  const { offerId, legId } = nextRing(work, call);
  work.world.offers.set(offerId, {
    state: 'made',
    offerId,
    callId,
    entryId,
    agentId,
    phone,
    legId,
    madeAt: work.at,
    consult: true,
  });
  work.agent(agentId, { type: 'offered', offerId, callId });
  const entry = work.world.entries.get(entryId);
  const ringSeconds = (entry && work.queueOf(entry.queueId)?.ringSeconds) ?? usualRingSeconds;
  const { playbackId } = startSpeech(work, callId, []);
  ringPhone(work, call, { offerId, legId, phone }, ringSeconds, { legId: agentLegId, playbackId });
  return { agentId, phone, offerId, legId, tone: playbackId };
}

/** The phone that rings for a colleague's question rings on for the caller, who stands in the queue now. */
export function adoptRing(work: Work, offerId: OfferId, entryId: QueueEntryId): void {
  const offer = work.world.offers.get(offerId);
  if (offer === undefined) return;
  const { consult: _, ...own } = offer;
  work.world.offers.set(offerId, { ...own, entryId });
  const { callId, agentId, phone } = offer;
  work.entry(entryId, { type: 'offered', offerId });
  countOffer(work, agentId);
  work.tell({ type: 'OfferMade', callId, offerId, entryId, agentId, phone, directed: true });
  if (offer.state === 'ringing') work.tell({ type: 'OfferRang', callId, offerId });
}

/** Names of a call's next ring; they were never used. */
export function nextRing(work: Work, { callId, offerCount }: Call): Pick<Ring, 'offerId' | 'legId'> {
  work.amendCall(callId, { offerCount: offerCount + 1 });
  const offerId = `${callId}-o${offerCount + 1}` as OfferId;
  return { offerId, legId: `${offerId}-leg` as LegId };
}

function ringPhone(
  work: Work,
  { callId, cdr }: Call,
  { offerId, legId, phone }: Ring,
  ringSeconds: number,
  heardBy: { readonly legId: LegId; readonly playbackId: PlaybackId } | null,
): void {
  const party = { role: 'agent', offerId } as const;
  work.world.legs.set(legId, { state: 'dialling', legId, callId, startedAt: work.at, party });
  work.world.legsOfCall.get(callId)?.push(legId);
  const { callerNumber } = cdr;
  const tone = heardBy === null ? {} : { heardBy };
  work.do({ type: 'RingPhone', callId, legId, offerId, phone, callerNumber, ringSeconds, ...tone });
  work.startTimer(ringTimer(offerId), later(work.at, ringSeconds * 1000));
}

export function ringTimer(offerId: OfferId): TimerId {
  return timerId({ purpose: 'ring', id: offerId });
}
