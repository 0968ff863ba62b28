import type { FlowChoice, NodeId } from '../../dialplan/flow.ts';
import type { Language } from '../../prompts/language.ts';
import type { Cdr } from './cdr.ts';
import type { Utterance } from './effects.ts';
import type { HangUpSide, Outcome } from './facts.ts';
import type {
  AgentId,
  BridgeId,
  CallId,
  ContactId,
  Instant,
  LegId,
  OfferId,
  PlaybackId,
  QueueEntryId,
  QueueId,
  RecordingId,
} from './ids.ts';
import type { CallRecording } from './recording.ts';

/**
 * A call: the caller's journey, which joins the legs that belong together.
 *
 * A call that we make to keep a callback begins as `queued`, with nobody on any phone (callback-attempt.ts):
 *
 *   queued ──agentReserved──► dialling ──personAnswered──► greeting ──said──► talking
 *
 * A caller who is to be called back agrees on it in the queue or at a node, and then is told so in `arranging`.
 *
 *   answering ──► speaking ──► listening         (the flow, node by node)
 *       │          ▲  │              │
 *       │          │  ▼              │
 *       │         walking ◄──────────┘
 *       │            │
 *       │            ▼
 *       │          queued ──humanAnswered──► talking ◄──held, resumed──► (on hold)
 *       │             │ └──outsideAnswered──► outside
 *       │             ▲                         │ │
 *       │          walking ◄────transferred─────┘ └──handedOver──► talking, with another agent, or outside
 *       └───────────┬┴──────────────────────────┘
 *                   ▼
 *                ending ──legsGone──► ended      (then wrap-up and recording, then it is forgotten)
 *
 * answering  We asked for the answer of the caller's line.
 * speaking   A node of the flow is being said.
 * listening  It was said; a key may come until the listening time is over.
 * leavingMessage  The caller speaks a voice message after the tone.
 * walking    A node is over and the next one is found within the same event.
 * queued     The caller has a queue entry; utterances are said over the music.
 * arranging  A callback is agreed on, or is agreed and being confirmed (arranging.ts).
 * inquiring  The caller helps themselves by keys at a node of the flow (inquiring.ts).
 * dialling   An agent is there; the person's phone rings.
 * greeting   The person answered and hears who calls.
 * talking    Caller and agent hear each other.
 * outside    Caller and somebody at a number outside hear each other.
 * ending     It was decided how the call ends; lines are being put down.
 * ended      No line is left; the record waits for wrap-up and the recording.
 */
export type Call = CallFacts &
  (
    | { readonly state: 'answering' }
    | { readonly state: 'speaking'; readonly node: NodeId; readonly attempt: number; readonly speech: Speech }
    | { readonly state: 'listening'; readonly node: NodeId; readonly attempt: number; readonly heard: Heard }
    | {
        readonly state: 'leavingMessage';
        readonly node: NodeId;
        readonly attempt: number;
        readonly recordingId: RecordingId;
        readonly beganAt: Instant;
      }
    | { readonly state: 'walking' }
    | { readonly state: 'queued'; readonly entryId: QueueEntryId; readonly speech: Speech | null }
    | { readonly state: 'arranging'; readonly speech: Speech | null }
    | { readonly state: 'inquiring'; readonly speech: Speech | null }
    | ({ readonly state: 'dialling'; readonly entryId: QueueEntryId } & Talk)
    | ({ readonly state: 'greeting'; readonly entryId: QueueEntryId; readonly speech: Speech } & Talk)
    | {
        readonly state: 'talking';
        readonly entryId: QueueEntryId;
        readonly offerId: OfferId;
        readonly agentId: AgentId;
        readonly agentLegId: LegId;
        readonly bridgeId: BridgeId;
        readonly answeredAt: Instant;
        /** On hold by the phone's own key the talk stays bridged; by command the caller waits in a bridge with music. */
        readonly hold: Hold | null;
      }
    | ({ readonly state: 'outside'; readonly entryId: QueueEntryId; readonly answeredAt: Instant } & OutsideTalk)
    | { readonly state: 'ending'; readonly outcome: Outcome }
    | { readonly state: 'ended'; readonly outcome: Outcome }
  );

