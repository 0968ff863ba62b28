import type { PromptKey } from '../prompts/catalogue.ts';
import type { Flow, FlowChoice, FlowNode, FlowPrompt, NodeId } from './flow.ts';
import { menuKeys } from './menu.ts';

/**
 * What a caller of the sample's line goes through:
 *
 *   language ─► hours ─► consent ─────────────► begin ─ 0, silence ──────────────────────────────► queue
 *   (2: en)      │        │  9        ▲ 9        ▲ └ 1 ─► menu ─┬─ 1 booking, 0, silence ────────►  ▲
 *                │        ├──► consentRefused ───┤              ├─ 2 change ─► 1 ownVisit, 2 rebook ┤
 *                │        └──► consentAgain ─────┘              ├─ 3 freeSlots ────────────────────►┤
 *                ▼         any other key                        ├─ 4 information ─┬ 1 openingHours ►┤
 *              closed                                           │                 └ 2 documents 1 2 3
 *                │                                              ├─ 5 portal problems ──────────────►┤
 *                │                                              └─ 6 waitingTime, for an agent ────►┘
 *                ▼
 *            afterHours ─ 1 ─► callback (promised for the next opening; not wanted: back to afterHours)
 *              │     ├─── 2 ─► message ─► messageSaved ─► messageEnd
 *              │     ├─── 3 ─► visitAfterHours ─► back to afterHours, whatever came of it
 *              │     └─── 4 ─► hoursAfterHours ─► back to afterHours
 *              └──────► end ◄── nothing was said
 *
 * Who presses nothing stands in the queue within half a minute of the answer, most of which is the consent; what can be
 * done by keys is said only to whom wants to hear it.
 *
 * The hours are asked before the consent: a closed line keeps no data that would need it. Listening on is consent
 * (R1.2); a key that means nothing there is not, so the question is put once more, and whoever then presses anything
 * is served unrecorded. Nine that comes a moment late, in the menu, still refuses. Out of hours nothing is recorded
 * unless the caller leaves a message, which says so itself.
 *
 * In every menu and after every information (R1.4) star says it again, hash goes back, nought leads to an agent; so
 * does silence, and the third wrong key.
 */
