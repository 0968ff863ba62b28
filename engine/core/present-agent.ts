import type { AgentId, Instant } from './ids.ts';
import { presentAgentCall } from './present-agent-call.ts';
import { callersWaiting } from './present-callbacks.ts';
import { presentLine, reasonOf } from './present-wallboard.ts';
import type { AgentView } from './views.ts';
import type { World } from './world.ts';

/** One agent's console (R2.5); null for somebody who is no agent. */
export function presentAgent(world: World, agentId: AgentId, at: Instant): AgentView | null {
  const agent = world.configuration?.agents.find(({ id }) => id === agentId);
  const session = world.agents.get(agentId);
  if (agent === undefined || session === undefined) return null;
  return {
    at,
    line: presentLine(world, at),
    agentId,
    name: agent.name,
    phone: agent.phone,
    phoneReachable: world.reachablePhones.has(agent.phone),
    state: session.state,
    reason: reasonOf(session),
    since: session.state === 'signedOut' ? null : session.since,
    afterwards: 'afterwards' in session && session.afterwards.state !== 'ready' ? session.afterwards : null,
    wrapUpEndsAt: session.state === 'wrapUp' ? session.endsAt : null,
    call: presentAgentCall(world, session),
    waiting: callersWaiting(world),
  };
}