export type CallFacts = {
  readonly callId: CallId;
  /** The caller's leg. */
  readonly legId: LegId;
  /** First arrival in a queue, which decides the order in every queue from then on; null before. */
  readonly ticketAt: Instant | null;
  readonly language: Language;
  readonly consent: 'given' | 'refused' | null;
  /** The closed prompt was reached: whatever happens now, the call found the line closed. */
  readonly foundClosed: boolean;
  readonly recording: CallRecording | null;
  /** How many playbacks and queue entries were named, so that each name is new. */
  readonly playbackCount: number;
  readonly entryCount: number;
  readonly offerCount: number;
  readonly cdr: Cdr;
};

export type Speech = {
  readonly playbackId: PlaybackId;
  readonly utterances: readonly Utterance[];
  readonly startedAt: Instant;
};

/** How a saying ended. `lost`: nobody said so, and it must have ended long ago. */
export type SpeechEnd = 'finished' | 'failed' | 'cut' | 'lost';

/** How much of a node was heard before the silence or the key. */
export type Heard = {
  readonly utterances: readonly Utterance[];
  readonly milliseconds: number;
  readonly complete: boolean;
};

export type CallEvent =
  | { readonly type: 'answered' }
  /** A node of the flow is being said. */
  | { readonly type: 'speak'; readonly node: NodeId; readonly attempt: number; readonly speech: Speech }
  | { readonly type: 'queued'; readonly entryId: QueueEntryId }
  /** Something is being said over the music. */
  | { readonly type: 'announce'; readonly speech: Speech }
  | { readonly type: 'spoken'; readonly playbackId: PlaybackId; readonly result: Exclude<SpeechEnd, 'cut'> }
  /** Nobody knows how much of it was heard: the connection to Asterisk was lost meanwhile. */
  | { readonly type: 'interrupted' }
  | { readonly type: 'key'; readonly digit: string }
  | { readonly type: 'silence' }
  /** A voice message is being recorded. */
  | {
      readonly type: 'recordMessage';
      readonly node: NodeId;
      readonly attempt: number;
      readonly recordingId: RecordingId;
    }
  /** It is over; `kept`: there was something in it. */
  | { readonly type: 'messageRecorded'; readonly kept: boolean }
  /** The caller gives up the place in the queue for something else. */
  | { readonly type: 'leaveQueue' }
  | { readonly type: 'humanAnswered'; readonly talk: Talk }
  /** An agent is there for a person who is not on the line yet. */
  | { readonly type: 'agentReserved'; readonly talk: Talk }
  /** `speech`: what the person is told first. */
  | { readonly type: 'personAnswered'; readonly speech: Speech | null }
  /** The caller agrees on a callback. From the queue: has agreed, and leaves it. */
  | { readonly type: 'arrange' }
  /** The caller helps themselves by keys. */
  | { readonly type: 'inquire' }
  /** Without a callback, or after it, the way goes on. */
  | { readonly type: 'walkOn' }
  | { readonly type: 'held'; readonly hold: Hold }
  | { readonly type: 'resumed'; readonly by: Hold['by'] }
  /** The agent gives the caller away, to stand in a queue again; or the line `lost` the talk and does it by itself. */
  | { readonly type: 'transferred'; readonly to: TransferTarget; readonly lost?: true }
  /** Somebody answered at the number outside to which the caller is put through. */
  | { readonly type: 'outsideAnswered'; readonly talk: OutsideTalk }
  /** Another agent, or somebody outside, goes on with the talk, in the bridge in which all of them are. */
  | { readonly type: 'handedOver'; readonly talk: Talk | OutsideTalk }
  | { readonly type: 'ending'; readonly outcome: Outcome; readonly side: HangUpSide; readonly cause: number }
  | { readonly type: 'legsGone' };

export type Hold = { readonly by: 'phone' } | { readonly by: 'command'; readonly bridgeId: BridgeId };

/** Where a caller can be sent. */
export type TransferTarget =
  | { readonly kind: 'queue'; readonly queueId: QueueId }
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'outside'; readonly contactId: ContactId };

