import type { AgentSession } from './agent-session.ts';
import type { AgentId, Instant } from './ids.ts';
import { presentLine, reasonOf } from './present-wallboard.ts';
import type { AgentCallView, AgentView } from './views.ts';
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

function callOf(world: World, session: AgentSession): AgentCallView | null {
  const call = 'callId' in session ? world.calls.get(session.callId) : undefined;
  const entry = call?.cdr.queueEntries.at(-1);
  const offer = call?.cdr.offers.findLast(({ agentId }) => agentId === session.agentId);
  if (call === undefined || entry === undefined || offer === undefined) return null;
  const { callId, recording, cdr } = call;
  const recorded = recording !== null && (recording.state === 'running' || recording.state === 'muted');
  return {
    callId,
    entryId: entry.entryId,
    callerNumber: cdr.callerNumber,
    language: call.language,
    queueName: world.configuration?.queues.find(({ id }) => id === entry.queueId)?.name ?? entry.queueId,
    ticketAt: entry.ticketAt,
    offeredAt: offer.madeAt,
    answeredAt: cdr.humanAnsweredAt,
    recording: recorded ? { recordingId: recording.recordingId, muted: recording.state === 'muted' } : null,
    consent: call.consent,
    disposition: cdr.disposition,
    notes: cdr.notes,
    nextStep: cdr.nextStep,
  };
}
