import type { PromptKey } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import type { Bounds, Silence } from './calibration.ts';
import type { TransferTarget } from './call.ts';
import type { Excess } from './call-limits.ts';
import type { Callback, DialResult } from './callback.ts';
import type { Cdr } from './cdr.ts';
import type { Command, CommandSource } from './commands.ts';
import type { ConsultResult } from './consult.ts';
import type { Forecast } from './estimate.ts';
import type { LegQuality } from './events.ts';
import type {
  AgentId,
  AgentSessionId,
  CallbackId,
  CallId,
  ContactId,
  Instant,
  LegId,
  OfferId,
  PhoneUser,
  PlaybackId,
  PromptVersionId,
  QueueEntryId,
  QueueId,
  RecordingId,
} from './ids.ts';
import type { OverflowAction, OverflowCondition } from './overflow.ts';
import type { SelfServiceKind } from './self-service.ts';
import type { MessageAnswer } from './voice-message.ts';

/**
 * What an event meant: the machines' own findings, past tense, with the instant of the event that made them.
 * Facts of a call are its story and fold into its CDR; facts of an agent are their day. They stand in the journal
 * beside their event and are shipped with it.
 */
export type Fact = CallFact | AgentFact | LineFact;

type Of<Type extends string, Key, Fields = unknown> = { readonly type: Type; readonly at: Instant } & Readonly<Key> &
  Readonly<Fields>;
type OfCall<Type extends string, Fields = unknown> = Of<Type, { callId: CallId }, Fields>;

