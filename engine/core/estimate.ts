import type { AgentSession } from './agent-session.ts';
import type { QueueConfiguration } from './configuration.ts';
import { canServe } from './distribution.ts';
import type { Instant } from './ids.ts';
import type { QueueEntry } from './queue-entry.ts';
import type { World } from './world.ts';

/** How many of the last handling times an estimate stands on. */
export const handlingTimesKept = 50;

/** The wait still ahead of a caller, as reckoned before anything is known of how well that works (calibration.ts). */
export type Forecast = {
  readonly seconds: number;
  /** Which of the next calls that these agents take is this caller's; callers of shared queues count in part. */
  readonly turn: number;
  /** Agents at work who can serve this caller and will go on taking calls. */
  readonly agents: number;
};

/**
 * Each agent takes a call when the present one is over, and then one about every mean handling time. How long a
 * present call still lasts is read from the last handling times: of those longer than it is already, what they had
 * left. The wait is the time within which as many calls are taken as it needs until it is this caller's turn. Null
 * when nobody is there to answer.
 */
export function forecastWait(world: World, queue: QueueConfiguration, entry: QueueEntry): Forecast | null {
  const handling = handlingOf(world, queue);
  const sessions = servingSessions(world, queue, entry);
  if (sessions.size === 0) return null;
  const busy = [...sessions.values()].map((session) => busyOf(world, session));
  const turn = turnOf(world, entry, sessions);
  const taken = (seconds: number): number => busy.reduce((sum, each) => sum + takenBy(each, seconds, handling), 0);
  let tooLong = handling.mean;
  while (taken(tooLong) < turn) tooLong *= 2;
  let tooShort = 0;
  while (tooLong - tooShort > 0.5) {
    const middle = (tooShort + tooLong) / 2;
    if (taken(middle) < turn) tooShort = middle;
    else tooLong = middle;
  }
  return { seconds: Math.round(tooLong), turn: Math.round(turn * 10) / 10, agents: sessions.size };
}

/** Handling times in seconds, shortest first, and the sum of all up to each: so that an average needs no walk. */
type Handling = { readonly sorted: readonly number[]; readonly sums: readonly number[]; readonly mean: number };

/** The last times of a queue are a value that is replaced when a call is over; several callers are told by it before. */
const handlings = new WeakMap<readonly number[], Handling>();
const noTimes: readonly number[] = [];

function handlingOf(world: World, queue: QueueConfiguration): Handling {
  const times = world.handling.get(queue.id) ?? noTimes;
  if (times.length === 0) return { sorted: [], sums: [0], mean: Math.max(1, queue.assumedHandlingSeconds) };
  let handling = handlings.get(times);
  if (handling === undefined) {
    const sorted = Array.from(Float64Array.from(times, (milliseconds) => milliseconds / 1000).sort());
    const sums = [0];
    for (const seconds of sorted) sums.push((sums.at(-1) ?? 0) + seconds);
    handling = { sorted, sums, mean: Math.max(1, (sums.at(-1) ?? 0) / sorted.length) };
    handlings.set(times, handling);
  }
  return handling;
}

/** Agents who can serve this caller and stay; who pauses or leaves after the present call takes no more. */
function servingSessions(world: World, queue: QueueConfiguration, entry: QueueEntry): Map<string, AgentSession> {
  const serving = new Map<string, AgentSession>();
  for (const agent of world.configuration?.agents ?? []) {
    const session = world.agents.get(agent.id);
    if (session === undefined || !staysAtWork(session) || !world.reachablePhones.has(agent.phone)) continue;
    if (canServe(agent, entry, queue, world.at)) serving.set(agent.id, session);
  }
  return serving;
}

function staysAtWork(session: AgentSession): boolean {
  if (session.state === 'signedOut' || session.state === 'paused') return false;
  return !('afterwards' in session) || session.afterwards.state === 'ready';
}

/** What keeps an agent: a call that has lasted so many seconds, or something that ends in so many. */
type Busy = { readonly lasted: number } | { readonly endsIn: number };

function busyOf(world: World, session: AgentSession): Busy {
  if (session.state === 'ready') return { endsIn: 0 };
  if (session.state === 'wrapUp') return { endsIn: Math.max(0, session.endsAt - world.at) / 1000 };
  return { lasted: (world.at - takenUpAt(world, session)) / 1000 };
}

/** A call keeps its agent busy from the moment at which the phone was rung for it. */
function takenUpAt(world: World, session: AgentSession): Instant {
  const call = 'callId' in session ? world.calls.get(session.callId) : undefined;
  const offer = call?.cdr.offers.findLast(
    ({ agentId, result }) => agentId === session.agentId && result === 'answered',
  );
  return offer?.madeAt ?? session.since;
}

/** How many calls an agent takes within so many seconds, on average. */
function takenBy(busy: Busy, seconds: number, { sorted, sums, mean }: Handling): number {
  if ('endsIn' in busy) return busy.endsIn > seconds ? 0 : 1 + (seconds - busy.endsIn) / mean;
  const { lasted } = busy;
  const from = placeAfter(sorted, lasted);
  const longer = sorted.length - from;
  // It has lasted longer than any that is known: its end is as likely at every moment.
  if (longer === 0) return seconds / mean;
  const to = placeAfter(sorted, lasted + seconds);
  const ended = to - from;
  const left = (sums[to] ?? 0) - (sums[from] ?? 0) - ended * lasted;
  return (ended + (ended * seconds - left) / mean) / longer;
}

/** How many of the sorted times are not longer than this. */
function placeAfter(sorted: readonly number[], seconds: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) <= seconds) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * This caller is served after those before. One who could also be served by agents who can not serve this caller
 * counts by the share of those who can; one for whom a phone rings already needs nobody any more.
 */
function turnOf(world: World, entry: QueueEntry, serving: ReadonlyMap<string, AgentSession>): number {
  const shares = new Map<string, number>();
  let turn = 1;
  for (const entryId of world.line) {
    if (entryId === entry.entryId) break;
    const before = world.entries.get(entryId);
    const queue = world.configuration?.queues.find(({ id }) => id === before?.queueId);
    if (before?.state !== 'waiting' || queue === undefined) continue;
    const widened = queue.widening.filter(({ afterSeconds }) => world.at - before.ticketAt >= afterSeconds * 1000);
    const alike = `${before.queueId} ${before.skills.join(' ')} ${widened.length}`;
    let share = shares.get(alike);
    if (share === undefined) {
      const theirs = [...servingSessions(world, queue, before).keys()];
      share = theirs.length === 0 ? 0 : theirs.filter((agentId) => serving.has(agentId)).length / theirs.length;
      shares.set(alike, share);
    }
    turn += share;
  }
  return turn;
}
