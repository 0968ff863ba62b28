import { showReference } from '../sql/calendar/reference.ts';
import type {
  CitizenData,
  LinkedVisit,
  MessageChannel,
  MessageKind,
  MessageLanguage,
  MessagePayloads,
  VisitData,
} from '../sql/messages/message.ts';
import type { Block } from './block.ts';
import { labels } from './wording/labels.ts';
import { offerWords } from './wording/offer.ts';
import { sayCalendarDay, sayTime, sayUntil, sayWhen, sayWhenAll, sayWhenWithWeekday } from './wording/times.ts';

/** What stands for a placeholder in one message. */
export type Value =
  | { readonly as: 'word'; readonly text: string }
  | { readonly as: 'link'; readonly url: string }
  | { readonly as: 'block'; readonly blocks: readonly Block[] }
  | { readonly as: 'count'; readonly count: number }
  | { readonly as: 'choice'; readonly chosen: number };

type Values = Readonly<Record<string, Value>>;
type Teller = (language: MessageLanguage, channel: MessageChannel) => Values;

const word = (text: string): Value => ({ as: 'word', text });
const link = (url: string): Value => ({ as: 'link', url });
const block = (...blocks: readonly Block[]): Value => ({ as: 'block', blocks });
const choice = (chosen: number): Value => ({ as: 'choice', chosen });

/** The values of every placeholder that `templateRules` allows for the kind. */
export function valuesOf<Kind extends MessageKind>(
  kind: Kind,
  payload: MessagePayloads[Kind],
  language: MessageLanguage,
  channel: MessageChannel,
): Values {
  return tellers[kind](payload)(language, channel);
}

const visits =
  ({ visits: all }: { readonly visits: readonly LinkedVisit[] }): Teller =>
  (language, channel) => {
    const [first] = all;
    if (first === undefined) throw new TypeError('A message about visits has none.');
    return {
      ...one(first, language),
      // A short message about several visits names the times and numbers of all.
      ...(channel === 'sms'
        ? {
            when: word(
              sayWhenAll(
                all.map(({ startsAt }) => startsAt),
                language,
              ),
            ),
            reference: word(all.map(({ reference }) => reference).join(', ')),
          }
        : {}),
      number: word(String(all.length)),
      visits: block(...all.flatMap((visit) => visitBlocks(visit, language, all.length > 1))),
      count: { as: 'count', count: all.length },
      link: link(first.links.show),
    };
  };

const tellers: { readonly [Kind in MessageKind]: (payload: MessagePayloads[Kind]) => Teller } = {
  bookingConfirmed: visits,
  reminder: visits,
  visitLink: visits,
  bookingCancelled:
    ({ visit, by, reason, links }) =>
    (language) => ({
      ...oneWithBlock(visit, language),
      by: choice(by === 'citizen' ? 0 : 1),
      reason: paragraph(reason),
      book: link(links.book),
    }),
  bookingMoved:
    ({ visit, earlier, by, reason }) =>
    (language) => ({
      ...oneWithBlock(visit, language),
      by: choice(by === 'citizen' ? 0 : 1),
      reason: paragraph(reason),
      earlier: word(sayWhen(earlier.startsAt, language)),
      earlierPlace: word(earlier.locationName),
      link: link(visit.links.show),
    }),
  handOver:
    ({ visit, until, links }) =>
    (language) => ({
      ...oneWithBlock(visit, language),
      until: word(sayUntil(until, language)),
      finish: link(links.finish),
    }),
  waitlistJoined:
    ({ serviceName, currentStartsAt, links }) =>
    (language) => ({
      service: word(serviceName),
      current: word(sayWhen(currentStartsAt, language)),
      leave: link(links.leave),
    }),
  waitlistOffer:
    ({ visit, currentStartsAt, until, links }) =>
    (language) => ({
      ...oneWithBlock(visit, language),
      current: word(sayWhen(currentStartsAt, language)),
      until: word(sayUntil(until, language)),
      accept: link(links.accept),
      decline: link(links.decline),
    }),
  evacuationProposal:
    ({ visit, proposed, reason, until, links }) =>
    (language) => ({
      ...one(visit, language),
      reason: paragraph(reason),
      offer: block(...offerBlocks(proposed, links, language)),
      until: word(sayUntil(until, language)),
      proposed: choice(proposed === null ? 1 : 0),
      newWhen: word(proposed === null ? '' : sayWhen(proposed.startsAt, language)),
      newPlace: word(proposed?.locationName ?? ''),
      accept: link(links.accept),
      choose: link(links.choose),
      cancel: link(links.cancel),
    }),
  dataErased:
    ({ references, cancelled }) =>
    () => ({
      references: word(references.join(', ')),
      count: { as: 'count', count: references.length },
      cancelled: choice(cancelled === 0 ? 0 : 1),
    }),
  verificationCode:
    ({ code, until }) =>
    (language) => ({ code: word(code), until: word(sayTime(until, language)) }),
  unitNotification:
    ({ change, visit, earlierStartsAt, citizen, links }) =>
    (language) => ({
      ...oneWithBlock(visit, language),
      change: choice(['booked', 'cancelled', 'moved'].indexOf(change)),
      earlier: word(earlierStartsAt === null ? '' : sayWhen(earlierStartsAt, language)),
      citizen: block(...(earlierStartsAt === null ? [] : [earlierBlock(earlierStartsAt, language)]), {
        type: 'facts',
        rows: citizenRows(citizen, language),
      }),
      day: link(links.day),
    }),
  unitDailyList:
    ({ locationName, day, entries, links }) =>
    (language) => ({
      place: word(locationName),
      day: word(sayCalendarDay(day, language)),
      count: { as: 'count', count: entries.length },
      number: word(String(entries.length)),
      entries: block(...entryBlocks(entries, language)),
      page: link(links.day),
    }),
};

