import type { PromptKey, PromptValue } from '../../prompts/catalogue.ts';
import type { Language } from '../../prompts/language.ts';
import { keyValue } from '../../prompts/spoken/keys.ts';
import type { Instant } from './ids.ts';
import type { Inquiry } from './inquiry.ts';
import { moreKey, pageOf, placesToChoose } from './inquiry-slots.ts';
import type { ListedPlace, SelfServiceRules, SpokenVisit } from './self-service.ts';

/** One thing to be said in the caller's language. */
export type Said = { readonly prompt: PromptKey; readonly values: Readonly<Record<string, PromptValue>> };

/** What is said without any value. */
export type SaidKey =
  | 'invalidKey'
  | 'visitNotFound'
  | 'visitTriesUsedUp'
  | 'visitUnknown'
  | 'visitCancelled'
  | 'visitConfirmed'
  | 'visitWasCancelled'
  | 'visitPast'
  | 'visitTooLate'
  | 'visitNotDone';

export const said = (prompt: PromptKey, values: Said['values'] = {}): Said => ({ prompt, values });
const option = (prompt: PromptKey, key: string, values: Said['values'] = {}): Said =>
  said(prompt, { ...values, key: keyValue(key) });

/** What an inquiry says now. `hasAgent`: nought leads to one; out of hours there is none. */
export function wordsOf(
  inquiry: Inquiry,
  rules: SelfServiceRules,
  language: Language,
  at: Instant,
  hasAgent: boolean,
): readonly Said[] {
  // The ways on that every place has where a key is awaited.
  const ways = (): readonly Said[] => [
    ...(hasAgent ? [option('optionAgent', '0')] : []),
    option('optionRepeat', '*'),
    option('optionBack', '#'),
  ];
  switch (inquiry.state) {
    case 'choosingService': {
      const { shown, pages } = pageOf(rules.services, inquiry.page);
      const list = shown.map(({ names }, index) =>
        option('optionService', `${index + 1}`, { service: names[language] }),
      );
      return [said('chooseService'), ...list, ...more(pages), ...ways()];
    }
    case 'choosingPlace': {
      const { shown, pages } = pageOf<ListedPlace | null>(placesToChoose(rules), inquiry.page);
      const list = shown.map((place, index) =>
        place === null
          ? option('optionAnyPlace', `${index + 1}`)
          : option('optionPlace', `${index + 1}`, { place: place.names[language] }),
      );
      return [said('choosePlace'), ...list, ...more(pages), ...ways()];
    }
    case 'asking':
      return [said('oneMoment')];
    case 'slotsTold': {
      const { answer, service } = inquiry;
      if (answer === null) return [said('freeSlotsUnknown'), ...ways()];
      const of = said('freeSlotsOf', { service: service.names[language] });
      const { slots, waitingDays } = answer;
      if (slots.length === 0) return [of, said('freeSlotsNone'), ...ways()];
      const wait = waitingDays < 1 ? said('freeSlotsToday') : said('freeSlotsWait', { days: waitingDays });
      const told = slots.map(({ startsAt, place }, index) =>
        said(index === 0 ? 'freeSlotFirst' : 'freeSlotNext', { startsAt, saidAt: at, place: place[language] }),
      );
      return [of, wait, ...told, ...ways()];
    }
    case 'enteringReference':
      return [said('visitEnterReference')];
    case 'enteringProof':
      return [said('visitEnterProof')];
    case 'visitTold':
      return [
        readVisit(inquiry.visit, language, at),
        option('optionCancelVisit', '1'),
        ...(inquiry.visit.confirmed ? [said('visitIsConfirmed')] : [option('optionConfirmVisit', '2')]),
        ...ways(),
      ];
    case 'cancelSure':
      return [readVisit(inquiry.visit, language, at), option('visitCancelSure', '1'), option('optionKeepVisit', '2')];
    case 'over':
      return [said(inquiry.said), ...ways()];
  }
}

const more = (pages: number): readonly Said[] => (pages > 1 ? [option('optionMore', moreKey)] : []);

const readVisit = ({ startsAt, service, place }: SpokenVisit, language: Language, at: Instant): Said =>
  said('visitRead', { startsAt, saidAt: at, place: place[language], service: service[language] });
