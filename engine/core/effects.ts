import type { PromptKey, PromptValue } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import type { CommandAnswer } from './commands.ts';
import type {
  BridgeId,
  CallId,
  CommandId,
  Instant,
  LegId,
  OfferId,
  PhoneUser,
  PlaybackId,
  PromptVersionId,
  RecordingId,
  TimerId,
} from './ids.ts';
import type { CalendarQuestion } from './self-service.ts';

/** What the core asks the shell to do, in this order. `callId` is the order's key: effects of one call go out one by one. */
export type Effect = OnCallEffect | OnTimerEffect | OnPersonEffect | OnCalendarEffect;

/** What Asterisk does for us. */
export type OnCallEffect = {
  readonly callId: CallId;
} /** `again`: it failed once, and is asked for once more. `rebuilt`: it stood before (failed-building.ts). */ & (
  | { readonly type: 'AnswerLeg'; readonly legId: LegId; readonly again?: true }
  /** Ends a leg; an unanswered one is refused with this Q.850 cause. */
  | { readonly type: 'HangUpLeg'; readonly legId: LegId; readonly cause: number }
  /** Back to Asterisk's own plan for callers without an engine; it hands the leg over again by itself. */
  | { readonly type: 'LeaveLegToPlan'; readonly legId: LegId }
  /** What became of a phone's REFER. */
  | { readonly type: 'AnswerRefer'; readonly legId: LegId; readonly accepted: boolean }
  | {
      readonly type: 'PlayUtterances';
      readonly legId: LegId;
      readonly playbackId: PlaybackId;
      readonly utterances: readonly Utterance[];
    }
  | { readonly type: 'StopPlayback'; readonly playbackId: PlaybackId }
  | {
      readonly type: 'CreateBridge';
      readonly bridgeId: BridgeId;
      readonly kind: 'holding' | 'mixing';
      readonly again?: true;
      readonly rebuilt?: true;
    }
  /** In a holding bridge a leg hears music between utterances. */
  | {
      readonly type: 'PutLegInBridge';
      readonly bridgeId: BridgeId;
      readonly legId: LegId;
      readonly again?: true;
      readonly rebuilt?: true;
    }
  | { readonly type: 'DestroyBridge'; readonly bridgeId: BridgeId }
  | {
      readonly type: 'RingPhone';
      readonly legId: LegId;
      readonly offerId: OfferId;
      readonly phone: PhoneUser;
      readonly callerNumber: string | null;
      readonly ringSeconds: number;
      /** Who hears the ringing tone meanwhile; it ends with StopPlayback. */
      readonly heardBy?: { readonly legId: LegId; readonly playbackId: PlaybackId };
    }
  /** A leg that we make to a number outside, by the rule (dialling.ts); it is answered as a phone's is. */
  | {
      readonly type: 'DialNumber';
      readonly legId: LegId;
      readonly trunk: string;
      /** As the trunk's company wants it: "+38641123456". */
      readonly number: string;
      /** The line's own number, which the person called sees. */
      readonly callerNumber: string;
      readonly ringSeconds: number;
      /** Who hears the ringing tone meanwhile; it ends with StopPlayback, or when that leg is put into a bridge. */
      readonly heardBy: { readonly legId: LegId; readonly playbackId: PlaybackId } | null;
    }
  | {
      readonly type: 'StartRecording';
      readonly bridgeId: BridgeId;
      readonly recordingId: RecordingId;
      readonly again?: true;
    }
  | { readonly type: 'MuteRecording'; readonly recordingId: RecordingId }
  | { readonly type: 'UnmuteRecording'; readonly recordingId: RecordingId }
  | { readonly type: 'StopRecording'; readonly recordingId: RecordingId }
  /** The caller alone is recorded until the end is asked for, so much silence, or the longest time. */
  | {
      readonly type: 'RecordMessage';
      readonly legId: LegId;
      readonly recordingId: RecordingId;
      readonly longestSeconds: number;
      readonly silenceSeconds: number;
    }
  /** Removes the file of a recording in which there is nothing. */
  | { readonly type: 'DiscardRecording'; readonly recordingId: RecordingId }
  /** Encrypts the finished file, removes the plain one and enters it in the register. */
  | { readonly type: 'SealRecording'; readonly recordingId: RecordingId }
);

export type OnTimerEffect =
  | { readonly type: 'StartTimer'; readonly timerId: TimerId; readonly dueAt: Instant }
  | { readonly type: 'StopTimer'; readonly timerId: TimerId };

export type OnPersonEffect = {
  readonly type: 'AnswerCommand';
  readonly commandId: CommandId;
  readonly answer: CommandAnswer;
};

/** Asks the calendar for a caller; the answer comes as CalendarAnswered, or not at all. */
export type OnCalendarEffect = {
  readonly type: 'AskCalendar';
  readonly callId: CallId;
  readonly questionId: string;
  readonly question: CalendarQuestion;
};

/** One thing said: an approved prompt's version with the values of its placeholders. */
export type Utterance = {
  readonly prompt: PromptKey;
  readonly versionId: PromptVersionId;
  readonly language: Language;
  /** Numbers are counts, minutes or positions, instants milliseconds, words names. What each prompt takes: prompts/catalogue.ts. */
  readonly values: Readonly<Record<string, PromptValue>>;
};
