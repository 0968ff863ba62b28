import { foldCdr, openCdr } from '../../engine/core/cdr.ts';
import type { EngineEvent } from '../../engine/core/events.ts';
import type { AgentStateName, CallFact, ClosedReason, Fact, Outcome, SpokenEstimate } from '../../engine/core/facts.ts';
import {
  type AgentId,
  type AgentSessionId,
  type CallId,
  type Instant,
  instant,
  type LegId,
  type OfferId,
  type PhoneUser,
  type PromptVersionId,
  type QueueEntryId,
  type QueueId,
} from '../../engine/core/ids.ts';
import type { SelfServiceKind } from '../../engine/core/self-service.ts';
import type { ShippedRecord } from '../../sql/line/journal-rows.ts';

/** What happened to one generated call, in milliseconds; offsets are from the call's beginning. */
export type CallStory = {
  readonly id: string;
  readonly startedAt: number;
  readonly callerNumber: string | null;
  readonly calledNumber?: string;
  readonly outcome: Outcome;
  readonly closedReason?: ClosedReason;
  readonly queuedAfterMs?: number;
  readonly waitMs?: number;
  readonly agent?: string;
  readonly talkMs?: number;
  readonly wrapUpMs?: number;
  readonly disposition?: string | null;
  /** What was said of the wait, and how long after the caller came to the queue. */
  readonly estimates?: readonly { readonly afterMs: number; readonly told: SpokenEstimate }[];
  /** For calls that were neither queued nor answered: how long they lasted. */
  readonly lastedMs?: number;
  /** What the caller was served with by keys, in the last moment of it. */
  readonly served?: readonly {
    readonly kind: SelfServiceKind;
    readonly service?: string;
    readonly appointment?: number;
  }[];
};

export type AgentChange = {
  readonly at: number;
  readonly agent: string;
  readonly to: AgentStateName;
  readonly callId?: string;
};

const ours = '38615551234';
const queueId = 'narocanje' as QueueId;

/** The records that the engine's journal would hold of these calls and agents, in the order of their instants. */
export function journalOf(
  calls: readonly CallStory[],
  changes: readonly AgentChange[],
  firstSequence = 1,
): ShippedRecord[] {
  const parts: { event: EngineEvent; facts: Fact[] }[] = [];
  for (const call of calls) parts.push(...recordsOfCall(call));
  const states = new Map<string, AgentStateName>();
  const sorted = [...changes].sort((one, other) => one.at - other.at);
  for (const { at, agent, to, callId } of sorted) {
    parts.push({
      event: { type: 'TimerFired', at: instant(at), timerId: `${agent}-${at}` as never },
      facts: [
        {
          type: 'AgentStateChanged',
          at: instant(at),
          agentId: agent as AgentId,
          sessionId: `${agent}-session` as AgentSessionId,
          from: states.get(agent) ?? 'signedOut',
          to,
          reason: to === 'paused' ? 'malica' : null,
          callId: (callId ?? null) as CallId | null,
        },
      ],
    });
    states.set(agent, to);
  }
  return parts
    .map((part, place) => ({ ...part, place }))
    .sort((one, other) => one.event.at - other.event.at || one.place - other.place)
    .map(({ event, facts }, place) => ({ sequence: firstSequence + place, event, facts }));
}