export type CallFact =
  /** `callerNumber` is the person's, also of a call that we make; then `outbound` says for whose sake. */
  | OfCall<
      'CallStarted',
      {
        legId: LegId;
        callerNumber: string | null;
        calledNumber: string;
        trunk: string;
        outbound?: {
          readonly callbackId: CallbackId;
          readonly language: Language;
          readonly topic: string | null;
          /** As given or refused in the call in which the callback was asked for. */
          readonly consent: 'given' | 'refused' | null;
        };
      }
    >
  /** Not our number (R1.1), or more calls than the limits allow: a SIP rejection, and this record of it. */
  | OfCall<'CallRefused', { cause: number; reason: RefusalReason }>
  /** The responder answered; that is not an accepted call (seed 000 §2.7.4). */
  | OfCall<'ResponderAnswered'>
  | OfCall<'LanguageChosen', { language: Language; by: 'key' | 'default' }>
  /** `heardMs` is that of the whole playback that the prompt was part of. */
  | OfCall<
      'PromptHeard',
      { prompt: PromptKey; versionId: PromptVersionId; language: Language; heardMs: number; complete: boolean }
    >
  | OfCall<'ConsentStored', { choice: 'given' | 'refused'; versionId: PromptVersionId | null; heardMs: number }>
  /** The caller's way through the flow, a node at a time, with the key that led on, and what it chose in words. */
  | OfCall<'FlowNodeLeft', { node: string; key: string | null; choice?: string; topic?: string }>
  /** The caller needed no agent for it (R1.5): was told waiting times, or has cancelled or confirmed a visit. */
  | OfCall<'SelfServed', { kind: SelfServiceKind; service?: string; location?: string | null; appointment?: number }>
  | OfCall<'LineFoundClosed', { reason: ClosedReason; nextOpeningAt: Instant | null }>
  | OfCall<
      'EntryQueued',
      {
        entryId: QueueEntryId;
        queueId: QueueId;
        ticketAt: Instant;
        position: number;
        /** The place in the line, where it is another than the ticket: that of the callback which the caller is owed. */
        placeAt?: Instant;
      }
    >
  | OfCall<'EstimateSpoken', { entryId: QueueEntryId } & SpokenEstimate>
  /** `directed`: another agent asked for this one. */
  /** An overflow rule was carried out (R1.10); `inherited`: because it was for somebody who stands behind. */
  | OfCall<
      'Overflowed',
      {
        entryId: QueueEntryId;
        rule: string | null;
        when: OverflowCondition['kind'] | 'inherited';
        action: OverflowAction;
      }
    >
  | OfCall<
      'OfferMade',
      { offerId: OfferId; entryId: QueueEntryId; agentId: AgentId; phone: PhoneUser; directed?: true }
    >
  | OfCall<'OfferRang', { offerId: OfferId }>
  | OfCall<'OfferEnded', { offerId: OfferId; result: OfferResult; cause: number | null }>
  /** The first agent answered: the wait ends here, whatever becomes of the call later. */
  | OfCall<'HumanAnswered', { entryId: QueueEntryId; offerId: OfferId; agentId: AgentId }>
  | OfCall<'EntryLeft', { entryId: QueueEntryId; reason: 'answered' | EntryLoss }>
  /** The caller is called back: agreed, or owed because the line lost them. */
  | OfCall<'CallbackAgreed', { callbackId: CallbackId }>
  /** An agent is there, and only now the person is dialled. */
  | OfCall<'PersonDialled', { legId: LegId; agentId: AgentId }>
  | OfCall<'PersonRang'>
  | OfCall<'PersonAnswered'>
  | OfCall<'DialEnded', { result: DialResult; cause: number | null }>
  /** A number of the directory is dialled for the caller: an agent gave the call there, or a rule of overflow did. */
  | OfCall<
      'OutsideDialled',
      { entryId: QueueEntryId; legId: LegId; contactId: ContactId; agentId: AgentId | null; rule: string | null }
    >
  | OfCall<'OutsideRang', { legId: LegId }>
  /** A human, if no agent: the wait ends here. */
  | OfCall<'OutsideAnswered', { entryId: QueueEntryId; legId: LegId; contactId: ContactId }>
  /** Who was asked there has the caller from now on. */
  | OfCall<
      'OutsideTookOver',
      { entryId: QueueEntryId; offerId: OfferId; legId: LegId; contactId: ContactId; agentId: AgentId }
    >
  | OfCall<'OutsideEnded', { legId: LegId; result: OutsideResult; cause: number | null }>
  | OfCall<'RecordingStarted', { recordingId: RecordingId }>
  | OfCall<'RecordingMuted', { recordingId: RecordingId }>
  | OfCall<'RecordingUnmuted', { recordingId: RecordingId }>
  | OfCall<'RecordingStored', { recordingId: RecordingId; result: 'finished' | 'failed'; seconds: number }>
  /** It was taken as lost, and its call may be closed and forgotten. */
  | OfCall<
      'RecordingCameLate',
      { recordingId: RecordingId; agentId: AgentId | null; startedAt: Instant; seconds: number }
    >
  /** A voice message lies there for the agents of a queue. */
  | OfCall<'VoiceMessageLeft', { messageId: RecordingId; queueId: QueueId | null; seconds: number }>
  | OfCall<'LegMeasured', { legId: LegId; quality: LegQuality }>
  /** By the phone's own key, or by command. */
  | OfCall<'HoldStarted', { agentId: AgentId; by: HoldBy }>
  | OfCall<'HoldEnded', { agentId: AgentId }>
  /** An agent began to talk with the caller; the first of a call at its human answer. */
  | OfCall<'TalkStarted', { entryId: QueueEntryId; offerId: OfferId; agentId: AgentId }>
  | OfCall<'TalkEnded', { agentId: AgentId }>
  /**
   * Asterisk could not bring them together, so nobody talked, whoever had answered: an agent by this offer, or somebody
   * outside on this leg. `answeredAt`: this was the call's human answer, which does not hold; null: there is an earlier one.
   */
  | OfCall<'TalkNotBuilt', { ring: OfferId | LegId; answeredAt: Instant | null }>
  /** `agentId` asks a colleague, or somebody at a number outside, while the caller hears music. */
  | OfCall<'ConsultStarted', { agentId: AgentId; offerId: OfferId } & ({ asked: AgentId } | { contactId: ContactId })>
  | OfCall<'ConsultAnswered', { offerId: OfferId }>
  | OfCall<'ConferenceStarted', { offerId: OfferId }>
  | OfCall<'ConsultEnded', { offerId: OfferId; result: ConsultResult }>
  /** The agent gave the caller away: unannounced, or after having asked. */
  | OfCall<'CallTransferred', { agentId: AgentId; kind: 'blind' | 'attended'; to: TransferTarget }>
  | OfCall<'WrapUpEnded', { agentId: AgentId }>
  /** The category that the caller's choice in the menu tells, until the agent says one (R2.7). */
  | OfCall<'DispositionPreset', { disposition: string }>
  | OfCall<'CallDescribed', { agentId: AgentId; disposition: string | null; notes: string; nextStep: string }>
  | OfCall<'CallHungUp', { side: HangUpSide; cause: number; outcome: Outcome }>
  /** All legs are gone. The record is complete but for wrap-up. */
  | OfCall<'CallEnded', { cdr: Cdr }>
  /** Nothing more will come: wrap-up is over too. */
  | OfCall<'CallClosed', { cdr: Cdr }>;

