import type { Knex } from 'knex';
import type { Instant } from '../engine/core/ids.ts';
import type { AppointmentView } from '../sql/calendar/appointment-view.ts';
import { issueLinks } from '../sql/calendar/links.ts';
import { showReference } from '../sql/calendar/reference.ts';
import { readService } from '../sql/calendar/services.ts';
import { type Language, listIn, textIn } from '../sql/calendar/words.ts';
import type { LinkedVisit, VisitData } from '../sql/messages/message.ts';
import { readPlace } from '../sql/places/place.ts';
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
  const [place, services] = await Promise.all([
    readPlace(db, visit.locationId),
    Promise.all(visit.services.map((id) => readService(db, id))),
  ]);
  const { text, documents, information } = {
    text: visit.serviceNames.map((name) => textIn(name, language)).join(' + '),
    documents: services.flatMap((service) => (service === null ? [] : listIn(service.documents, language))),
    information: services.flatMap((service) =>
      service === null ? [] : pointsOf(textIn(service.information, language)),
    ),
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
  { language, publicUrl, now }: { readonly language: Language; readonly publicUrl: string; readonly now: Instant },
): Promise<LinkedVisit> {
  const { appointmentId } = visit;
  const times = { now, expiresAt: (Math.max(now, visit.endsAt) + 86_400_000) as Instant };
  const base = `${publicUrl.replace(/\/$/, '')}${prefixOf(language)}`;
  const purposes = ['view', 'cancel', 'move'] as const;
  const links = purposes.map((purpose) => ({ purpose, appointmentId }));
  const [show = '', cancel = '', move = ''] = await issueLinks(db, links, times);
  return {
    ...(await visitData(db, visit, language)),
    links: { show: base + visitPath(show), cancel: base + cancelPath(cancel), move: base + movePath(move) },
  };
}
