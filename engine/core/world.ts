import type { AgentSession } from './agent-session.ts';
import type { AsteriskHang } from './asterisk-hang.ts';
import type { ProvedForecast } from './calibration.ts';
import type { Call } from './call.ts';
import { noArrivals, type RecentArrivals } from './call-limits.ts';
import type { Callback } from './callback.ts';
import type { CallbackDialogue } from './callback-dialogue.ts';
import type { Configuration } from './configuration.ts';
import type { Consult } from './consult.ts';
import { noDials, type RecentDials } from './dialling.ts';
import type { FeatureCall } from './feature-call.ts';
import type {
  AgentId,
  CallbackId,
  CallId,
  Instant,
  LegId,
  OfferId,
  PhoneUser,
  QueueEntryId,
  QueueId,
  RecordingId,
  TimerId,
} from './ids.ts';
import type { Inquiry } from './inquiry.ts';
import type { LateRecording } from './late-recordings.ts';
import type { Leg } from './leg.ts';
import type { Offer } from './offer.ts';
import type { QueueEntry } from './queue-entry.ts';
import type { Keyed } from './talk-keys.ts';
import type { Tally } from './tally.ts';
import type { Today } from './today.ts';
import type { OpenMessage } from './voice-message.ts';

/**
 * All that the engine knows. `step` owns it and changes it in place, so that an event costs the same however many
 * calls there are; the machines inside are values. Only live things stay: what is over leaves as facts.
 * It consists of Maps, Sets, arrays and plain values, so a snapshot of it can be read back whole.
 */
export type World = {
  at: Instant;
  configuration: Configuration | null;
  asteriskConnected: boolean;
  /** Which Asterisk it was that we last knew; null: it did not say. */
  asteriskStartedAt: Instant | null;
  /** Why no new calls are taken though Asterisk is connected; null: all is well. */
  asteriskHangs: AsteriskHang | null;
  /** Calls that no engine saw and that were told of, the last ones, so that none is told twice. */
  readonly unseenCalls: Set<LegId>;
  /** Callers left to Asterisk's own plan because it half hangs; it hands them over again. */
  readonly heldOff: Set<LegId>;
  /** Callers whom Asterisk's own plan has, since no engine was there for long (stranded.ts). */
  readonly stranded: Set<LegId>;
  /** What happened since then was not seen: the connection, or the engine itself, was away. Null: nothing was missed. */
  unwatchedSince: Instant | null;
  lineOverride: LineOverride | null;
  today: Today | null;
  readonly calls: Map<CallId, Call>;
  readonly legs: Map<LegId, Leg>;
  /** The legs of each call, so that a call can be put down whole. */
  readonly legsOfCall: Map<CallId, LegId[]>;
  readonly entries: Map<QueueEntryId, QueueEntry>;
  /** Entries that wait or ring, by ticket; the first is served first. */
  readonly line: QueueEntryId[];
  readonly offers: Map<OfferId, Offer>;
  /** The colleague who is asked during a call's talk. */
  readonly consults: Map<CallId, Consult>;
  /** What agents have keyed in so far during their talks. */
  readonly keyed: Map<LegId, Keyed>;
  readonly agents: Map<AgentId, AgentSession>;
  readonly featureCalls: Map<LegId, FeatureCall>;
  readonly reachablePhones: Set<PhoneUser>;
  readonly recordings: Map<RecordingId, CallId>;
  /** Of which the end was not told in time; they are adopted when they turn up. */
  readonly lateRecordings: Map<RecordingId, LateRecording>;
  /** Voice messages that nobody has answered yet. */
  readonly openMessages: Map<RecordingId, OpenMessage>;
  readonly timers: Map<TimerId, Instant>;
  /** What each agent was given and took, for the strategies that share it out evenly. */
  readonly tallies: Map<AgentId, Tally>;
  /** Who talked with a number last; the oldest go when there are too many. */
  readonly lastAgents: Map<string, { readonly agentId: AgentId; readonly at: Instant }>;
  /** The last handling times of each queue in milliseconds, newest last: what an estimate stands on. */
  readonly handling: Map<QueueId, number[]>;
  /** What became of each queue's last forecasts, newest last: whether and how a wait is told stands on them. */
  readonly forecasts: Map<QueueId, readonly ProvedForecast[]>;
  /** Callbacks that are not closed, and whose number has one. */
  readonly callbacks: Map<CallbackId, Callback>;
  readonly callbackOfNumber: Map<string, CallbackId>;
  /** Promised to a number while another callback to it is being made; each comes when that one closes (callbacks.ts). */
  readonly laterCallbacks: Map<string, Callback & { readonly state: 'owed' }>;
  /** Callbacks that were kept a moment ago, by the call that the agent still writes up. */
  readonly keptCallbacks: Map<CallId, Callback>;
  /** Callers who are agreeing on a callback. */
  readonly dialogues: Map<CallId, CallbackDialogue>;
  /** Callers who help themselves by keys, and those who went while what they had ordered was not answered yet. */
  readonly inquiries: Map<CallId, Inquiry>;
  readonly recentArrivals: RecentArrivals;
  readonly recentDials: RecentDials;
  unexpectedCount: number;
};

export type LineOverride = { readonly state: 'open' | 'closed'; readonly until: Instant };

export function emptyWorld(): World {
  return {
    at: 0 as Instant,
    configuration: null,
    asteriskConnected: false,
    asteriskStartedAt: null,
    asteriskHangs: null,
    heldOff: new Set(),
    stranded: new Set(),
    unseenCalls: new Set(),
    unwatchedSince: null,
    lineOverride: null,
    today: null,
    calls: new Map(),
    legs: new Map(),
    legsOfCall: new Map(),
    entries: new Map(),
    line: [],
    offers: new Map(),
    consults: new Map(),
    keyed: new Map(),
    agents: new Map(),
    featureCalls: new Map(),
    reachablePhones: new Set(),
    recordings: new Map(),
    lateRecordings: new Map(),
    openMessages: new Map(),
    timers: new Map(),
    tallies: new Map(),
    lastAgents: new Map(),
    handling: new Map(),
    forecasts: new Map(),
    callbacks: new Map(),
    callbackOfNumber: new Map(),
    laterCallbacks: new Map(),
    keptCallbacks: new Map(),
    dialogues: new Map(),
    inquiries: new Map(),
    recentArrivals: noArrivals(),
    recentDials: noDials(),
    unexpectedCount: 0,
  };
}
