import type { AgentSession } from './agent-session.ts';
import type { Call } from './call.ts';
import type { Cdr } from './cdr.ts';
import { isFree } from './distribution.ts';
import type { AgentId, Instant, OfferId, QueueEntryId } from './ids.ts';
import { contactOf, hasLine, isOpen } from './outside-lines.ts';
import { presentCallback } from './present-callbacks.ts';
import { menuPathOf } from './topic.ts';
import type { AgentCallView, ConsultView, TransferTargets } from './views.ts';
import type { World } from './world.ts';

/** The call of one agent: offered, talked, written up, or a colleague's about which the agent is asked (R2.5, R2.6). */
export function presentAgentCall(world: World, session: AgentSession): AgentCallView | null {
  const call = 'callId' in session ? world.calls.get(session.callId) : undefined;
  const { agentId } = session;
  const ring = call && lastRing(call.cdr, agentId);
  const entry = call?.cdr.queueEntries.find(({ entryId }) => entryId === ring?.entryId);
  if (call === undefined || entry === undefined || ring === undefined) return null;
  const { callId, cdr } = call;
  const isTalker = call.state === 'talking' && call.agentId === agentId;
  const talk = cdr.talks?.findLast((one) => one.offerId === ring.offerId);
  const own = cdr.descriptions?.find((one) => one.agentId === agentId);
  return {
    callId,
    entryId: entry.entryId,
    callerNumber: cdr.callerNumber,
    language: call.language,
    queueName: world.configuration?.queues.find(({ id }) => id === entry.queueId)?.name ?? entry.queueId,
    menuPath: menuPathOf(cdr),
    ticketAt: entry.ticketAt,
    offeredAt: ring.at,
    answeredAt: talk?.startedAt ?? (cdr.talks === undefined ? cdr.humanAnsweredAt : null),
    recording: isTalker ? recordingOf(call) : null,
    consent: call.consent,
    // What the caller's choice tells stands until somebody has written about the call.
    disposition:
      own === undefined && (cdr.descriptions ?? []).length === 0 ? cdr.disposition : (own?.disposition ?? null),
    notes: own?.notes ?? '',
    nextStep: own?.nextStep ?? '',
    earlier: (cdr.descriptions ?? [])
      .filter((one) => one.agentId !== agentId)
      .map(({ agentId: id, notes, nextStep }) => ({ name: nameOf(world, id), notes, nextStep })),
    transfer: isTalker ? transferTargets(world, agentId) : null,
    consult: consultOf(world, call, agentId),
    callback: presentCallback(world, call),
  };
}

type RingOf = { readonly offerId: OfferId; readonly entryId: QueueEntryId | undefined; readonly at: Instant };

/** How the agent came to this call last: by an offer to take it, or by a colleague's question. */
function lastRing({ offers, consults = [], talks = [] }: Cdr, agentId: AgentId): RingOf | undefined {
  const offer = offers.findLast((one) => one.agentId === agentId);
  const consult = consults.findLast(({ asked }) => asked === agentId);
  if (consult === undefined || (offer !== undefined && offer.madeAt >= consult.startedAt))
    return offer && { offerId: offer.offerId, entryId: offer.entryId, at: offer.madeAt };
  const talk = talks.findLast(({ startedAt }) => startedAt <= consult.startedAt);
  return { offerId: consult.offerId, entryId: talk?.entryId, at: consult.startedAt };
}

function recordingOf({ recording }: Call): AgentCallView['recording'] {
  if (recording === null || recording.state === 'stopping' || recording.state === 'over') return null;
  const { recordingId, state } = recording;
  return { recordingId, muted: state === 'muted', silent: state === 'silent' };
}

function consultOf(world: World, { callId }: Call, agentId: AgentId): ConsultView | null {
  const consult = world.consults.get(callId);
  if (consult === undefined || consult.state === 'over') return null;
  const { by, state } = consult;
  if ('contactId' in consult) {
    if (by !== agentId) return null;
    const name = contactOf(world, consult.contactId)?.name ?? consult.contactId;
    return { part: 'asks', name, outside: true, state };
  }
  const { agentId: asked } = consult;
  if (by === agentId) return { part: 'asks', name: nameOf(world, asked), state };
  return asked === agentId ? { part: 'isAsked', name: nameOf(world, by), state } : null;
}

function nameOf(world: World, agentId: AgentId): string {
  return world.configuration?.agents.find(({ id }) => id === agentId)?.name ?? agentId;
}

/** Where the caller can be sent, with what has to be known to choose (R2.6). */
function transferTargets(world: World, agentId: AgentId): TransferTargets {
  const { queues = [], agents = [], contacts = [] } = world.configuration ?? {};
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
    outside: contacts.map((contact) => {
      const { id, name, kind, code } = contact;
      const open = isOpen(world, contact);
      return { id, name, kind, code, open, free: open && hasLine(world, contact) };
    }),
  };
}
