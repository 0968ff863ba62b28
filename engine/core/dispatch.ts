import type { AgentConfiguration } from './configuration.ts';
import type { AgentId, LegId, OfferId, QueueEntryId, TimerId } from './ids.ts';
import { later } from './ids.ts';
import type { QueueEntry } from './queue-entry.ts';
import { timerId } from './timers.ts';
import type { Work } from './work.ts';
import type { World } from './world.ts';

/** The next caller and the agent to ring for them. */
export type Pair = { readonly entryId: QueueEntryId; readonly agentId: AgentId };

export function canServe(agent: AgentConfiguration, entry: QueueEntry): boolean {
  return entry.skills.every((needed) => agent.skills.some(({ skill }) => skill === needed));
}

/**
 * Chooses the next pair: the earliest ticket that some free agent can serve, and of those agents the longest idle;
 * of equally long idle ones the one with the higher level, then the first by name, so that the choice never wavers.
 */
export function choosePair(world: World): Pair | null {
  const free = freeAgents(world);
  if (free.length === 0) return null;
  for (const entryId of world.line) {
    const entry = world.entries.get(entryId);
    if (entry?.state !== 'waiting') continue;
    const agent = free.find((candidate) => canServe(candidate.agent, entry));
    if (agent !== undefined) return { entryId, agentId: agent.agent.id };
  }
  return null;
}

/** Ready agents whose phone can ring, longest idle first. */
function freeAgents(world: World): { agent: AgentConfiguration; idleSince: number }[] {
  const free: { agent: AgentConfiguration; idleSince: number; level: number }[] = [];
  for (const agent of world.configuration?.agents ?? []) {
    const session = world.agents.get(agent.id);
    if (session?.state !== 'ready' || !world.reachablePhones.has(agent.phone) || isDialling(world, agent)) continue;
    const level = Math.max(0, ...agent.skills.map((skill) => skill.level));
    free.push({ agent, idleSince: session.idleSince, level });
  }
  return free.sort((a, b) => a.idleSince - b.idleSince || b.level - a.level || (a.agent.id < b.agent.id ? -1 : 1));
}

/** A phone that is dialling a feature code can not ring. */
function isDialling(world: World, agent: AgentConfiguration): boolean {
  for (const call of world.featureCalls.values()) if (call.phone === agent.phone) return true;
  return false;
}

/** Rings phones until no free agent stands beside a waiting caller whom that agent can serve. */
export function dispatch(work: Work): void {
  if (!work.world.asteriskConnected) return;
  for (let pair = choosePair(work.world); pair !== null; pair = choosePair(work.world)) offer(work, pair);
}

function offer(work: Work, { entryId, agentId }: Pair): void {
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
  work.tell({ type: 'OfferMade', callId, offerId, entryId, agentId, phone: agent.phone });
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

export function ringTimer(offerId: OfferId): TimerId {
  return timerId({ purpose: 'ring', id: offerId });
}
