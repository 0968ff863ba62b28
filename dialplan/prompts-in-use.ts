import type { PromptKey } from '../prompts/catalogue.ts';
import type { Language } from '../prompts/language.ts';
import { languages } from '../prompts/language.ts';
import type { Flow, NodeId } from './flow.ts';
import type { ApprovedPrompts, FlowProblem } from './flow-check.ts';
import { checkFlow, offeredFlow } from './flow-check.ts';

/** Who says a prompt: a node of the flow, the queue, callbacks, the line to its agents, or Asterisk without an engine. */
export type Speaker = 'flow' | 'queue' | 'callback' | 'agentLine' | 'exchange';

/** What the line must be able to say as it is configured now. `nodes` are those of the flow; none for other speakers. */
export type PromptUse = {
  readonly prompt: PromptKey;
  readonly language: Language;
  readonly by: Speaker;
  readonly nodes: readonly NodeId[];
};

/** What is said without a node of the flow that names it; a prompt with 'flow' is said where a node names it. */
const speakers: Readonly<Record<PromptKey, Speaker>> = {
  welcome: 'flow',
  languageHint: 'flow',
  consent: 'flow',
  consentRefused: 'flow',
  invalidKey: 'flow',
  closedUntil: 'flow',
  closedWithoutOpening: 'flow',
  menuIntro: 'flow',
  optionMenu: 'flow',
  optionBooking: 'flow',
  optionChange: 'flow',
  optionCancel: 'flow',
  optionRebook: 'flow',
  optionWaitingTime: 'flow',
  optionInformation: 'flow',
  optionOpeningHours: 'flow',
  optionDocuments: 'flow',
  optionIdentityCard: 'flow',
  optionPassport: 'flow',
  optionDrivingLicence: 'flow',
  optionPortal: 'flow',
  optionAgent: 'flow',
  optionRepeat: 'flow',
  optionBack: 'flow',
  lineWait: 'flow',
  lineWaitRange: 'flow',
  lineWaitNone: 'flow',
  lineWaitUnknown: 'flow',
  openingHours: 'flow',
  closedOnHoliday: 'flow',
  closedOnDay: 'flow',
  otherHoursOnDay: 'flow',
  documentsIdentityCard: 'flow',
  documentsPassport: 'flow',
  documentsDrivingLicence: 'flow',
  optionCallback: 'flow',
  optionVoiceMessage: 'flow',
  voiceMessageIntro: 'flow',
  voiceMessageTooShort: 'flow',
  voiceMessageSaved: 'flow',
  optionFreeSlots: 'flow',
  chooseService: 'flow',
  choosePlace: 'flow',
  optionService: 'flow',
  optionPlace: 'flow',
  optionAnyPlace: 'flow',
  optionMore: 'flow',
  oneMoment: 'flow',
  freeSlotsOf: 'flow',
  freeSlotsWait: 'flow',
  freeSlotsToday: 'flow',
  freeSlotFirst: 'flow',
  freeSlotNext: 'flow',
  freeSlotsNone: 'flow',
  freeSlotsUnknown: 'flow',
  optionOwnVisit: 'flow',
  visitEnterReference: 'flow',
  visitEnterProof: 'flow',
  visitNotFound: 'flow',
  visitTriesUsedUp: 'flow',
  visitUnknown: 'flow',
  visitRead: 'flow',
  visitIsConfirmed: 'flow',
  optionCancelVisit: 'flow',
  optionConfirmVisit: 'flow',
  visitCancelSure: 'flow',
  optionKeepVisit: 'flow',
  visitCancelled: 'flow',
  visitConfirmed: 'flow',
  visitWasCancelled: 'flow',
  visitPast: 'flow',
  visitTooLate: 'flow',
  visitNotDone: 'flow',
  voiceMessageOffer: 'queue',
  connecting: 'queue',
  allAgentsBusy: 'queue',
  position: 'queue',
  estimatedWait: 'queue',
  estimatedWaitRange: 'queue',
  keepWaiting: 'queue',
  callbackOffer: 'callback',
  callbackConfirm: 'callback',
  callbackEnter: 'callback',
  callbackNumberRefused: 'callback',
  callbackAgreed: 'callback',
  callbackAgreedFrom: 'callback',
  callbackNotWanted: 'callback',
  callbackGreeting: 'callback',
  noEngineWait: 'exchange',
  agentSignedIn: 'agentLine',
  agentReady: 'agentLine',
  agentPaused: 'agentLine',
  agentSignedOut: 'agentLine',
  agentWrapUpFinished: 'agentLine',
  agentRefused: 'agentLine',
};

/** Agents and callers without an engine hear the first language only. */
const firstLanguage: Language = languages[0];
const nothingApproved: ApprovedPrompts = { sl: {}, en: {} };

/**
 * Every prompt that somebody may hear on the line as it is offered now (R1.9): none of them may be taken away without
 * a successor. A language that is not offered for lack of prompts needs none.
 */
export function promptsInUse(flow: Flow, approved: ApprovedPrompts): readonly PromptUse[] {
  const uses = new Map<string, PromptUse>();
  const use = (prompt: PromptKey, language: Language, by: Speaker, node: NodeId | null): void => {
    const name = `${prompt} ${language} ${by}`;
    const nodes = uses.get(name)?.nodes ?? [];
    uses.set(name, { prompt, language, by, nodes: node === null ? nodes : [...nodes, node] });
  };
  const spokenIn = new Set<Language>([firstLanguage]);
  // Where nothing is approved, everything that is needed is missing.
  for (const { prompt, language, node } of checkFlow(offeredFlow(flow, approved), nothingApproved)) {
    if (prompt === null || language === null) continue;
    spokenIn.add(language);
    use(prompt, language, 'flow', node);
  }
  for (const [prompt, by] of Object.entries(speakers) as [PromptKey, Speaker][]) {
    if (by === 'queue' || by === 'callback') for (const language of spokenIn) use(prompt, language, by, null);
    if (by === 'agentLine' || by === 'exchange') use(prompt, firstLanguage, by, null);
  }
  return [...uses.values()];
}

/**
 * What forbids that callers are given this flow: everything that `checkFlow` finds, except texts of a language that
 * is then not offered (R1.3).
 */
export function checkOfferedFlow(
  flow: Flow,
  approved: ApprovedPrompts,
  queues?: readonly string[],
): readonly FlowProblem[] {
  const missing = checkFlow(offeredFlow(flow, approved), approved).filter(({ kind }) => kind === 'missingPrompt');
  return [...checkFlow(flow, approved, queues).filter(({ kind }) => kind !== 'missingPrompt'), ...missing];
}
