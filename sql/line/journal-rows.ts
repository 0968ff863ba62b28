import type { Command } from '../../engine/core/commands.ts';
import type { EngineEvent } from '../../engine/core/events.ts';
import type { Fact } from '../../engine/core/facts.ts';
import type { Instant } from '../../engine/core/ids.ts';
import { recordingFileName } from '../recordings/recording-file-name.ts';
import { type CallRow, callRow, type SelfServiceRow, selfServiceRows, type TalkRow, talkRows } from './call-row.ts';
import { type CallbackRow, callbackRow } from './callback-row.ts';

/** One record of the engine's journal, as it is shipped. */
export type ShippedRecord = {
  readonly sequence: number;
  readonly event: EngineEvent;
  readonly facts: readonly Fact[];
};

type EventRow = {
  readonly sequence: number;
  readonly at: Instant;
  readonly type: string;
  readonly call_id: string | null;
  readonly event: EngineEvent;
  readonly facts: readonly Fact[];
  readonly personal: boolean;
};

type AgentStateChangeRow = {
  readonly sequence: number;
  readonly ordinal: number;
  readonly at: Instant;
  readonly agent_id: string;
  readonly session_id: string;
  readonly from_state: string;
  readonly to_state: string;
  readonly reason: string | null;
  readonly call_id: string | null;
};

type RecordingRow = {
  readonly id: string;
  readonly call_id: string;
  readonly started_at: Instant;
  readonly seconds: number;
  readonly file: string;
};

/** A recording that turned up after its call's record was closed without it. */
type LateRecordingRow = {
  readonly id: string;
  readonly call_id: string;
  readonly agent_id: string | null;
  readonly started_at: Instant;
  readonly seconds: number;
  readonly came_late_at: Instant;
};

type VoiceMessageRow = {
  readonly id: string;
  readonly call_id: string;
  readonly queue_id: string | null;
  readonly left_at: Instant;
  readonly seconds: number;
};

/** What became of a message that stands already, or comes in the same batch. */
type VoiceMessageClosing = {
  readonly id: string;
  readonly closed_at: Instant;
  readonly closed_by: string | null;
  readonly answer: string;
  readonly notes: string;
};

/** What a batch of the journal becomes in the tables, worked out without them. */
export type JournalRows = {
  readonly events: readonly EventRow[];
  /** One row a call: the last that the batch says of it. */
  readonly calls: readonly CallRow[];
  /** All talks of those calls. */
  readonly talks: readonly TalkRow[];
  /** What those callers were served with by keys. */
  readonly selfServices: readonly SelfServiceRow[];
  readonly agentStateChanges: readonly AgentStateChangeRow[];
  readonly recordings: readonly RecordingRow[];
  readonly lateRecordings: readonly LateRecordingRow[];
  /** One row a callback: the last that the batch says of it. */
  readonly callbacks: readonly CallbackRow[];
  readonly voiceMessages: readonly VoiceMessageRow[];
  readonly voiceMessageClosings: readonly VoiceMessageClosing[];
};

export function journalRows(records: readonly ShippedRecord[]): JournalRows {
  const calls = new Map<string, CallRow>();
  const agentStateChanges: AgentStateChangeRow[] = [];
  const recordings: RecordingRow[] = [];
  const lateRecordings: LateRecordingRow[] = [];
  const callbacks = new Map<string, CallbackRow>();
  const voiceMessages: VoiceMessageRow[] = [];
  const voiceMessageClosings: VoiceMessageClosing[] = [];
  for (const { sequence, facts } of records) {
    for (const [ordinal, fact] of facts.entries()) {
      switch (fact.type) {
        case 'CallEnded':
        case 'CallClosed':
          calls.set(fact.callId, callRow(fact.cdr, fact.type === 'CallClosed'));
          break;
        case 'CallbackChanged':
          callbacks.set(fact.callbackId, callbackRow(fact));
          break;
        case 'AgentStateChanged':
          agentStateChanges.push({
            sequence,
            ordinal,
            at: fact.at,
            agent_id: fact.agentId,
            session_id: fact.sessionId,
            from_state: fact.from,
            to_state: fact.to,
            reason: fact.reason,
            call_id: fact.callId,
          });
          break;
        case 'VoiceMessageLeft':
          voiceMessages.push({
            id: fact.messageId,
            call_id: fact.callId,
            queue_id: fact.queueId,
            left_at: fact.at,
            seconds: fact.seconds,
          });
          break;
        case 'VoiceMessageClosed':
          voiceMessageClosings.push({
            id: fact.messageId,
            closed_at: fact.at,
            closed_by: fact.by.kind === 'person' ? fact.by.userId : null,
            answer: fact.answer,
            notes: fact.notes,
          });
          break;
        case 'RecordingStored':
          // A recording that failed left no file: there is nothing to find, play or delete.
          if (fact.result === 'finished') {
            recordings.push({
              id: fact.recordingId,
              call_id: fact.callId,
              started_at: (fact.at - Math.round(fact.seconds * 1000)) as Instant,
              seconds: fact.seconds,
              file: recordingFileName(fact.recordingId),
            });
          }
          break;
        case 'RecordingCameLate': {
          const { recordingId: id, callId: call_id, startedAt: started_at, seconds } = fact;
          recordings.push({ id, call_id, started_at, seconds, file: recordingFileName(id) });
          lateRecordings.push({ id, call_id, agent_id: fact.agentId, started_at, seconds, came_late_at: fact.at });
          break;
        }
      }
    }
  }
  const talks = [...calls.values()].flatMap(({ cdr }) => talkRows(cdr));
  return {
    events: records.map(eventRow),
    calls: [...calls.values()],
    talks,
    selfServices: [...calls.values()].flatMap(({ cdr }) => selfServiceRows(cdr)),
    agentStateChanges,
    recordings,
    lateRecordings,
    callbacks: [...callbacks.values()],
    voiceMessages,
    voiceMessageClosings,
  };
}

function eventRow({ sequence, event, facts }: ShippedRecord): EventRow {
  return {
    sequence,
    at: event.at,
    type: event.type,
    call_id: callIdOf(event, facts),
    event,
    facts,
    personal: eventTellsOfPerson(event) || facts.some(factTellsOfPerson),
  };
}

/** The call that an event is about: its own word, or that of the first fact which came of it. */
function callIdOf(event: EngineEvent, facts: readonly Fact[]): string | null {
  if ('callId' in event && event.callId !== null) return event.callId;
  for (const fact of facts) if ('callId' in fact && fact.callId !== null) return fact.callId;
  return null;
}

/** A caller's number or what an agent noted: the SQL function `without_person` knows where they stand. */
function eventTellsOfPerson(event: EngineEvent): boolean {
  switch (event.type) {
    case 'CallArrived':
    case 'UnseenCallEnded':
      return true;
    // Of the keys that somebody pressed, some are the digits of a telephone number.
    case 'DigitPressed':
      return true;
    case 'CommandReceived':
      return tellsOfPerson(event.command);
    default:
      return false;
  }
}

function factTellsOfPerson(fact: Fact): boolean {
  switch (fact.type) {
    case 'CallStarted':
    case 'CallDescribed':
    case 'CallbackChanged':
    case 'VoiceMessageClosed':
    case 'CallEnded':
    case 'CallClosed':
      return true;
    case 'CommandCarriedOut':
      return tellsOfPerson(fact.command);
    default:
      return false;
  }
}

function tellsOfPerson({ type }: Command): boolean {
  return ['DescribeCall', 'AddCallback', 'CloseCallback', 'RetryCallback', 'CloseVoiceMessage'].includes(type);
}
