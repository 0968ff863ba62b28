import type { Flow } from '../../dialplan/flow.ts';
import type { OpeningHours, WeeklyPeriod } from '../../dialplan/opening-hours.ts';
import type { OutboundRule } from '../../dialplan/outbound.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import type { CallLimits } from './call-limits.ts';
import type { CallbackRules } from './callback-rules.ts';
import type { AgentId, ContactId, LocationId, PhoneUser, PromptVersionId, QueueId, Skill } from './ids.ts';
import type { OverflowRule } from './overflow.ts';
import type { SelfServiceRules } from './self-service.ts';

/**
 * Everything the core must know that is configured, not happening. It is read from the database, checked by a
 * schema, and reaches the core as the event ConfigurationLoaded, so that a replay knows what was configured then.
 */
export type Configuration = {
  /** A hash of the rest: the same configuration loaded twice is the same event. */
  readonly version: string;
  readonly line: {
    /** The one dedicated number (R1.1), E.164 without "+": "38615551234". */
    readonly number: string;
    /** How else trunks send it: "015551234", "+38615551234". */
    readonly aliases: readonly string[];
  };
  /** How many calls the line takes; absent: the usual limits (call-limits.ts). */
  readonly edge?: CallLimits;
  /** How many legs Asterisk has audio ports for (leg-limit.ts); absent: that is not known. */
  readonly legLimit?: number;
  /** Which numbers the line may dial; absent: none. */
  readonly outbound?: OutboundRule;
  /** How callbacks are offered and kept; absent: none are. */
  readonly callbacks?: CallbackRules;
  /** What callers choose from who help themselves by keys; absent: nothing. */
  readonly selfService?: SelfServiceRules;
  readonly flow: Flow;
  readonly openingHours: OpeningHours;
  readonly queues: readonly QueueConfiguration[];
  readonly agents: readonly AgentConfiguration[];
  /** Numbers outside that callers may be put through to; absent: none. */
  readonly contacts?: readonly OutsideContact[];
  readonly pauseReasons: readonly PauseReason[];
  readonly dispositions: readonly string[];
  /** The approved version of each prompt in each language (R1.9); what is not here can not play. */
  readonly prompts: Readonly<Record<Language, Readonly<Partial<Record<PromptKey, PromptVersionId>>>>>;
  /** How long each version lasts at most, in milliseconds; absent: not known. */
  readonly soundMs?: Readonly<Record<PromptVersionId, number>>;
};

export type QueueConfiguration = {
  readonly id: QueueId;
  readonly name: string;
  readonly locationIds: readonly LocationId[];
  /** Skills that every caller of this queue needs; the caller's language is added as "jezik:sl". */
  readonly skills: readonly Skill[];
  readonly ringSeconds: number;
  readonly wrapUpSeconds: number;
  readonly announceEverySeconds: number;
  /** The handling time assumed before any call was handled, for the estimated wait. */
  readonly assumedHandlingSeconds: number;
  readonly serviceLevel: { readonly seconds: number; readonly share: number };
  readonly strategy: Strategy;
  /** Of queues that share agents, callers of the higher one are served first; of equal ones the earlier ticket. */
  readonly priority: number;
  /** An agent must have every needed skill at this level at least. */
  readonly minimumLevel: number;
  /** What is asked less of the agent once a caller has waited so long; the last that is due holds. */
  readonly widening: readonly Widening[];
  /** Who talked with this number within so many hours is preferred when free; 0: nobody is. */
  readonly lastAgentHours: number;
  /** What is done when the queue alone does not do (R1.10); absent: nothing. */
  readonly overflow?: readonly OverflowRule[];
};

/** Which of several free agents is rung (R2.3). Whatever it says, nobody is rung who can not serve the caller. */
export type Strategy = 'longestIdle' | 'leastCalls' | 'roundRobin' | 'ringAll';

export type Widening = {
  readonly afterSeconds: number;
  readonly minimumLevel: number;
  /** Skills that are not needed any more: "ue:litija". */
  readonly without: readonly Skill[];
};

export type AgentConfiguration = {
  readonly id: AgentId;
  readonly name: string;
  readonly phone: PhoneUser;
  /** A higher level is preferred among equally long idle agents of the same skill. */
  readonly skills: readonly { readonly skill: Skill; readonly level: number }[];
};

/** A department or an official outside (R2.6, R1.10). No other number is dialled for a caller (R9.4). */
export type OutsideContact = {
  readonly id: ContactId;
  readonly kind: 'department' | 'official';
  readonly name: string;
  /** E.164 without "+". */
  readonly number: string;
  /** What agents key in after `*8` on a desk phone: "12". */
  readonly code: string;
  /** So many callers at once are put through to it. */
  readonly lines: number;
  /** When it may be rung, by the line's wall clock and not on holidays; absent: at any time. */
  readonly hours?: readonly WeeklyPeriod[];
};

export type PauseReason = {
  /** The digit after the feature code: *13 and then this. */
  readonly digit: string;
  readonly key: string;
  /** What people see: "malica". */
  readonly name: string;
};
