import type { Language } from '../../prompts/language.ts';
import type { AsteriskHang } from './asterisk-hang.ts';
import type { Calibration } from './calibration.ts';
import type { CallbackReason } from './callback.ts';
import type { AgentStateName, ClosedReason } from './facts.ts';
import type {
  AgentId,
  CallbackId,
  CallId,
  ContactId,
  Instant,
  PhoneUser,
  QueueEntryId,
  QueueId,
  RecordingId,
} from './ids.ts';
import type { LegsView } from './leg-limit.ts';

/** What people see of the running line: projections of the world, made anew when it changes. */
export type WallboardView = {
  readonly at: Instant;
  readonly line: LineView;
  readonly queues: readonly QueueView[];
  readonly agents: readonly AgentRow[];
  readonly callbacks: CallbacksView;
  readonly today: TodayView;
  /** Voice messages that nobody has answered yet. */
  readonly openMessages: number;
  /** Not told by an engine of before. */
  readonly configuration?: ConfigurationView;
  /** Null: the disk takes the journal. Not told by an engine of before. */
  readonly journal?: JournalView | null;
  /** Null: how many there can be is not known. Not told by an engine of before. */
  readonly legs?: LegsView | null;
};

/**
 * The journal's disk is full or takes nothing; calls go on. Records go into the reserve on the disk, then into memory
 * and the database; when memory is full too they are given up.
 */
export type JournalView = { readonly kept: 'inReserve' | 'inMemory' | 'nowhere'; readonly since: Instant };

/** What of the configuration as it stands in the database is not as it should be. */
export type ConfigurationView = {
  /** It is not used, and the one before stays; `since` is when that began. Null: what is configured is used. */
  readonly refused: { readonly since: Instant; readonly problems: readonly ConfigurationTrouble[] } | null;
  /** What is used and can not do what it says. */
  readonly warnings: readonly ConfigurationTrouble[];
};

/** A row that does not fit, and what would fit there. */
export type ConfigurationTrouble = { readonly row: string; readonly expected: string };

export type LineView = {
  readonly open: boolean;
  readonly closedReason: ClosedReason | null;
  /** When this changes by itself next. */
  readonly changesAt: Instant | null;
  readonly overriddenUntil: Instant | null;
  readonly asteriskConnected: boolean;
  /** Asterisk is connected and half hangs: no new calls are taken. */
  readonly asteriskHangs: AsteriskHang | null;
};

/** Callbacks that are not closed (R2.9). */
export type CallbacksView = {
  readonly open: number;
  /** Of these, those that stand in the line or are being made. */
  readonly inLine: number;
  /** Those that our side fails to dial, over and over; absent: none. */
  readonly failing?: number;
  /** The earliest promise that is not kept yet; null: none is open. */
  readonly oldestPromiseAt: Instant | null;
};

export type QueueView = {
  readonly id: QueueId;
  readonly name: string;
  readonly waiting: number;
  /** When the longest waiting caller arrived; the page counts on from it. */
  readonly oldestTicketAt: Instant | null;
  readonly serviceLevel: { readonly seconds: number; readonly share: number };
  /** How well the last waits that were told came true. */
  readonly estimates: Calibration;
};

export type AgentRow = {
  readonly id: AgentId;
  readonly name: string;
  readonly state: AgentStateName;
  readonly reason: string | null;
  readonly since: Instant | null;
  readonly phoneReachable: boolean;
};

/** Since local midnight. Definitions are those of the monthly report. */
export type TodayView = Figures & {
  readonly date: string;
  /** 96 quarters of an hour at most; only those with a call, by local start "08:15". */
  readonly quarters: readonly ({ readonly start: string } & Figures)[];
};

