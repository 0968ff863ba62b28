import { usualOutboundRule } from '../../../dialplan/outbound.ts';
import { seedOpeningHours } from '../../../dialplan/seed-opening-hours.ts';
import type { CallbackRules } from '../../../engine/core/callback-rules.ts';
import type { Configuration } from '../../../engine/core/configuration.ts';
import type { CallFact, Fact } from '../../../engine/core/facts.ts';
import {
  type AgentId,
  instant,
  type PhoneUser,
  type PromptVersionId,
  type QueueId,
  type Skill,
} from '../../../engine/core/ids.ts';
import { promptKeys } from '../../../prompts/catalogue.ts';
import { languages } from '../../../prompts/language.ts';
import { shortFlow } from '../../short-flow.ts';

/** How an agent's phone behaves when it is rung. */
export type PhoneBehaviour =
  | { readonly kind: 'answers'; readonly afterMs: number; readonly talksMs?: number }
  | { readonly kind: 'never' }
  | { readonly kind: 'busy'; readonly afterMs: number }
  | { readonly kind: 'rejects'; readonly afterMs: number }
  | { readonly kind: 'refused' };

export type SimulatedCall = {
  readonly id: string;
  readonly atMs: number;
  readonly to?: string;
  readonly from?: string;
  readonly keys?: readonly { readonly atMs: number; readonly digit: string }[];
  /** After arrival. Without it the caller stays until the other side ends. */
  readonly hangsUpAfterMs?: number;
  /** How long Asterisk held the caller already, for want of an engine. */
  readonly heldMs?: number;
};

/** A Monday in opening hours: 23. 11. 2026 at 10.00 in Ljubljana. */
export const mondayAtTen = instant(Date.parse('2026-11-23T10:00:00+01:00'));

const approved = (language: string) =>
  Object.fromEntries(promptKeys.map((key) => [key, `${key}-${language}-1` as PromptVersionId]));

/** Every approved text lasts so long at most. */
export const everyTextLasts = (milliseconds: number): Record<PromptVersionId, number> =>
  Object.fromEntries(
    languages.flatMap((language) => Object.values(approved(language)).map((versionId) => [versionId, milliseconds])),
  );

export function configurationOf(agents: number, change: Partial<Configuration> = {}): Configuration {
  return {
    version: 'simulated',
    line: { number: '38615551234', aliases: [] },
    flow: shortFlow,
    openingHours: seedOpeningHours,
    queues: [
      {
        id: 'narocanje' as QueueId,
        name: 'Naročanje',
        locationIds: [],
        skills: ['narocanje' as Skill],
        ringSeconds: 20,
        wrapUpSeconds: 30,
        announceEverySeconds: 45,
        assumedHandlingSeconds: 240,
        serviceLevel: { seconds: 20, share: 0.8 },
        strategy: 'longestIdle',
        priority: 0,
        minimumLevel: 1,
        widening: [],
        lastAgentHours: 0,
      },
    ],
    agents: Array.from({ length: agents }, (_, index) => ({
      id: `agent${index + 1}` as AgentId,
      name: `Agent ${index + 1}`,
      phone: `10${index + 1}` as PhoneUser,
      skills: ['narocanje', 'jezik:sl', 'jezik:en'].map((skill) => ({ skill: skill as Skill, level: 1 })),
    })),
    pauseReasons: [{ digit: '1', key: 'malica', name: 'malica' }],
    dispositions: ['narocanje', 'odpoved', 'prenarocanje', 'cakalneDobe', 'priloge', 'portal', 'drugo'],
    prompts: { sl: approved('sl'), en: approved('en') },
    ...change,
  };
}

/** Callbacks as a test of them wants: offered at once after a minute, dialled three times. */
export const callbackRules: CallbackRules = {
  offerAfterSeconds: 60,
  promisedMinutes: 120,
  tries: 3,
  againAfterMinutes: { busy: 5, noAnswer: 30, failed: 10 },
  ringSeconds: 40,
  callLostBack: true,
  callAbandonedBackAfterSeconds: null,
};

/** A line that may call back. */
export const withCallbacks = (agents: number, rules: Partial<CallbackRules> = {}): Configuration =>
  configurationOf(agents, { outbound: usualOutboundRule, callbacks: { ...callbackRules, ...rules } });

export const callFacts = (facts: readonly Fact[]): CallFact[] =>
  facts.filter((fact): fact is CallFact => 'callId' in fact && fact.type !== 'AgentStateChanged');
