import type { Knex } from 'knex';
import type { Instant } from '../engine/core/ids.ts';
import type { AppointmentView } from '../sql/calendar/appointment-view.ts';
import { aboutAppointment } from '../sql/messages/erase-recipients.ts';
import { tellCitizen } from './tell-citizen.ts';
import { linkedVisit } from './visit-data.ts';

/** Sends the confirmation of a visit once more, with links of its own, by each way that the citizen gave. */
export async function sendConfirmationAgain(
  db: Knex,
  visit: AppointmentView,
  { publicUrl, now }: { readonly publicUrl: string; readonly now: Instant },
): Promise<void> {
  await db.transaction(async (trx) => {
    const { appointmentId, sequence, bookingId, visitor, language, locationId, startsAt } = visit;
    const visits = [await linkedVisit(trx, visit, { language, publicUrl, now })];
    const about = aboutAppointment(appointmentId);
    const told = { bookingId, visitor, language, about, locationId, expiresAt: startsAt };
    const deed = `${appointmentId}:${sequence}`;
    await tellCitizen(trx, { ...told, deed: `${deed}:again:${now}` }, 'bookingConfirmed', { visits });
  });
}
