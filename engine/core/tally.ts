import type { AgentId, Instant } from './ids.ts';
import type { Work } from './work.ts';

/** What an agent was given since sign-in. */
export type Tally = { readonly answered: number; readonly lastOfferedAt: Instant | null };

/** Numbers of the last hours at most; a month has about 16,000 calls. */
const lastAgentsKept = 20_000;

/** Sign-in begins a new count, so that who comes late is not given everything. */
export function beginTally(work: Work, agentId: AgentId): void {
  const counts = [...work.world.tallies].flatMap(([id, { answered }]) =>
    work.world.agents.get(id)?.state === 'signedOut' || id === agentId ? [] : [answered],
  );
  work.world.tallies.set(agentId, { answered: counts.length === 0 ? 0 : Math.min(...counts), lastOfferedAt: null });
}

export function countOffer(work: Work, agentId: AgentId): void {
  const tally = work.world.tallies.get(agentId);
  work.world.tallies.set(agentId, { answered: tally?.answered ?? 0, lastOfferedAt: work.at });
}

export function countAnswer(work: Work, agentId: AgentId, callerNumber: string | null): void {
  const { tallies, lastAgents } = work.world;
  const tally = tallies.get(agentId);
  tallies.set(agentId, { answered: (tally?.answered ?? 0) + 1, lastOfferedAt: tally?.lastOfferedAt ?? null });
  if (callerNumber === null) return;
  // The newest stands last, so that the oldest is found first.
  lastAgents.delete(callerNumber);
  lastAgents.set(callerNumber, { agentId, at: work.at });
  for (const number of lastAgents.keys()) {
    if (lastAgents.size <= lastAgentsKept) break;
    lastAgents.delete(number);
  }
}
