import type { MessageChannel, MessageKind, MessageLanguage } from '../sql/messages/message.ts';
import { pluralForms } from './wording/plural.ts';

/**
 * What may stand in a text in braces, for each kind of message: `{when}` is a word, `{count: a|b}` chooses a form,
 * `[label]({link})` is a link, and a block such as `{visits}` stands in a paragraph of its own.
 */
export type Placeholder =
  | { readonly as: 'word' | 'link' | 'block' }
  /** As many forms as the language has with numbers. */
  | { readonly as: 'count' }
  /** One form for each of these cases, in this order. */
  | { readonly as: 'choice'; readonly cases: readonly string[] };

export type TemplateRules = {
  readonly placeholders: Readonly<Record<string, Placeholder>>;
  /** Without these a message would be of no use: the link, the code, the visit itself. */
  readonly required: Readonly<Record<MessageChannel, readonly string[]>>;
  /** Without these it would be of no use in one case of a choice: what is proposed can be confirmed. */
  readonly requiredIn?: {
    readonly choice: string;
    readonly channel: MessageChannel;
    readonly cases: readonly (readonly string[])[];
  };
};

const word: Placeholder = { as: 'word' };
const link: Placeholder = { as: 'link' };
const block: Placeholder = { as: 'block' };
const by: Placeholder = { as: 'choice', cases: ['citizen', 'unit'] };

const oneVisit = { service: word, when: word, place: word, reference: word };
const visitBlock = { ...oneVisit, visit: block };
const visits: TemplateRules = {
  placeholders: { ...oneVisit, visits: block, count: { as: 'count' }, number: word, link },
  required: { email: ['visits'], sms: ['when', 'link'] },
};

export const templateRules: Record<MessageKind, TemplateRules> = {
  bookingConfirmed: visits,
  reminder: visits,
  visitLink: { ...visits, required: { email: ['visits'], sms: ['link'] } },
  bookingCancelled: {
    placeholders: { ...visitBlock, by, reason: block, book: link },
    required: { email: ['visit'], sms: ['when'] },
  },
  bookingMoved: {
    placeholders: { ...visitBlock, by, reason: block, earlier: word, earlierPlace: word, link },
    required: { email: ['visit', 'earlier'], sms: ['when', 'link'] },
  },
  handOver: {
    placeholders: { ...visitBlock, until: word, finish: link },
    required: { email: ['finish', 'until'], sms: ['finish'] },
  },
  waitlistJoined: {
    placeholders: { service: word, current: word, leave: link },
    required: { email: ['leave'], sms: [] },
  },
  waitlistOffer: {
    placeholders: { ...visitBlock, current: word, until: word, accept: link, decline: link },
    required: { email: ['visit', 'accept', 'until'], sms: ['when', 'accept'] },
  },
  evacuationProposal: {
    placeholders: {
      ...oneVisit,
      reason: block,
      offer: block,
      until: word,
      proposed: { as: 'choice', cases: ['proposed', 'none'] },
      /** What is proposed; nothing when nothing is. */
      newWhen: word,
      newPlace: word,
      accept: link,
      choose: link,
      cancel: link,
    },
    required: { email: ['when', 'offer'], sms: ['when'] },
    requiredIn: { choice: 'proposed', channel: 'sms', cases: [['newWhen', 'newPlace', 'accept'], ['choose']] },
  },
  dataErased: {
    placeholders: { references: word, count: { as: 'count' }, cancelled: { as: 'choice', cases: ['none', 'some'] } },
    required: { email: ['references'], sms: ['references'] },
  },
  verificationCode: { placeholders: { code: word, until: word }, required: { email: ['code'], sms: ['code'] } },
  unitNotification: {
    placeholders: {
      ...visitBlock,
      change: { as: 'choice', cases: ['booked', 'cancelled', 'moved'] },
      earlier: word,
      citizen: block,
      day: link,
    },
    required: { email: ['visit', 'citizen'], sms: ['when'] },
  },
  unitDailyList: {
    placeholders: { place: word, day: word, count: { as: 'count' }, number: word, entries: block, page: link },
    required: { email: ['entries'], sms: ['day'] },
  },
};

/** How many forms stand behind the colon; null: none may. */
export function formsOf(placeholder: Placeholder, language: MessageLanguage): number | null {
  switch (placeholder.as) {
    case 'count':
      return pluralForms[language];
    case 'choice':
      return placeholder.cases.length;
    default:
      return null;
  }
}

/** To units goes e-mail only; nobody reads a list of visits as SMS. */
export function channelsOf(kind: MessageKind): readonly MessageChannel[] {
  return kind === 'unitDailyList' || kind === 'unitNotification' ? ['email'] : ['email', 'sms'];
}