function one(visit: VisitData, language: MessageLanguage): Values {
  return {
    service: word(visit.serviceName),
    when: word(sayWhen(visit.startsAt, language)),
    place: word(visit.locationName),
    reference: word(visit.reference),
  };
}

function oneWithBlock(visit: VisitData | LinkedVisit, language: MessageLanguage): Values {
  return { ...one(visit, language), visit: block(...visitBlocks(visit, language, false)) };
}

function visitBlocks(visit: VisitData | LinkedVisit, language: MessageLanguage, several: boolean): Block[] {
  const say = labels[language];
  return [
    ...(several ? [{ type: 'heading', text: sayWhenWithWeekday(visit.startsAt, language) } as const] : []),
    { type: 'facts', rows: visitRows(visit, language) },
    ...list(say.documents, visit.documents),
    ...list(say.information, visit.information),
    ...('links' in visit
      ? [
          {
            type: 'links',
            links: [
              { label: say.show, url: visit.links.show },
              { label: say.move, url: visit.links.move },
              { label: say.cancel, url: visit.links.cancel },
            ],
          } as const,
        ]
      : []),
  ];
}

function visitRows(visit: VisitData, language: MessageLanguage): [string, string][] {
  const say = labels[language];
  return saidRows([
    [say.service, visit.serviceName],
    [say.when, sayWhenWithWeekday(visit.startsAt, language)],
    [say.where, visit.address === '' ? visit.locationName : `${visit.locationName}, ${visit.address}`],
    [say.counter, visit.counterName],
    [say.directions, visit.directions ?? ''],
    [say.contact, visit.contact ?? ''],
    [say.reference, visit.reference],
  ]);
}

function citizenRows({ name, email, phone, note }: CitizenData, language: MessageLanguage): [string, string][] {
  const say = labels[language];
  return saidRows([
    [say.name, name],
    [say.email, email],
    [say.phone, phone],
    [say.note, note],
  ]);
}

/** A label without a value says nothing. */
const saidRows = (rows: readonly (readonly [string, string | null])[]): [string, string][] =>
  rows.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value] as [string, string]]));

function offerBlocks(
  proposed: VisitData | null,
  links: MessagePayloads['evacuationProposal']['links'],
  language: MessageLanguage,
): Block[] {
  const say = offerWords[language];
  const choose = { label: proposed === null ? say.choose : say.chooseOther, url: links.choose };
  const cancel = { label: labels[language].cancel, url: links.cancel };
  if (proposed === null) return [{ type: 'links', links: [choose, cancel] }];
  return [
    { type: 'facts', rows: visitRows(proposed, language) },
    { type: 'links', links: [{ label: say.accept, url: links.accept }, choose, cancel] },
  ];
}

function entryBlocks(entries: MessagePayloads['unitDailyList']['entries'], language: MessageLanguage): Block[] {
  if (entries.length === 0) return [{ type: 'paragraph', spans: [{ text: labels[language].nobody }] }];
  return entries.flatMap((entry): Block[] => [
    { type: 'heading', text: `${sayTime(entry.startsAt, language)}–${sayTime(entry.endsAt, language)}` },
    {
      type: 'facts',
      rows: [
        [labels[language].service, entry.serviceName],
        ...(entry.counterName === null ? [] : [[labels[language].counter, entry.counterName] as const]),
        [labels[language].reference, showReference(entry.reference)],
        ...citizenRows(entry.citizen, language),
      ],
    },
  ]);
}

function earlierBlock(at: number, language: MessageLanguage): Block {
  return { type: 'facts', rows: [[offerWords[language].earlier, sayWhen(at, language)]] };
}

const list = (heading: string, items: readonly string[]): Block[] =>
  items.length === 0 ? [] : [{ type: 'list', heading, items }];

const paragraph = (text: string): Value =>
  text.trim() === '' ? block() : block({ type: 'paragraph', spans: [{ text }] });