export type Figures = {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  /** Calls that found the line closed, those that ended with a promise to call back or a message among them. */
  readonly closed: number;
  readonly refused: number;
  readonly failed: number;
  /** Calls to the open line that were served by keys alone (R1.5). */
  readonly selfServed: number;
  /** Calls for which an overflow rule was carried out, however many (R1.10). */
  readonly overflowed: number;
  /** Calls to the open line that ended with a voice message. */
  readonly voiceMessages: number;
  /** Answered by a human within the service level's seconds. */
  readonly answeredInTime: number;
  /** Sum of waits of answered calls, milliseconds: ASA is this by `answered`. */
  readonly answerWaitMs: number;
  /** Calls to the open line that ended with the promise to call back. */
  readonly callback: number;
  /** Promises of callbacks that became due today, and those of them that were kept. */
  readonly promises: number;
  readonly promisesKept: number;
};

/** One agent's console. */
export type AgentView = {
  readonly at: Instant;
  readonly line: LineView;
  readonly agentId: AgentId;
  readonly name: string;
  readonly phone: PhoneUser;
  readonly phoneReachable: boolean;
  readonly state: AgentStateName;
  readonly reason: string | null;
  readonly since: Instant | null;
  /** What the agent asked for during the call, to be once it is done with; null: ready for the next. */
  readonly afterwards: { readonly state: 'paused'; readonly reason: string } | { readonly state: 'signedOut' } | null;
  /** When wrap-up ends by itself. */
  readonly wrapUpEndsAt: Instant | null;
  readonly call: AgentCallView | null;
  readonly waiting: number;
};

export type AgentCallView = {
  readonly callId: CallId;
  readonly entryId: QueueEntryId;
  readonly callerNumber: string | null;
  readonly language: Language;
  readonly queueName: string;
  /** What the caller chose in the menus, in words and order. */
  readonly menuPath: readonly string[];
  readonly ticketAt: Instant;
  readonly offeredAt: Instant;
  readonly answeredAt: Instant | null;
  /** `muted` by the agent; `silent` by itself while the caller is on hold. */
  readonly recording: { readonly recordingId: RecordingId; readonly muted: boolean; readonly silent: boolean } | null;
  readonly consent: 'given' | 'refused' | null;
  readonly disposition: string | null;
  readonly notes: string;
  readonly nextStep: string;
  /** What agents who had the call before wrote about it. */
  readonly earlier: readonly { readonly name: string; readonly notes: string; readonly nextStep: string }[];
  /** Where this agent may send the caller; null: the talk is not this agent's. */
  readonly transfer: TransferTargets | null;
  /** The call is a callback; null: the caller called us. */
  readonly callback: AgentCallbackView | null;
  /** This agent asks a colleague or somebody outside, or is asked by a colleague. */
  readonly consult: ConsultView | null;
};

export type ConsultView = {
  readonly part: 'asks' | 'isAsked';
  /** The other agent, or the number outside. */
  readonly name: string;
  readonly outside?: true;
  /** Consult.state: who hears whom (consult.ts). */
  readonly state: 'ringing' | 'asking' | 'parked' | 'joined';
};

export type AgentCallbackView = {
  readonly callbackId: CallbackId;
  readonly reason: CallbackReason;
  readonly askedAt: Instant;
  readonly promisedBy: Instant;
  /** How often the person was dialled before this time. */
  readonly earlierTries: number;
  readonly notes: string;
  /** `offered`: the agent has not answered yet. Then the person's phone rings, they hear who calls, and they talk. `over`: it is written up. */
  readonly stage: 'offered' | 'dialling' | 'greeting' | 'talking' | 'over';
};

export type TransferTargets = {
  readonly queues: readonly { readonly id: QueueId; readonly name: string; readonly waiting: number }[];
  readonly agents: readonly {
    readonly id: AgentId;
    readonly name: string;
    readonly state: AgentStateName;
    /** Ready, and the phone can ring. */
    readonly free: boolean;
  }[];
  /** Numbers outside, by name. */
  readonly outside: readonly {
    readonly id: ContactId;
    readonly name: string;
    readonly kind: 'department' | 'official';
    readonly code: string;
    /** It is rung at this hour. */
    readonly open: boolean;
    /** It is, and has a line that is not taken. */
    readonly free: boolean;
  }[];
};