export const defaultFlow: Flow = {
  first: 'language',
  topics: {
    booking: { name: 'naročanje na termin', disposition: 'narocanje' },
    cancelling: { name: 'odpoved termina', disposition: 'odpoved' },
    ownVisit: { name: 'odpoved ali potrditev termina', disposition: 'odpoved' },
    rebooking: { name: 'prestavitev termina', disposition: 'prenarocanje' },
    changing: { name: 'odpoved ali prestavitev termina', disposition: 'odpoved' },
    freeSlots: { name: 'čakalne dobe in prosti termini', disposition: 'cakalneDobe' },
    waitingTime: { name: 'čas čakanja', disposition: 'cakalneDobe' },
    openingHours: { name: 'delovni čas', disposition: 'drugo' },
    documents: { name: 'potrebni dokumenti', disposition: 'priloge' },
    portal: { name: 'težave s portalom', disposition: 'portal' },
  },
  nodes: {
    language: {
      kind: 'choice',
      prompts: [{ prompt: 'welcome' }, { prompt: 'languageHint', language: 'en' }],
      keys: { '2': { next: 'hours', language: 'en' } },
      listenSeconds: 1,
      attempts: 1,
      invalid: null,
      otherwise: { next: 'hours', language: 'sl' },
    },
    hours: { kind: 'hours', open: 'consent', closed: 'closed' },
    consent: {
      kind: 'choice',
      prompts: [{ prompt: 'consent' }],
      keys: keysLeadTo({ next: 'consentAgain' }, { '9': { next: 'consentRefused', recordingConsent: 'refused' } }),
      listenSeconds: 1,
      attempts: 1,
      invalid: null,
      otherwise: { next: 'begin', recordingConsent: 'given' },
    },
    consentAgain: {
      kind: 'choice',
      prompts: [{ prompt: 'invalidKey' }, { prompt: 'consent' }],
      keys: keysLeadTo({ next: 'consentRefused', recordingConsent: 'refused' }),
      listenSeconds: 1,
      attempts: 1,
      invalid: null,
      otherwise: { next: 'begin', recordingConsent: 'given' },
    },
    consentRefused: { kind: 'say', prompts: [{ prompt: 'consentRefused' }], next: 'begin' },
    begin: {
      kind: 'choice',
      prompts: [],
      keys: {
        '1': { next: 'menu', said: 'optionMenu' },
        '9': { next: 'consentRefused', recordingConsent: 'refused' },
        '0': { next: 'queue', name: 'svetovalec' },
        '*': { next: 'begin' },
      },
      listenSeconds: 2,
      attempts: 3,
      patience: 1,
      invalid: 'invalidKey',
      otherwise: { next: 'queue' },
    },
    menu: menu('menu', null, [], {
      '1': { next: 'queue', said: 'optionBooking', topic: 'booking', name: 'naročanje na termin' },
      '2': { next: 'change', said: 'optionChange', topic: 'changing', name: 'odpoved ali prestavitev' },
      '3': { next: 'freeSlots', said: 'optionFreeSlots', topic: 'freeSlots', name: 'prosti termini' },
      '4': { next: 'information', said: 'optionInformation', name: 'delovni čas in dokumenti' },
      '5': { next: 'queue', said: 'optionPortal', topic: 'portal', name: 'težave s portalom' },
      '6': { next: 'waitingTime', said: 'optionWaitingTime', topic: 'waitingTime', name: 'čas čakanja' },
      '9': { next: 'consentRefused', recordingConsent: 'refused' },
    }),
    change: menu('change', 'menu', [], {
      '1': { next: 'ownVisit', said: 'optionOwnVisit', topic: 'ownVisit', name: 'odpoved ali potrditev' },
      '2': { next: 'queue', said: 'optionRebook', topic: 'rebooking', name: 'prestavitev termina' },
    }),
    freeSlots: { kind: 'freeSlots', back: 'menu', agent: 'queue' },
    ownVisit: { kind: 'ownVisit', back: 'change', agent: 'queue' },
    waitingTime: menu('waitingTime', 'menu', [{ prompt: 'lineWait', queue: 'narocanje' }]),
    information: menu('information', 'menu', [], {
      '1': { next: 'openingHours', said: 'optionOpeningHours', topic: 'openingHours', name: 'delovni čas' },
      '2': { next: 'documents', said: 'optionDocuments', topic: 'documents', name: 'potrebni dokumenti' },
    }),
    openingHours: menu('openingHours', 'information', [{ prompt: 'openingHours' }]),
    documents: menu('documents', 'information', [], {
      '1': documents('identityCard', 'optionIdentityCard', 'osebna izkaznica'),
      '2': documents('passport', 'optionPassport', 'potni list'),
      '3': documents('drivingLicence', 'optionDrivingLicence', 'vozniško dovoljenje'),
    }),
    identityCard: menu('identityCard', 'documents', [{ prompt: 'documentsIdentityCard' }]),
    passport: menu('passport', 'documents', [{ prompt: 'documentsPassport' }]),
    drivingLicence: menu('drivingLicence', 'documents', [{ prompt: 'documentsDrivingLicence' }]),
    queue: { kind: 'queue', queue: 'narocanje' },
    closed: { kind: 'say', prompts: [{ prompt: 'closedUntil' }], next: 'afterHours' },
    afterHours: {
      kind: 'choice',
      prompts: [],
      keys: {
        '1': { next: 'callback', said: 'optionCallback', name: 'povratni klic' },
        '2': { next: 'message', said: 'optionVoiceMessage', name: 'glasovno sporočilo' },
        '3': { next: 'visitAfterHours', said: 'optionOwnVisit', topic: 'ownVisit', name: 'odpoved ali potrditev' },
        '4': { next: 'hoursAfterHours', said: 'optionOpeningHours', topic: 'openingHours', name: 'delovni čas' },
        '*': { next: 'afterHours', said: 'optionRepeat' },
      },
      listenSeconds: 5,
      attempts: 3,
      patience: 2,
      invalid: 'invalidKey',
      otherwise: { next: 'end' },
    },
    callback: { kind: 'callback', queue: 'narocanje', otherwise: 'afterHours' },
    visitAfterHours: { kind: 'ownVisit', back: 'afterHours', agent: 'afterHours' },
    hoursAfterHours: {
      kind: 'choice',
      prompts: [{ prompt: 'openingHours' }],
      keys: {
        '*': { next: 'hoursAfterHours', said: 'optionRepeat' },
        '#': { next: 'afterHours', said: 'optionBack' },
      },
      listenSeconds: 4,
      attempts: 3,
      patience: 1,
      invalid: 'invalidKey',
      otherwise: { next: 'afterHours' },
    },
    message: {
      kind: 'message',
      prompts: [{ prompt: 'voiceMessageIntro' }],
      queue: 'narocanje',
      longestSeconds: 180,
      silenceSeconds: 5,
      attempts: 3,
      tooShort: 'voiceMessageTooShort',
      next: 'messageSaved',
      otherwise: 'end',
    },
    messageSaved: { kind: 'say', prompts: [{ prompt: 'voiceMessageSaved' }], next: 'messageEnd' },
    messageEnd: { kind: 'end', outcome: 'voiceMessage' },
    end: { kind: 'end', outcome: 'closed' },
  },
};

/** A menu, or an information with ways on after it: every one can be heard again, left and answered by an agent. */
function menu(
  self: NodeId,
  back: NodeId | null,
  prompts: readonly FlowPrompt[],
  keys: Record<string, FlowChoice> = {},
): FlowNode {
  return {
    kind: 'choice',
    prompts,
    keys: {
      ...keys,
      '0': { next: 'queue', said: 'optionAgent', name: 'svetovalec' },
      '*': { next: self, said: 'optionRepeat' },
      ...(back === null ? {} : { '#': { next: back, said: 'optionBack' } }),
    },
    listenSeconds: 4,
    attempts: 3,
    patience: 1,
    invalid: 'invalidKey',
    otherwise: { next: 'queue' },
  };
}

function documents(next: NodeId, said: PromptKey, name: string): FlowChoice {
  return { next, said, topic: 'documents', name };
}

function keysLeadTo(choice: FlowChoice, exceptions: Record<string, FlowChoice> = {}): Record<string, FlowChoice> {
  return { ...Object.fromEntries(menuKeys.map((key) => [key, choice])), ...exceptions };
}
