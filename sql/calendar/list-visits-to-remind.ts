import type { Knex } from 'knex';
import { rows } from '../rows.ts';
import { type AppointmentView, appointmentColumns, appointmentSources } from './appointment-view.ts';
import type { AppointmentId } from './words.ts';

/**
 * The booked visits of the booking that a visit belongs to, the visit itself among them, in order of time. Not those that
 * can not stay where they are: nobody is reminded to come to a closed door.
 */
export async function listVisitsToRemind(db: Knex, appointmentId: AppointmentId): Promise<readonly AppointmentView[]> {
  return rows<AppointmentView>(
    db,
    `select ${appointmentColumns} from ${appointmentSources}
     where appointment.booking_id = (select booking_id from uenarocanje.appointment where id = :appointmentId)
       and appointment.state = 'booked'
       and not exists (
         select from uenarocanje.evacuation_visit
         where evacuation_visit.appointment_id = appointment.id and evacuation_visit.state in ('proposed', 'toCall')
           and (from_counter_id, from_starts_at) = (appointment.counter_id, lower(appointment.during))
       )
     order by lower(appointment.during), appointment.counter_id`,
    { appointmentId },
  );
}