/** What a waiting caller was told, and what stood behind it. */
export type SpokenEstimate = {
  readonly position: number;
  /** The longest wait that was said, seconds: what was promised. Null: only the place was said. */
  readonly estimateSeconds: number | null;
  /** The shortest wait that was said, when a range was. */
  readonly fromSeconds?: number;
  readonly silence?: Silence;
  /** Longer than the last one: agents went away, or somebody of higher priority came. */
  readonly longerBecause?: 'fewerAgents' | 'overtaken';
  /** What was reckoned, whether it was said or not. Records from before it was kept have none. */
  readonly forecast?: Forecast & Partial<Bounds>;
};

/** `lineFull`: there was no leg left for another caller (leg-limit.ts). */
export type RefusalReason = 'notOurNumber' | 'asteriskHangs' | 'lineFull' | Excess['reason'];

export type ClosedReason = 'hours' | 'holiday' | 'exception' | 'supervisor';

export type OfferResult =
  | 'answered'
  | 'noAnswer'
  | 'busy'
  | 'rejected'
  | 'unreachable'
  | 'failed'
  | 'callerLeft'
  | 'agentLeft'
  | 'answeredElsewhere';

export type HoldBy = 'phone' | 'command';

/** What became of a number outside; `reached`: they talked. */
export type OutsideResult = DialResult | 'callerLeft';

/** `outside`: the department or official to whom the caller was put through. */
export type HangUpSide = 'caller' | 'agent' | 'outside' | 'line';

/** Why an entry left the line unanswered. `callback`: the caller is called back. `withdrawn`: nobody is to be called now. */
export type EntryLoss = 'abandoned' | 'failed' | 'callback' | 'withdrawn' | 'voiceMessage';

/**
 * Each call that reached the line ends in exactly one (DESIGN: the ledger balances). Calls that we make are a ledger of
 * their own: `answered`, `notReached` when the person was dialled in vain, `withdrawn` when nobody was dialled.
 */
export type Outcome =
  | 'answered'
  | 'abandoned'
  | 'callback'
  | 'voiceMessage'
  | 'selfServed'
  | 'closed'
  | 'refused'
  | 'failed'
  | 'notReached'
  | 'withdrawn';

export type AgentStateName = 'signedOut' | 'ready' | 'offered' | 'talking' | 'onHold' | 'wrapUp' | 'paused';

export type AgentFact = Of<
  'AgentStateChanged',
  { agentId: AgentId },
  {
    sessionId: AgentSessionId;
    from: AgentStateName;
    to: AgentStateName;
    /** The pause's reason, "noAnswer" when an offer was not answered. */
    reason: string | null;
    callId: CallId | null;
  }
>;

export type LineFact =
  /** A callback is so from now on. */
  | Of<'CallbackChanged', Callback>
  /** An agent has answered a voice message, or says why not. */
  | Of<'VoiceMessageClosed', { messageId: RecordingId; by: CommandSource; answer: MessageAnswer; notes: string }>
  | Of<'CommandCarriedOut', { by: CommandSource; command: Command }>
  | Of<'LineOverridden', { state: 'open' | 'closed' | null; until: Instant | null }>
  /** The end of what was said was never told; who heard it was not left waiting for it. */
  | Of<'PlaybackLost', { playbackId: PlaybackId }>
  /** A (state, event) pair that should not happen: counted, logged, never thrown. */
  | Of<'Unexpected', { machine: string; id: string; state: string; event: string }>;
