import type { Command, CommandSource } from './commands.ts';
import type { Configuration } from './configuration.ts';
import type { OnCallEffect } from './effects.ts';
import type {
  AgentSessionId,
  BridgeId,
  CallId,
  CommandId,
  Instant,
  LegId,
  PhoneUser,
  PlaybackId,
  RecordingId,
  TimerId,
} from './ids.ts';
import type { CalendarAnswer } from './self-service.ts';

/** All that can happen to the engine, by where it comes from. Each carries its instant and any fresh id. */
export type EngineEvent = FromLine | FromPhones | FromPeople | FromEngine | FromCalendar;

type At<Type extends string, Fields = unknown> = { readonly type: Type; readonly at: Instant } & Readonly<Fields>;

export type FromLine =
  /**
   * A call entered from a trunk. `callerNumber` is as the trunk said it, null when it is withheld. `arrivedAt` is set when Asterisk held
   * the caller while there was no engine: the true arrival, which the ticket counts from.
   */
  | At<
      'CallArrived',
      {
        callId: CallId;
        legId: LegId;
        callerNumber: string | null;
        calledNumber: string;
        trunk: string;
        arrivedAt?: Instant;
      }
    >
  /**
   * A call came and went while no engine was there; Asterisk alone kept it, and put it through to `phone` if it was
   * answered. Its instants are whole seconds by Asterisk's clock.
   */
  | At<
      'UnseenCallEnded',
      {
        callId: CallId;
        legId: LegId;
        callerNumber: string | null;
        calledNumber: string;
        trunk: string;
        arrivedAt: Instant;
        answeredAt: Instant | null;
        endedAt: Instant;
        phone: PhoneUser | null;
        endedBy: 'caller' | 'agent';
      }
    >
  /** A caller whom we left to Asterisk's own plan is handed over by it again. */
  | At<'LegCameBack', { legId: LegId }>
  /** The far phone is ringing. */
  | At<'LegRang', { legId: LegId }>
  /** The far side answered (a leg that we made), or Asterisk confirmed our answer (one that came). */
  | At<'LegAnswered', { legId: LegId }>
  /** The far phone put us on hold (re-INVITE, RFC 3264 §8.4), and took us back. */
  | At<'LegHeld', { legId: LegId }>
  | At<'LegResumed', { legId: LegId }>
  /**
   * An agent's phone wants the other side of its call to be sent elsewhere (REFER, RFC 3515): to what it would have dialled.
   * `attended`: in the place of another call of that phone. It waits for an answer (AnswerRefer).
   */
  | At<'LegReferred', { legId: LegId; to: string; attended: boolean }>
  /** The far side asked for the end; LegEnded follows. Only journals of before 23. 11. 2026 have it. */
  | At<'LegHungUp', { legId: LegId }>
  /** The leg is gone. `cause` is the Q.850 cause. */
  | At<'LegEnded', { legId: LegId; cause: number }>
  | At<'DigitPressed', { legId: LegId; digit: string }>
  | At<'PlaybackEnded', { playbackId: PlaybackId; result: 'finished' | 'failed' }>
  /** `talkingSeconds`: how much of a message was not silence. */
  | At<
      'RecordingEnded',
      { recordingId: RecordingId; result: 'finished' | 'failed'; seconds: number; talkingSeconds?: number }
    >
  | At<'LegQualityMeasured', { legId: LegId; quality: LegQuality }>;

/** Audio as this side received and as the far side reported it. Shares are 0 to 1, jitter is in milliseconds. */
export type LegQuality = {
  readonly receivedPackets: number;
  readonly sentPackets: number;
  readonly receivedLossShare: number;
  readonly sentLossShare: number;
  readonly receivedJitterMs: number;
  readonly roundTripMs: number | null;
};

/** `running`: Asterisk writes it. `finished`: its file is there, so long. `missing`: there is nothing of it. */
export type FoundRecording = {
  readonly recordingId: RecordingId;
  readonly state: 'running' | 'finished' | 'missing';
  readonly seconds: number;
};

/** What hangs by itself in a half-hung Asterisk (FACTS: asterisk/asterisk#2170, #2078). */
export type AsteriskResource = 'channels' | 'bridges' | 'applications';

export type FromPhones =
  /** A registered phone dialled something that the dialplan let through to us. */
  | At<'FeatureCodeDialled', { legId: LegId; phone: PhoneUser; code: string; sessionId: AgentSessionId }>
  | At<'PhoneReachabilityChanged', { phone: PhoneUser; reachable: boolean }>;

export type FromPeople = At<
  'CommandReceived',
  { commandId: CommandId; by: CommandSource; command: Command; sessionId: AgentSessionId }
>;

/** What the calendar says to a question of a caller's. */
export type FromCalendar = At<'CalendarAnswered', { callId: CallId; questionId: string; answer: CalendarAnswer }>;

export type FromEngine =
  | At<'EngineStarted', { engineId: string }>
  | At<'ConfigurationLoaded', { configuration: Configuration }>
  | At<'TimerFired', { timerId: TimerId }>
  /** The events socket to Asterisk is open (again) and this is everything that exists there. */
  | At<
      'AsteriskConnected',
      {
        legs: readonly LegId[];
        bridges: readonly { readonly bridgeId: BridgeId; readonly legs: readonly LegId[] }[];
        reachablePhones: readonly PhoneUser[];
        /** Of the legs, the callers who are not in our application: Asterisk's own plan has them. */
        elsewhere?: readonly LegId[];
        /** When this Asterisk began to run, by its own clock. Another than before: it was restarted and lost every call. */
        startedAt?: Instant | null;
        /** What became of the recordings that the engine believes to be running. */
        recordings?: readonly FoundRecording[];
      }
    >
  | At<'AsteriskLost'>
  /** These classes of Asterisk's resources do not answer though its socket lives; none: all do again. */
  | At<'AsteriskHealthChanged', { hanging: readonly AsteriskResource[] }>
  /** Asterisk refused or did not answer an effect. `status` is HTTP-like, 0 for a time-out. */
  | At<'EffectFailed', { effect: OnCallEffect; status: number; reason: string }>;
