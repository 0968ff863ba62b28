import type { ToldVisit } from '../sql/calendar/told-visits.ts';
import type { Mail } from '../sql/messages/enqueue-messages.ts';
import { aboutAppointment } from '../sql/messages/erase-recipients.ts';
import type { MessagePayloads, VisitData } from '../sql/messages/message.ts';

type Told = {
  readonly visit: Pick<ToldVisit, 'appointmentId' | 'sequence' | 'startsAt'>;
  /** As units read it: in Slovene. */
  readonly data: VisitData;
  readonly unit: { readonly locationId: string; readonly email: string };
  /** How people reach us, without a "/" at its end. */
  readonly base: string;
};

/** What a unit is told of a visit, still to be written down. `locationId`: which of its places it is told about. */
export function mailToUnit(
  { visit, data, unit, base }: Told,
  {
    locationId,
    ...news
  }: Pick<MessagePayloads['unitNotification'], 'change' | 'earlierStartsAt' | 'citizen'> & {
    readonly locationId: string;
  },
): Mail {
  return {
    recipient: { id: `location:${unit.locationId}`, email: unit.email, phone: null },
    messages: [
      {
        kind: 'unitNotification',
        channel: 'email',
        language: 'sl',
        about: aboutAppointment(visit.appointmentId),
        locationId,
        payload: {
          ...news,
          visit: data,
          links: {
            day: `${base}/urnik?lokacija=${encodeURIComponent(locationId)}&dan=${dayOf.format(visit.startsAt)}`,
          },
        },
        dedupeKey: `unit:${locationId}:${news.change}:${visit.appointmentId}:${visit.sequence}`,
      },
    ],
  };
}

const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Ljubljana' });