export type OutsideTalk = {
  readonly contactId: ContactId;
  readonly outsideLegId: LegId;
  readonly bridgeId: BridgeId;
};

export type Talk = {
  readonly offerId: OfferId;
  readonly agentId: AgentId;
  readonly agentLegId: LegId;
  readonly bridgeId: BridgeId;
};

export type CallFinding =
  | { readonly type: 'NodeReached'; readonly callId: CallId; readonly node: NodeId; readonly attempt: number }
  /** A node is over: with a key, or null for its plain end. */
  | {
      readonly type: 'NodeLeft';
      readonly callId: CallId;
      readonly node: NodeId;
      readonly key: string | null;
      readonly choice: FlowChoice;
      readonly heard: Heard;
    }
  /** Said what stood to be said, wholly or in part. */
  | {
      readonly type: 'SpeechOver';
      readonly callId: CallId;
      readonly speech: Speech;
      readonly end: SpeechEnd;
    }
  | { readonly type: 'ListeningBegan'; readonly callId: CallId; readonly seconds: number }
  | { readonly type: 'ListeningOver'; readonly callId: CallId }
  | { readonly type: 'MessageWanted'; readonly callId: CallId; readonly node: NodeId; readonly attempt: number }
  | { readonly type: 'MessageEnded'; readonly callId: CallId; readonly recordingId: RecordingId }
  | {
      readonly type: 'MessageOver';
      readonly callId: CallId;
      readonly node: NodeId;
      readonly attempt: number;
      readonly kept: boolean;
    }
  | { readonly type: 'QueueLeft'; readonly callId: CallId; readonly entryId: QueueEntryId }
  | { readonly type: 'WrongKey'; readonly callId: CallId; readonly node: NodeId; readonly attempt: number }
  | { readonly type: 'TalkBegan'; readonly callId: CallId; readonly entryId: QueueEntryId; readonly talk: Talk }
  | {
      readonly type: 'EndingBegan';
      readonly callId: CallId;
      readonly before: Call;
      readonly outcome: Outcome;
      readonly side: HangUpSide;
      readonly cause: number;
    }
  | { readonly type: 'HoldBegan'; readonly callId: CallId; readonly talk: Talk; readonly hold: Hold }
  | { readonly type: 'HoldOver'; readonly callId: CallId; readonly talk: Talk; readonly hold: Hold }
  | {
      readonly type: 'TransferBegan';
      readonly before: Call & { state: 'talking' };
      readonly to: TransferTarget;
      readonly lost: boolean;
    }
  | { readonly type: 'OutsideTalkBegan'; readonly call: Call & { state: 'outside' } }
  | { readonly type: 'HandOver'; readonly before: Call & { state: 'talking' }; readonly talk: Talk | OutsideTalk }
  /** The caller is called back and does not wait any more. */
  | { readonly type: 'PlaceGivenUp'; readonly callId: CallId; readonly entryId: QueueEntryId }
  | { readonly type: 'PersonWanted'; readonly callId: CallId; readonly talk: Talk }
  | { readonly type: 'CallOver'; readonly callId: CallId };

export const callStates = [
  'answering',
  'speaking',
  'listening',
  'leavingMessage',
  'walking',
  'queued',
  'arranging',
  'inquiring',
  'dialling',
  'greeting',
  'talking',
  'outside',
  'ending',
  'ended',
] as const;

/** The part of a call that every state has. */
export function factsOf(call: Call): CallFacts {
  const {
    callId,
    legId,
    ticketAt,
    language,
    consent,
    foundClosed,
    recording,
    playbackCount,
    entryCount,
    offerCount,
    cdr,
  } = call;
  return {
    callId,
    legId,
    ticketAt,
    language,
    consent,
    foundClosed,
    recording,
    playbackCount,
    entryCount,
    offerCount,
    cdr,
  };
}

/** What is being said to the caller right now. */
export function speechOf(call: Call): Speech | null {
  switch (call.state) {
    case 'speaking':
    case 'queued':
    case 'arranging':
    case 'inquiring':
    case 'greeting':
      return call.speech;
    default:
      return null;
  }
}
