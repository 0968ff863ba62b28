import { ask, commonKey, fresh, type Inquiry, type InquiryInput, type InquiryTurn, silent } from './inquiry.ts';
import type { ListedPlace, ListedService, SelfServiceRules, WaysOut } from './self-service.ts';

/** The first free slots of a service, by keys (R1.5): which service, where, and then what the calendar answers. */

type Choosing = Inquiry & { readonly state: 'choosingService' | 'choosingPlace' };

const mostOnPage = 9;
/** With more than nine, the ninth key leads to the next ones. */
const shownBesideMore = 8;
export const moreKey = '9';

/** What a list offers on one of its pages. After the last page comes the first again. */
export function pageOf<Item>(
  items: readonly Item[],
  page: number,
): { readonly shown: readonly Item[]; readonly pages: number } {
  if (items.length <= mostOnPage) return { shown: items, pages: 1 };
  const pages = Math.ceil(items.length / shownBesideMore);
  const from = (page % pages) * shownBesideMore;
  return { shown: items.slice(from, from + shownBesideMore), pages };
}

/** Where a caller may look; null: anywhere. */
export function placesToChoose({ places }: SelfServiceRules): readonly (ListedPlace | null)[] {
  return places.length > 1 ? [null, ...places] : places;
}

export function beginSlots(ways: WaysOut, rules: SelfServiceRules): InquiryTurn {
  const inquiry: Inquiry = { ...ways, questions: 0, silences: 0, mistakes: 0, state: 'choosingService', page: 0 };
  const [only, ...others] = rules.services;
  return only !== undefined && others.length === 0
    ? serviceChosen(inquiry, rules, only)
    : { type: 'say', next: inquiry };
}

export function stepChoosing(inquiry: Choosing, input: InquiryInput, rules: SelfServiceRules): InquiryTurn {
  if (input.type === 'answer') return { type: 'listen', next: inquiry };
  if (input.type === 'silence') return silent(inquiry);
  const { digit } = input;
  const items = inquiry.state === 'choosingService' ? rules.services : placesToChoose(rules);
  const { shown, pages } = pageOf<ListedService | ListedPlace | null>(items, inquiry.page);
  if (digit === moreKey && pages > 1)
    return { type: 'say', next: { ...inquiry, ...fresh(inquiry), page: (inquiry.page + 1) % pages } };
  const chosen = /^[1-9]$/.test(digit) ? shown[Number(digit) - 1] : undefined;
  if (chosen === undefined) return commonKey(inquiry, digit, back(inquiry, rules));
  if (inquiry.state === 'choosingService') return serviceChosen(inquiry, rules, chosen as ListedService);
  const place = chosen as ListedPlace | null;
  return { ...asked(inquiry, inquiry.service, place), chose: place?.names.sl ?? 'kjer koli' };
}

export function stepSlotsTold(
  inquiry: Inquiry & { readonly state: 'slotsTold' },
  input: InquiryInput,
  rules: SelfServiceRules,
): InquiryTurn {
  if (input.type === 'answer') return { type: 'listen', next: inquiry };
  // Who has heard what they wanted and stays is put through, as the words say.
  if (input.type === 'silence') return silent(inquiry, 1);
  return commonKey(inquiry, input.digit, backFromSlots(inquiry, rules));
}

/** What was told of a service, or that nothing can be told just now. */
export function slotsAnswered(
  inquiry: Inquiry & { readonly state: 'asking'; readonly of: 'slots' },
  input: InquiryInput & { readonly type: 'answer' },
): InquiryTurn {
  const { service, location } = inquiry;
  const answer = input.answer.kind === 'freeSlots' ? input.answer : null;
  return { type: 'say', next: { ...fresh(inquiry), state: 'slotsTold', service, location, answer, given: false } };
}

function serviceChosen(inquiry: Inquiry, rules: SelfServiceRules, service: ListedService): InquiryTurn {
  const [first = null, ...others] = placesToChoose(rules);
  const chose = { chose: service.names.sl };
  if (others.length === 0) return { ...asked(inquiry, service, first), ...chose };
  return { type: 'say', next: { ...fresh(inquiry), state: 'choosingPlace', service, page: 0 }, ...chose };
}

function asked(inquiry: Inquiry, service: ListedService, place: ListedPlace | null): InquiryTurn {
  const location = place?.location ?? null;
  return ask(inquiry, { kind: 'freeSlots', service: service.service, location }, { of: 'slots', service, location });
}

function back(inquiry: Choosing, rules: SelfServiceRules): InquiryTurn {
  if (inquiry.state === 'choosingService' || rules.services.length === 1) return { type: 'leave', to: 'back' };
  return { type: 'say', next: { ...fresh(inquiry), state: 'choosingService', page: 0 } };
}

function backFromSlots(inquiry: Inquiry & { readonly state: 'slotsTold' }, rules: SelfServiceRules): InquiryTurn {
  const { service } = inquiry;
  if (placesToChoose(rules).length > 1)
    return { type: 'say', next: { ...fresh(inquiry), state: 'choosingPlace', service, page: 0 } };
  if (rules.services.length > 1) return { type: 'say', next: { ...fresh(inquiry), state: 'choosingService', page: 0 } };
  return { type: 'leave', to: 'back' };
}
