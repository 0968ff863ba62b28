import { z } from 'zod';
import type { Flow, FlowChoice, FlowNode, FlowPrompt, FlowTopic } from '../../dialplan/flow.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import { roles } from '../people/roles.ts';

/**
 * Settings with one value each, as rows of `setting`: what each key holds and how it is checked when it is read
 * and before it is written. Which nodes lead where and which prompts exist is checked by the dialplan.
 */
const promptKey = z.custom<PromptKey>((key) => typeof key === 'string' && key !== '', 'the key of a prompt');
const language = z.enum(['sl', 'en']);

const flowPrompt: z.ZodType<FlowPrompt> = z.strictObject({
  prompt: promptKey,
  language: language.exactOptional(),
  queue: z.string().exactOptional(),
});

const flowChoice: z.ZodType<FlowChoice> = z.strictObject({
  next: z.string(),
  language: language.exactOptional(),
  recordingConsent: z.enum(['given', 'refused']).exactOptional(),
  topic: z.string().exactOptional(),
  said: promptKey.exactOptional(),
  name: z.string().min(1).exactOptional(),
});

const flowTopic: z.ZodType<FlowTopic> = z.strictObject({
  name: z.string().min(1),
  disposition: z.string().nullable(),
  skills: z.array(z.string().min(1)).exactOptional(),
  priority: z.int().min(-100).max(100).exactOptional(),
});

