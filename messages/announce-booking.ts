import type { Instant } from '../engine/core/ids.ts';
import type { AppointmentView } from '../sql/calendar/appointment-view.ts';
import type { Announced } from '../sql/calendar/deed.ts';
import type { ToldBooking, ToldVisit } from '../sql/calendar/told-visits.ts';
import type { Language, Reference } from '../sql/calendar/words.ts';
import { aboutAppointment } from '../sql/messages/erase-recipients.ts';
import type { VisitData } from '../sql/messages/message.ts';
import { mailToUnit } from './mail-to-unit.ts';
import { remindersOf } from './plan-reminders.ts';
import { mailToCitizen, type Telling } from './tell-citizen.ts';
import { makeLinks, visitDataOf } from './visit-data.ts';

/**
 * What is written of a booking, before or after it stands: to the citizen its confirmation and reminders, to each unit
 * that is told at once a message a visit.
 */
export function announcedBooking(
  { bookingId, language, visitor, visits }: ToldBooking,
  { publicUrl, now }: { readonly publicUrl: string; readonly now: Instant },
): Announced {
  const { links, of } = makeLinks(visits, { language, publicUrl, now });
  const shown = visits.map((visit) => ({ visit, linked: { ...dataOf(visit, language), links: of(visit) } }));
  const confirmed: Telling = { kind: 'bookingConfirmed', payload: { visits: shown.map(({ linked }) => linked) } };
  const [first] = visits;
  if (first === undefined || visitor === null) return { links, mail: [] };
  const told = { bookingId, visitor, language, ...subjectOf(first) };
  const base = publicUrl.replace(/\/$/, '');
  const toUnits = visits.flatMap((visit) =>
    visit.unit === null
      ? []
      : mailToUnit(
          { visit, unit: visit.unit, data: dataOf(visit, 'sl'), base },
          { change: 'booked', earlierStartsAt: null, locationId: visit.locationId, citizen: visitor },
        ),
  );
  return { links, mail: [...mailToCitizen(told, [confirmed, ...remindersOf(shown, now)]), ...toUnits] };
}

/** What a message tells of, and until when it helps. */
export const subjectOf = ({
  appointmentId,
  sequence,
  locationId,
  startsAt,
}: Pick<AppointmentView, 'appointmentId' | 'sequence' | 'locationId' | 'startsAt'>) => ({
  about: aboutAppointment(appointmentId),
  locationId,
  deed: `${appointmentId}:${sequence}`,
  expiresAt: startsAt,
});

const dataOf = (visit: ToldVisit & { readonly reference: Reference }, language: Language): VisitData =>
  visitDataOf(visit, { place: visit.place, services: visit.toldServices }, language);
