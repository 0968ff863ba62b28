import type { Language } from '../../prompts/language.ts';
import type { TransferTarget } from './call.ts';
import type { CallbackOutcome } from './callback.ts';
import type { AgentId, CallbackId, CallId, ContactId, Instant, QueueId, RecordingId } from './ids.ts';
import type { MessageAnswer } from './voice-message.ts';

/** What people may ask of the engine, through the door or by a feature code. Imperative; the answer is data. */
export type Command =
  | { readonly type: 'SignIn'; readonly agentId: AgentId }
  | { readonly type: 'BecomeReady'; readonly agentId: AgentId }
  | { readonly type: 'Pause'; readonly agentId: AgentId; readonly reason: string }
  | { readonly type: 'SignOut'; readonly agentId: AgentId }
  /** Ends wrap-up; the call's record is closed with what was said. */
  | { readonly type: 'FinishWrapUp'; readonly agentId: AgentId }
  /** Says what the call was about, during it or in wrap-up. */
  | {
      readonly type: 'DescribeCall';
      readonly agentId: AgentId;
      readonly callId: CallId;
      readonly disposition: string | null;
      readonly notes: string;
      readonly nextStep: string;
    }
  /** Recording pauses while sensitive data are spoken; the pause is silence in the file (R2.8). */
  | { readonly type: 'PauseRecording'; readonly agentId: AgentId; readonly callId: CallId }
  | { readonly type: 'ResumeRecording'; readonly agentId: AgentId; readonly callId: CallId }
  /** The caller hears music until the agent takes the talk up again (R2.6). */
  | { readonly type: 'HoldCaller'; readonly agentId: AgentId; readonly callId: CallId }
  | { readonly type: 'ResumeCaller'; readonly agentId: AgentId; readonly callId: CallId }
  /** Gives the caller to another queue or agent without a word to them; the ticket stays (R2.6). */
  | { readonly type: 'TransferCall'; readonly agentId: AgentId; readonly callId: CallId; readonly to: TransferTarget }
  /** A colleague is asked while the caller hears music. */
  | { readonly type: 'ConsultAgent'; readonly agentId: AgentId; readonly callId: CallId; readonly asked: AgentId }
  /** The same with somebody at a number of the directory. */
  | {
      readonly type: 'ConsultOutside';
      readonly agentId: AgentId;
      readonly callId: CallId;
      readonly contactId: ContactId;
    }
  /** Whoever hears music takes the place of whom the agent talks with. */
  | { readonly type: 'SwapParties'; readonly agentId: AgentId; readonly callId: CallId }
  /** All three talk. */
  | { readonly type: 'JoinParties'; readonly agentId: AgentId; readonly callId: CallId }
  /** The agent goes and who was asked has the caller. */
  | { readonly type: 'CompleteTransfer'; readonly agentId: AgentId; readonly callId: CallId }
  /** Who was asked goes and the agent has the caller. */
  | { readonly type: 'ReturnToCaller'; readonly agentId: AgentId; readonly callId: CallId }
  /** Somebody is to be called back who did not ask by key. `callerNumber` as people write it: "041 123 456". */
  | {
      readonly type: 'AddCallback';
      readonly callerNumber: string;
      readonly queueId: QueueId;
      readonly language: Language;
      readonly notes: string;
    }
  | {
      readonly type: 'CloseCallback';
      readonly callbackId: CallbackId;
      readonly outcome: CallbackOutcome;
      readonly notes: string;
    }
  /** It was tried in vain, whatever the telephone says of it: again by the schedule (R1.11). */
  | { readonly type: 'RetryCallback'; readonly callbackId: CallbackId; readonly notes: string }
  /** A voice message was answered, or need not be; `notes` is the agent's. */
  | {
      readonly type: 'CloseVoiceMessage';
      readonly messageId: RecordingId;
      readonly answer: MessageAnswer;
      readonly notes: string;
    }
  /** Overrides the opening hours until an instant (R1.6, R2.9). */
  | { readonly type: 'OpenLine'; readonly until: Instant }
  | { readonly type: 'CloseLine'; readonly until: Instant }
  | { readonly type: 'FollowOpeningHours' };

/** Who asked: a signed-in person, a phone by feature code, or the operator at the command line. */
export type CommandSource =
  | { readonly kind: 'person'; readonly userId: string; readonly role: string }
  | { readonly kind: 'phone'; readonly phone: string }
  | { readonly kind: 'operator' };

export type CommandAnswer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** Why a command was refused; the reader's sentence is made where the reader is. */
export type Refusal =
  | 'notSignedIn'
  | 'alreadySignedIn'
  | 'unknownAgent'
  | 'unknownCall'
  | 'unknownReason'
  | 'unknownDisposition'
  | 'phoneUnreachable'
  | 'inCall'
  | 'notInWrapUp'
  | 'notRecording'
  | 'notTalking'
  | 'notOnHold'
  /** The number is none, or may not be dialled. */
  | 'numberRefused'
  | 'callbackOpen'
  | 'unknownCallback'
  | 'callbackBusy'
  | 'noCallbacks'
  | 'unknownTarget'
  /** The number outside may not be dialled now, is not rung at this hour, or all its lines are taken. */
  | 'contactRefused'
  | 'contactClosed'
  | 'contactBusy'
  | 'agentNotFree'
  | 'consulting'
  | 'notConsulting'
  | 'notAnsweredYet'
  | 'instantPassed'
  | 'notAllowed'
  | 'messageClosed'
  | 'notReady';
