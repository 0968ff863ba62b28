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
  const { known, mean } = handlingSeconds(world, queue);
  const sessions = servingSessions(world, queue, entry);
  if (sessions.size === 0) return null;
  const remainders = [...sessions.values()].map((session) => remaindersOf(world, session, known));
  const turn = turnOf(world, entry, sessions);
  const taken = (seconds: number): number => remainders.reduce((sum, each) => sum + takenBy(each, seconds, mean), 0);
  let tooLong = mean;
  while (taken(tooLong) < turn) tooLong *= 2;
  let tooShort = 0;
  for (let halving = 0; halving < 30; halving += 1) {
    const middle = (tooShort + tooLong) / 2;
    if (taken(middle) < turn) tooShort = middle;
    else tooLong = middle;
  }
  return { seconds: Math.round(tooLong), turn: Math.round(turn * 10) / 10, agents: sessions.size };
}

function handlingSeconds(world: World, queue: QueueConfiguration): { known: readonly number[]; mean: number } {
  const known = (world.handling.get(queue.id) ?? []).map((milliseconds) => milliseconds / 1000);
  const mean =
    known.length === 0 ? queue.assumedHandlingSeconds : known.reduce((sum, each) => sum + each) / known.length;
  return { known, mean: Math.max(1, mean) };
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

/** What the present call of an agent may still take, seconds, each as likely as the others; empty: nothing is known. */
function remaindersOf(world: World, session: AgentSession, known: readonly number[]): readonly number[] {
  if (session.state === 'ready') return [0];
  const elapsed = (world.at - takenUpAt(world, session)) / 1000;
  const latest = session.state === 'wrapUp' ? Math.max(0, session.endsAt - world.at) / 1000 : Number.POSITIVE_INFINITY;
  const left = known.filter((seconds) => seconds > elapsed).map((seconds) => Math.min(seconds - elapsed, latest));
  return left.length === 0 && latest < Number.POSITIVE_INFINITY ? [latest] : left;
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
function takenBy(remainders: readonly number[], seconds: number, mean: number): number {
  if (remainders.length === 0) return seconds / mean;
  let sum = 0;
  for (const remainder of remainders) if (remainder <= seconds) sum += 1 + (seconds - remainder) / mean;
  return sum / remainders.length;
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
