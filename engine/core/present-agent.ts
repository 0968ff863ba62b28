import type { AgentSession } from './agent-session.ts';
import { isFree } from './distribution.ts';
import type { AgentId, Instant } from './ids.ts';
import { presentLine, reasonOf } from './present-wallboard.ts';
import { menuPathOf } from './topic.ts';
import type { AgentCallView, AgentView, TransferTargets } from './views.ts';
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
    call: callOf(world, session),
    waiting: world.line.length,
  };
}

/** Where the caller can be sent, with what has to be known to choose (R2.6). */
function transferTargets(world: World, agentId: AgentId): TransferTargets {
  const { queues = [], agents = [] } = world.configuration ?? {};
  return {
    queues: queues.map(({ id, name }) => ({
      id,
      name,
      waiting: world.line.filter((entryId) => world.entries.get(entryId)?.queueId === id).length,
    })),
    agents: agents
      .filter(({ id }) => id !== agentId)
      .map((agent) => {
        const state = world.agents.get(agent.id)?.state ?? 'signedOut';
        return { id: agent.id, name: agent.name, state, free: isFree(world, agent) };
      }),
  };
}

function callOf(world: World, session: AgentSession): AgentCallView | null {
  const call = 'callId' in session ? world.calls.get(session.callId) : undefined;
  const { agentId } = session;
  const offer = call?.cdr.offers.findLast((one) => one.agentId === agentId);
  const entry = call?.cdr.queueEntries.find(({ entryId }) => entryId === offer?.entryId);
  if (call === undefined || entry === undefined || offer === undefined) return null;
  const { callId, recording, cdr } = call;
  const isTalker = call.state === 'talking' && call.agentId === agentId;
  const recorded = isTalker && recording !== null && (recording.state === 'running' || recording.state === 'muted');
  const talk = cdr.talks?.findLast((one) => one.offerId === offer.offerId);
  const own = cdr.descriptions?.find((one) => one.agentId === agentId);
  const name = (id: AgentId): string => world.configuration?.agents.find((agent) => agent.id === id)?.name ?? id;
  return {
    callId,
    entryId: entry.entryId,
    callerNumber: cdr.callerNumber,
    language: call.language,
    queueName: world.configuration?.queues.find(({ id }) => id === entry.queueId)?.name ?? entry.queueId,
    menuPath: menuPathOf(cdr),
    ticketAt: entry.ticketAt,
    offeredAt: offer.madeAt,
    answeredAt: talk?.startedAt ?? (cdr.talks === undefined ? cdr.humanAnsweredAt : null),
    recording: recorded ? { recordingId: recording.recordingId, muted: recording.state === 'muted' } : null,
    consent: call.consent,
    // What the caller's choice tells stands until somebody has written about the call.
    disposition:
      own === undefined && (cdr.descriptions ?? []).length === 0 ? cdr.disposition : (own?.disposition ?? null),
    notes: own?.notes ?? '',
    nextStep: own?.nextStep ?? '',
    earlier: (cdr.descriptions ?? [])
      .filter((one) => one.agentId !== agentId)
      .map((one) => ({ name: name(one.agentId), notes: one.notes, nextStep: one.nextStep })),
    transfer: isTalker ? transferTargets(world, agentId) : null,
  };
}
