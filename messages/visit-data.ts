import type { Knex } from 'knex';
import type { Instant } from '../engine/core/ids.ts';
import type { AppointmentView } from '../sql/calendar/appointment-view.ts';
import { type NewLinks, newLinks, writeLinks } from '../sql/calendar/links.ts';
import { readToldTexts, type ToldTexts } from '../sql/calendar/read-told-texts.ts';
import { showReference } from '../sql/calendar/reference.ts';
import { type Language, listIn, textIn } from '../sql/calendar/words.ts';
import type { LinkedVisit, VisitData } from '../sql/messages/message.ts';
import { cancelPath, movePath, prefixOf, visitPath } from './link-paths.ts';

/** What of a visit is shown; a slot that is only offered or held has no number yet. */
type ShownVisit = Pick<
  AppointmentView,
  | 'services'
  | 'serviceNames'
  | 'startsAt'
  | 'endsAt'
  | 'counterName'
  | 'counterFloorNote'
  | 'locationId'
  | 'locationName'
  | 'address'
  | 'appointmentId'
  | 'sequence'
> & { readonly reference: AppointmentView['reference'] | null };

/** A visit as messages and calendar files carry it, in the words of one language. */
export async function visitData(db: Knex, visit: ShownVisit, language: Language): Promise<VisitData> {
  return visitDataOf(visit, await readToldTexts(db, visit), language);
}

/** The same of a visit of which all is read already. */
export function visitDataOf(visit: ShownVisit, { place, services }: ToldTexts, language: Language): VisitData {
  const { text, documents, information } = {
    text: visit.serviceNames.map((name) => textIn(name, language)).join(' + '),
    documents: services.flatMap((service) => listIn(service.documents, language)),
    information: services.flatMap((service) => pointsOf(textIn(service.information, language))),
  };
  const unit = place === null || place.unitId === place.id ? '' : `${place.unitName}, `;
  const town = [place?.postCode ?? '', place?.city ?? ''].filter((part) => part !== '').join(' ');
  return {
    reference: visit.reference === null ? '' : showReference(visit.reference),
    serviceName: text,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    locationName: `${unit}${visit.locationName}`,
    address: visit.address.includes(town)
      ? visit.address
      : [visit.address, town].filter((part) => part !== '').join(', '),
    counterName: [visit.counterName, visit.counterFloorNote].filter((part) => part !== '').join(', '),
    directions: place === null ? '' : textIn(place.directions, language),
    contact: place === null ? '' : [place.phone, place.email, place.website].filter((part) => part !== '').join(', '),
    documents,
    information,
    calendarUid: `${visit.appointmentId}@ue`,
    calendarSequence: visit.sequence,
  };
}

/** Lines of one text are its points. */
export const pointsOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The same with fresh links; they end a day after the visit, when nobody needs them any more. */
export async function linkedVisit(
  db: Knex,
  visit: AppointmentView,
  { language, publicUrl, now }: LinksWanted,
): Promise<LinkedVisit> {
  const links = await freshLinks(db, [visit], { language, publicUrl, now });
  return { ...(await visitData(db, visit, language)), links: links(visit) };
}

export type LinksWanted = { readonly language: Language; readonly publicUrl: string; readonly now: Instant };

type LinksOf = (visit: Pick<AppointmentView, 'appointmentId'>) => LinkedVisit['links'];

/** Fresh links of visits, by one statement; answers those of each. */
export async function freshLinks(
  db: Knex,
  visits: readonly Pick<AppointmentView, 'appointmentId' | 'endsAt'>[],
  wanted: LinksWanted,
): Promise<LinksOf> {
  const { links, of } = makeLinks(visits, wanted);
  await writeLinks(db, links);
  return of;
}

/** The same, still to be written down. */
export function makeLinks(
  visits: readonly Pick<AppointmentView, 'appointmentId' | 'endsAt'>[],
  { language, publicUrl, now }: LinksWanted,
): { readonly links: NewLinks; readonly of: LinksOf } {
  const latest = Math.max(now, ...visits.map(({ endsAt }) => endsAt));
  const base = `${publicUrl.replace(/\/$/, '')}${prefixOf(language)}`;
  const subjects = visits.flatMap(({ appointmentId }) => purposes.map((purpose) => ({ purpose, appointmentId })));
  const links = newLinks(subjects, { now, expiresAt: (latest + 86_400_000) as Instant });
  const of: LinksOf = ({ appointmentId }) => {
    const first = subjects.findIndex((subject) => subject.appointmentId === appointmentId);
    const [show = '', cancel = '', move = ''] = links.links
      .slice(first, first + purposes.length)
      .map(({ token }) => token);
    return { show: base + visitPath(show), cancel: base + cancelPath(cancel), move: base + movePath(move) };
  };
  return { links, of };
}

const purposes = ['view', 'cancel', 'move'] as const;
