import type { AgentConfiguration, QueueConfiguration, Strategy } from './configuration.ts';
import { missingCase } from './decision.ts';
import type { AgentId, Instant, QueueEntryId, Skill } from './ids.ts';
import { later } from './ids.ts';
import type { QueueEntry } from './queue-entry.ts';
import { isStranded } from './stranded.ts';
import type { World } from './world.ts';

/** The next caller and the agent to ring for them. */
export type Pair = { readonly entryId: QueueEntryId; readonly agentId: AgentId };

type Candidate = {
  readonly agent: AgentConfiguration;
  readonly idleSince: Instant;
  readonly answered: number;
  /** 0: not offered since sign-in. */
  readonly lastOfferedAt: number;
};

/**
 * Chooses the next pair (R2.3): the first caller of the line, by priority and ticket, whom some free agent can serve,
 * and of these agents the one who talked with this number last, otherwise the queue's strategy decides. Null when
 * no free agent stands beside a waiting caller whom that agent can serve.
 */
export function choosePair(world: World): Pair | null {
  // Most often nobody waits, and then it need not be known who is free.
  let free: readonly Candidate[] | null = null;
  for (const entryId of world.line) {
    const entry = world.entries.get(entryId);
    const queue = world.configuration?.queues.find(({ id }) => id === entry?.queueId);
    if (entry === undefined || queue === undefined || !wantsOffer(entry, queue)) continue;
    if (isStranded(world, entry.callId)) continue;
    free ??= freeAgents(world);
    if (free.length === 0) return null;
    const needed = neededBy(queue, entry, world.at);
    const able = free.filter(({ agent }) => canServe(agent, entry, queue, world.at));
    const chosen = lastAgentAmong(able, world, queue, entry) ?? best(able, queue.strategy, needed);
    if (chosen !== null) return { entryId, agentId: chosen.agent.id };
  }
  return null;
}

/** Can this agent serve this caller at that moment, as one of the queue's or of a group that helps out (R1.10)? */
export function canServe(
  agent: AgentConfiguration,
  entry: QueueEntry,
  queue: QueueConfiguration,
  at: Instant,
): boolean {
  if (hasSkills(agent, neededBy(queue, entry, at))) return true;
  return entry.overflow?.groups.some((group) => hasSkills(agent, group)) ?? false;
}

/** When less is asked of an agent for this caller next; null: never again. */
export function nextWideningAt(queue: QueueConfiguration, entry: QueueEntry, at: Instant): Instant | null {
  const due = queue.widening
    .map(({ afterSeconds }) => later(entry.ticketAt, afterSeconds * 1000))
    .filter((moment) => moment > at);
  return due.length === 0 ? null : (Math.min(...due) as Instant);
}

type Needed = { readonly skills: readonly Skill[]; readonly minimumLevel: number };

function neededBy(queue: QueueConfiguration, entry: QueueEntry, at: Instant): Needed {
  const waitedSeconds = (at - entry.ticketAt) / 1000;
  let needed: Needed = { skills: entry.skills, minimumLevel: queue.minimumLevel };
  for (const { afterSeconds, minimumLevel, without } of queue.widening.toSorted(
    (a, b) => a.afterSeconds - b.afterSeconds,
  )) {
    if (waitedSeconds < afterSeconds) break;
    needed = { skills: entry.skills.filter((skill) => !without.includes(skill)), minimumLevel };
  }
  return needed;
}

function hasSkills(agent: AgentConfiguration, { skills, minimumLevel }: Needed): boolean {
  return skills.every((needed) => agent.skills.some(({ skill, level }) => skill === needed && level >= minimumLevel));
}

/** With ring all, one caller's phones are all that are free; otherwise one phone rings for one caller. */
function wantsOffer(entry: QueueEntry, { strategy }: QueueConfiguration): boolean {
  return entry.state === 'waiting' || (entry.state === 'offered' && strategy === 'ringAll');
}

/** Ready agents whose phone can ring. */
function freeAgents(world: World): Candidate[] {
  const free: Candidate[] = [];
  for (const agent of world.configuration?.agents ?? []) {
    const session = world.agents.get(agent.id);
    if (session?.state !== 'ready' || !isFree(world, agent)) continue;
    const tally = world.tallies.get(agent.id);
    const { answered = 0, lastOfferedAt = null } = tally ?? {};
    free.push({ agent, idleSince: session.idleSince, answered, lastOfferedAt: lastOfferedAt ?? 0 });
  }
  return free;
}

/** Ready, with a phone that can ring. */
export function isFree(world: World, agent: AgentConfiguration): boolean {
  const isReady = world.agents.get(agent.id)?.state === 'ready';
  return isReady && world.reachablePhones.has(agent.phone) && !isDialling(world, agent);
}

/** A phone that is dialling a feature code can not ring. */
function isDialling(world: World, agent: AgentConfiguration): boolean {
  for (const call of world.featureCalls.values()) if (call.phone === agent.phone) return true;
  return false;
}

function lastAgentAmong(
  able: readonly Candidate[],
  world: World,
  queue: QueueConfiguration,
  entry: QueueEntry,
): Candidate | null {
  const callerNumber = world.calls.get(entry.callId)?.cdr.callerNumber ?? null;
  const last = callerNumber === null ? undefined : world.lastAgents.get(callerNumber);
  if (last === undefined || world.at - last.at > queue.lastAgentHours * 3_600_000) return null;
  return able.find(({ agent }) => agent.id === last.agentId) ?? null;
}

/** The first by strategy; whom it holds equal, by idle time, level and name, so that the choice never wavers. */
function best(able: readonly Candidate[], strategy: Strategy, needed: Needed): Candidate | null {
  let first: Candidate | null = null;
  for (const candidate of able) {
    if (first === null || compare(candidate, first, strategy, needed) < 0) first = candidate;
  }
  return first;
}

function compare(a: Candidate, b: Candidate, strategy: Strategy, needed: Needed): number {
  return (
    byStrategy(a, b, strategy) ||
    a.idleSince - b.idleSince ||
    levelOf(b, needed) - levelOf(a, needed) ||
    (a.agent.id < b.agent.id ? -1 : 1)
  );
}

function byStrategy(a: Candidate, b: Candidate, strategy: Strategy): number {
  switch (strategy) {
    case 'longestIdle':
    case 'ringAll':
      return 0;
    case 'leastCalls':
      return a.answered - b.answered;
    case 'roundRobin':
      return a.lastOfferedAt - b.lastOfferedAt;
    default:
      return missingCase(strategy);
  }
}

/** How well an agent knows what the caller needs: the weakest of the needed skills. */
function levelOf({ agent }: Candidate, { skills }: Needed): number {
  const levels = agent.skills.filter(({ skill }) => skills.includes(skill)).map(({ level }) => level);
  return levels.length === 0 ? 0 : Math.min(...levels);
}