const flowNode: z.ZodType<FlowNode> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('say'), prompts: z.array(flowPrompt), next: z.string() }),
  z.strictObject({
    kind: z.literal('choice'),
    prompts: z.array(flowPrompt),
    keys: z.record(z.string().regex(/^[0-9*#]$/), flowChoice),
    listenSeconds: z.number().nonnegative(),
    attempts: z.int().positive(),
    patience: z.int().positive().exactOptional(),
    invalid: promptKey.nullable(),
    otherwise: flowChoice,
  }),
  z.strictObject({ kind: z.literal('hours'), open: z.string(), closed: z.string() }),
  z.strictObject({ kind: z.literal('queue'), queue: z.string() }),
  z.strictObject({ kind: z.literal('callback'), queue: z.string(), otherwise: z.string() }),
  z.strictObject({
    kind: z.literal('message'),
    prompts: z.array(flowPrompt),
    queue: z.string(),
    longestSeconds: z.int().positive(),
    silenceSeconds: z.int().positive(),
    attempts: z.int().positive(),
    tooShort: promptKey,
    next: z.string(),
    otherwise: z.string(),
  }),
  z.strictObject({ kind: z.enum(['freeSlots', 'ownVisit']), back: z.string(), agent: z.string() }),
  z.strictObject({ kind: z.literal('end'), outcome: z.enum(['closed', 'voiceMessage']) }),
]);

const flow: z.ZodType<Flow> = z.strictObject({
  first: z.string(),
  topics: z.record(z.string(), flowTopic).exactOptional(),
  nodes: z.record(z.string(), flowNode),
});

const spokenWords = z
  .string()
  .regex(/^[\p{L}\p{M}\s,'’-]{2,80}$/u, 'words such as "Osebna izkaznica", without digits and signs');
const listed = z.strictObject({
  id: z.string().min(1),
  sl: spokenWords.exactOptional(),
  en: spokenWords.exactOptional(),
});

const timeZone = z.string().refine(isTimeZone, 'an IANA time zone such as "Europe/Ljubljana"');

export const settingSchemas = {
  /** The dedicated number, E.164 without "+", and how else trunks send it. */
  line: z.strictObject({
    number: z.string().regex(/^[1-9][0-9]{6,14}$/, 'a number such as "38615551234"'),
    aliases: z.array(z.string().regex(/^\+?[0-9]{3,15}$/, 'a number such as "015551234"')),
  }),
  /** How many calls the line takes at most (R9.4), and what a half-hung Asterisk does; without it the usual holds. */
  edge: z.strictObject({
    callsPerNumberPerMinute: z.int().min(1).max(10_000),
    callsPerSecond: z.int().min(1).max(10_000),
    whenAsteriskHangs: z.enum(['hold', 'refuse']).exactOptional(),
  }),
  /** Which numbers the line may dial (R9.4); without it none. dialplan/outbound.ts says what each part means. */
  outbound: z.strictObject({
    trunk: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'the name of a trunk such as "trunk"'),
    format: z.enum(['international', 'national']),
    kinds: z.array(z.enum(['geographic', 'mobile', 'internet'])),
    countries: z.array(
      z
        .string()
        .regex(/^[1-9][0-9]{0,3}$/, 'a calling code such as "43"')
        .refine((code) => code !== '386', 'a country besides Slovenia; its numbers are named by "kinds"'),
    ),
    refused: z.array(z.string().regex(/^[1-9][0-9]{0,14}$/, 'the beginning of a number such as "38641999"')),
    callsPerHour: z.int().min(1).max(10_000),
    callsPerNumberPerDay: z.int().min(1).max(1_000),
  }),
  /** How callbacks are offered and kept (R1.10, R1.11); without it none are. engine/core/callback-rules.ts says more. */
  callbacks: z.strictObject({
    offerAfterSeconds: z.int().min(0).max(7200).nullable(),
    promisedMinutes: z.int().min(5).max(10_080),
    tries: z.int().min(1).max(20),
    againAfterMinutes: z.strictObject({
      busy: z.int().min(1).max(1440),
      noAnswer: z.int().min(1).max(1440),
      failed: z.int().min(1).max(1440),
    }),
    ringSeconds: z.int().min(5).max(120),
    callLostBack: z.boolean(),
    callAbandonedBackAfterSeconds: z.int().min(0).max(7200).nullable(),
  }),
  flow,
  /**
   * What callers choose from who help themselves by keys (R1.5), in the order in which it is said. A name is given where
   * the catalogue's own can not be said as it stands; services that are retired are left out.
   */
  selfService: z.strictObject({ services: z.array(listed), places: z.array(listed) }),
  /** What opening rules and exceptions do not say themselves. */
  openingHours: z.strictObject({ timeZone, holidaysOf: z.literal('SI').nullable() }),
  /** How long what tells of a person is kept (R9.3). Statistics stay. */
  retention: z.strictObject({
    recordingsDays: z.int().min(1).max(3650),
    callerNumberMonths: z.int().min(1).max(120),
    /** What messages said; 90 days without it. */
    messagesDays: z.int().min(1).max(3650).exactOptional(),
    /** Contact data of visitors after their visit; 90 days without it. */
    visitorDays: z.int().min(1).max(3650).exactOptional(),
    /** Full years after the one in which an entry of the audit log was written; 5 without it. */
    auditYears: z.int().min(2).max(20).exactOptional(),
  }),
  /** Whose sign-in needs a second factor (R9.4); administrators and location managers without it. */
  secondFactor: z.strictObject({ requiredFor: z.array(z.enum(roles)) }),
  /** Four eyes on prompts (R1.9): without this setting nobody may approve what they proposed themselves. */
  promptApproval: z.strictObject({ proposerMayApprove: z.boolean() }),
};

/** How long after a visit its contact data stay, unless the retention setting says otherwise. */
export const usualVisitorDays = 90;
/** So long can staff look up what a citizen was told. */
export const usualMessagesDays = 90;
export const usualAuditYears = 5;

export type SettingKey = keyof typeof settingSchemas;
export type Settings = { readonly [Key in SettingKey]: z.output<(typeof settingSchemas)[Key]> };

/** The schema of one setting; the map and its type are known to agree, which the compiler can not see by itself. */
export function settingSchema<Key extends SettingKey>(key: Key): z.ZodType<Settings[Key]> {
  return settingSchemas[key] as unknown as z.ZodType<Settings[Key]>;
}

/** What is wrong with a value, a phrase for each place in it. */
export function describeIssues(error: z.ZodError): readonly string[] {
  return error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
