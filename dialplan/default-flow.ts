import type { Flow, FlowChoice } from './flow.ts';

/**
 * What a caller of the sample's line goes through:
 *
 *   language ─► hours ─► consent ─────────────► queue
 *   (2: en)      │        │  9        ▲ 9          ▲
 *                │        ├──► consentRefused ─────┤
 *                │        └──► consentAgain ───────┘
 *                ▼         any other key
 *              closed ─► end
 *
 * The hours are asked before the consent: a closed line keeps no data that would need it. Listening on is consent
 * (R1.2); a key that means nothing there is not, so the question is put once more, and whoever then presses anything
 * is served unrecorded.
 */
export const defaultFlow: Flow = {
  first: 'language',
  nodes: {
    language: {
      kind: 'choice',
      prompts: [{ prompt: 'welcome' }, { prompt: 'languageHint', language: 'en' }],
      keys: { '2': { next: 'hours', language: 'en' } },
      listenSeconds: 2,
      attempts: 1,
      invalid: null,
      otherwise: { next: 'hours', language: 'sl' },
    },
    hours: { kind: 'hours', open: 'consent', closed: 'closed' },
    consent: {
      kind: 'choice',
      prompts: [{ prompt: 'consent' }],
      keys: keysLeadTo({ next: 'consentAgain' }, { '9': { next: 'consentRefused', recordingConsent: 'refused' } }),
      listenSeconds: 2,
      attempts: 1,
      invalid: null,
      otherwise: { next: 'queue', recordingConsent: 'given' },
    },
    consentAgain: {
      kind: 'choice',
      prompts: [{ prompt: 'invalidKey' }, { prompt: 'consent' }],
      keys: keysLeadTo({ next: 'consentRefused', recordingConsent: 'refused' }),
      listenSeconds: 2,
      attempts: 1,
      invalid: null,
      otherwise: { next: 'queue', recordingConsent: 'given' },
    },
    consentRefused: { kind: 'say', prompts: [{ prompt: 'consentRefused' }], next: 'queue' },
    queue: { kind: 'queue', queue: 'narocanje' },
    closed: { kind: 'say', prompts: [{ prompt: 'closedUntil' }], next: 'end' },
    end: { kind: 'end', outcome: 'closed' },
  },
};

function keysLeadTo(choice: FlowChoice, exceptions: Record<string, FlowChoice> = {}): Record<string, FlowChoice> {
  const every = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'];
  return { ...Object.fromEntries(every.map((key) => [key, choice])), ...exceptions };
}
