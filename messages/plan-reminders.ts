import type { Knex } from 'knex';
import type { Instant } from '../engine/core/ids.ts';
import type { AppointmentView } from '../sql/calendar/appointment-view.ts';
import { listVisitsToRemind } from '../sql/calendar/list-visits-to-remind.ts';
import type { AppointmentId } from '../sql/calendar/words.ts';
import { aboutAppointment } from '../sql/messages/erase-recipients.ts';
import type { LinkedVisit } from '../sql/messages/message.ts';
import { withdrawReminders } from '../sql/messages/withdraw-messages.ts';
import { type Telling, tellCitizenAll } from './tell-citizen.ts';
import { freshLinks, visitData } from './visit-data.ts';
import { atLjubljana } from './zone.ts';

/** How long before a visit its reminder goes out; a visit booked later than this needs none. */
export const reminderMs = 24 * 3_600_000;

type Reminded = {
  readonly visit: Pick<AppointmentView, 'appointmentId' | 'sequence' | 'startsAt' | 'locationId'>;
  readonly linked: LinkedVisit;
};

/**
 * The reminders of visits of one booking: one for all visits of a day at one place, a day before the first of them.
 * None where it would come too late.
 */
export function remindersOf(visits: readonly Reminded[], now: Instant): readonly Telling[] {
  const inOrder = visits.toSorted((one, other) => one.visit.startsAt - other.visit.startsAt);
  // An SMS names one place: visits of a day at two places are reminded of apart.
  const days = Map.groupBy(inOrder, ({ visit }) => `${atLjubljana(visit.startsAt).toPlainDate()} ${visit.locationId}`);
  return [...days.values()].flatMap((ofDay): Telling[] => {
    const [first] = ofDay;
    if (first === undefined) return [];
    const { appointmentId, sequence, startsAt, locationId } = first.visit;
    const notBefore = (startsAt - reminderMs) as Instant;
    if (notBefore <= now) return [];
    return [
      {
        kind: 'reminder',
        payload: { visits: ofDay.map(({ linked }) => linked) },
        about: aboutAppointment(appointmentId),
        deed: `${appointmentId}:${sequence}`,
        locationId,
        notBefore,
        expiresAt: startsAt,
      },
    ];
  });
}

/**
 * Plans the reminders of the booking that a visit belongs to anew, after any deed that says that one of them goes
 * elsewhere, at another time or not at all: what is not sent yet is taken back, and what now holds is written instead.
 * Visits that can not stay where they are have none.
 */
export async function planReminders(
  trx: Knex.Transaction,
  appointmentId: AppointmentId,
  { publicUrl, now }: { readonly publicUrl: string; readonly now: Instant },
): Promise<void> {
  await withdrawReminders(trx, appointmentId);
  const visits = (await listVisitsToRemind(trx, appointmentId)).filter(({ startsAt }) => startsAt - reminderMs > now);
  const [first] = visits;
  if (first === undefined || first.visitor === null) return;
  const { bookingId, visitor, language, locationId, startsAt } = first;
  const links = await freshLinks(trx, visits, { language, publicUrl, now });
  const shown: Reminded[] = [];
  for (const visit of visits) {
    shown.push({ visit, linked: { ...(await visitData(trx, visit, language)), links: links(visit) } });
  }
  // What was taken back has the name of its deed still; these are deeds of their own.
  const tellings = remindersOf(shown, now).map((telling) => ({ ...telling, deed: null }));
  const about = aboutAppointment(first.appointmentId);
  await tellCitizenAll(
    trx,
    { bookingId, visitor, language, about, locationId, deed: null, expiresAt: startsAt },
    tellings,
  );
}
