/** Contract, to be filled by the prompts room: every thing the line can say and the values each takes. */
export type PromptValues = {
  welcome: Record<never, never>;
  languageHint: Record<never, never>;
  consent: Record<never, never>;
  consentRefused: Record<never, never>;
  invalidKey: Record<never, never>;
  /** `opensAt`: milliseconds since the epoch. */
  closedUntil: { opensAt: number };
  closedWithoutOpening: Record<never, never>;
  allAgentsBusy: Record<never, never>;
  /** `position`: 1 and up. */
  position: { position: number };
  /** `minutes`: 1 and up. */
  estimatedWait: { minutes: number };
  estimatedWaitRange: { from: number; to: number };
  keepWaiting: Record<never, never>;
  noEngineWait: Record<never, never>;
  agentSignedIn: Record<never, never>;
  agentReady: Record<never, never>;
  agentPaused: Record<never, never>;
  agentSignedOut: Record<never, never>;
  agentWrapUpFinished: Record<never, never>;
  agentRefused: Record<never, never>;
};
export type PromptKey = keyof PromptValues;