function recordsOfCall(story: CallStory): { event: EngineEvent; facts: Fact[] }[] {
  const callId = story.id as CallId;
  const legId = `${story.id}-leg` as LegId;
  const entryId = `${story.id}-entry` as QueueEntryId;
  const offerId = `${story.id}-offer` as OfferId;
  const agentId = (story.agent ?? null) as AgentId | null;
  const callerNumber = story.callerNumber;
  const calledNumber = story.calledNumber ?? ours;
  const at = (offset: number): Instant => instant(story.startedAt + offset);
  let cdr = openCdr(callId, legId, callerNumber, calledNumber, 'telekom', at(0));
  const parts: { event: EngineEvent; facts: Fact[] }[] = [];
  const tell = (event: EngineEvent, ...facts: CallFact[]) => {
    for (const fact of facts) cdr = foldCdr(cdr, fact);
    parts.push({ event, facts });
  };
  tell(
    { type: 'CallArrived', at: at(0), callId, legId, callerNumber, calledNumber, trunk: 'telekom' },
    { type: 'CallStarted', at: at(0), callId, legId, callerNumber, calledNumber, trunk: 'telekom' },
    ...(story.outcome === 'refused'
      ? [{ type: 'CallRefused', at: at(0), callId, cause: 1, reason: 'notOurNumber' } as const]
      : []),
  );
  if (story.outcome !== 'refused') {
    tell({ type: 'LegAnswered', at: at(200), legId }, { type: 'ResponderAnswered', at: at(200), callId });
  }
  if (story.closedReason) {
    const reason = story.closedReason;
    tell(
      { type: 'PlaybackEnded', at: at(900), playbackId: `${story.id}-p` as never, result: 'finished' },
      { type: 'LineFoundClosed', at: at(900), callId, reason, nextOpeningAt: null },
    );
  }
  let end = story.lastedMs ?? 0;
  if (story.queuedAfterMs !== undefined) {
    const queuedAt = at(story.queuedAfterMs);
    const leftAfter = story.queuedAfterMs + (story.waitMs ?? 0);
    end = leftAfter;
    tell(
      { type: 'DigitPressed', at: queuedAt, legId, digit: '1' },
      {
        type: 'ConsentStored',
        at: queuedAt,
        callId,
        choice: 'given',
        versionId: null as PromptVersionId | null,
        heardMs: 9000,
      },
      { type: 'EntryQueued', at: queuedAt, callId, entryId, queueId, ticketAt: queuedAt, position: 1 },
    );
    for (const { afterMs, told } of story.estimates ?? []) {
      const spokenAt = at(story.queuedAfterMs + afterMs);
      tell(
        { type: 'TimerFired', at: spokenAt, timerId: `${entryId}-announce` as never },
        { type: 'EstimateSpoken', at: spokenAt, callId, entryId, ...told },
      );
    }
    if (agentId !== null && story.outcome === 'answered') {
      const phone = '101' as PhoneUser;
      tell(
        { type: 'LegAnswered', at: at(leftAfter), legId: `${story.id}-agent` as LegId },
        { type: 'OfferMade', at: at(leftAfter), callId, offerId, entryId, agentId, phone },
        { type: 'OfferEnded', at: at(leftAfter), callId, offerId, result: 'answered', cause: null },
        { type: 'HumanAnswered', at: at(leftAfter), callId, entryId, offerId, agentId },
        { type: 'EntryLeft', at: at(leftAfter), callId, entryId, reason: 'answered' },
      );
      end = leftAfter + (story.talkMs ?? 0);
    } else {
      const reason = story.outcome === 'failed' ? 'failed' : 'abandoned';
      tell(
        { type: 'LegHungUp', at: at(leftAfter), legId },
        { type: 'EntryLeft', at: at(leftAfter), callId, entryId, reason },
      );
      // The line needs a moment to put the call down; the wait ended before it.
      end = leftAfter + 137;
    }
  }
  const ended: CallFact[] = [
    ...(story.served ?? []).map((served) => ({ type: 'SelfServed', at: at(end), callId, ...served }) as const),
    { type: 'CallHungUp', at: at(end), callId, side: 'caller', cause: 16, outcome: story.outcome },
  ];
  if (story.outcome === 'answered' && agentId !== null) ended.push({ type: 'TalkEnded', at: at(end), callId, agentId });
  for (const fact of ended) cdr = foldCdr(cdr, fact);
  cdr = { ...cdr, endedAt: at(end) };
  parts.push({
    event: { type: 'LegEnded', at: at(end), legId, cause: 16 },
    facts: [...ended, { type: 'CallEnded', at: at(end), callId, cdr }],
  });
  if (story.outcome === 'answered' && agentId !== null) {
    const done = at(end + (story.wrapUpMs ?? 0));
    const described: CallFact[] = [
      {
        type: 'CallDescribed',
        at: done,
        callId,
        agentId,
        disposition: story.disposition ?? null,
        notes: '',
        nextStep: '',
      },
      { type: 'WrapUpEnded', at: done, callId, agentId },
    ];
    for (const fact of described) cdr = foldCdr(cdr, fact);
    parts.push({
      event: { type: 'TimerFired', at: done, timerId: `${story.id}-wrapUp` as never },
      facts: [...described, { type: 'CallClosed', at: done, callId, cdr }],
    });
  } else {
    parts[parts.length - 1]?.facts.push({ type: 'CallClosed', at: at(end), callId, cdr });
  }
  return parts;
}
