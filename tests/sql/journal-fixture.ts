import type { Cdr } from '../../engine/core/cdr.ts';
import type { EngineEvent } from '../../engine/core/events.ts';
import type { Fact } from '../../engine/core/facts.ts';
import type { AgentId, AgentSessionId, RecordingId } from '../../engine/core/ids.ts';
import type { ShippedRecord } from '../../sql/line/journal-rows.ts';

/** A journal's records as the engine would number them. */
export function numbered(
  first: number,
  parts: readonly { event: EngineEvent; facts: readonly Fact[] }[],
): ShippedRecord[] {
  return parts.map((part, place) => ({ sequence: first + place, ...part }));
}

/** The records that a call leaves, shortened to those that the tables are made of. */
export function recordsOfCall(cdr: Cdr, first: number): ShippedRecord[] {
  const { callId, legId, callerNumber, calledNumber, trunk, startedAt } = cdr;
  const endedAt = cdr.endedAt ?? startedAt;
  const parts: { event: EngineEvent; facts: Fact[] }[] = [
    {
      event: { type: 'CallArrived', at: startedAt, callId, legId, callerNumber, calledNumber, trunk },
      facts: [{ type: 'CallStarted', at: startedAt, callId, legId, callerNumber, calledNumber, trunk }],
    },
    {
      event: { type: 'LegEnded', at: endedAt, legId, cause: 16 },
      facts: [
        ...(cdr.agentId === null ? [] : [agentWentTo('wrapUp', cdr.agentId, cdr)]),
        {
          type: 'CallEnded',
          at: endedAt,
          callId,
          cdr: { ...cdr, wrapUpEndedAt: null, disposition: null, notes: '', nextStep: '' },
        },
      ],
    },
  ];
  if (cdr.wrapUpEndedAt !== null && cdr.agentId !== null) {
    const { agentId, disposition, notes, nextStep } = cdr;
    const describe = { type: 'DescribeCall', agentId, callId, disposition, notes, nextStep } as const;
    parts.push({
      event: {
        type: 'CommandReceived',
        at: cdr.wrapUpEndedAt,
        commandId: `${callId}-command` as never,
        by: { kind: 'person', userId: agentId, role: 'agent' },
        command: describe,
        sessionId: 'unused' as AgentSessionId,
      },
      facts: [
        { type: 'CallDescribed', at: cdr.wrapUpEndedAt, callId, agentId, disposition, notes, nextStep },
        agentWentTo('ready', agentId, cdr),
        { type: 'CallClosed', at: cdr.wrapUpEndedAt, callId, cdr },
        { type: 'CommandCarriedOut', at: cdr.wrapUpEndedAt, by: { kind: 'operator' }, command: describe },
      ],
    });
  }
  return numbered(first, parts);
}

function agentWentTo(to: 'wrapUp' | 'ready', agentId: AgentId, cdr: Cdr): Fact {
  return {
    type: 'AgentStateChanged',
    at: (to === 'ready' ? cdr.wrapUpEndedAt : cdr.endedAt) ?? cdr.startedAt,
    agentId,
    sessionId: `session of ${agentId}` as AgentSessionId,
    from: to === 'ready' ? 'wrapUp' : 'talking',
    to,
    reason: null,
    callId: cdr.callId,
  };
}

/** The record of a recording that was sealed. */
export function recordingStored(cdr: Cdr, sequence: number, result: 'finished' | 'failed' = 'finished'): ShippedRecord {
  const endedAt = cdr.endedAt ?? cdr.startedAt;
  const recordingId = `${cdr.callId}-recording` as RecordingId;
  return {
    sequence,
    event: { type: 'RecordingEnded', at: endedAt, recordingId, result, seconds: 118.5 },
    facts: [{ type: 'RecordingStored', at: endedAt, callId: cdr.callId, recordingId, result, seconds: 118.5 }],
  };
}
