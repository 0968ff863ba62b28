import type { Knex } from 'knex';
import { rows } from '../rows.ts';
import { type AppointmentView, appointmentColumns, appointmentSources } from './appointment-view.ts';

/**
 * What was done to visits in a call (R3.9): those that were booked, moved or cancelled in it, and those that an agent
 * began in it and the citizen finished; in order of time. `locationIds` null: everywhere.
 */
export async function listVisitsOfCall(
  db: Knex,
  callId: string,
  locationIds: readonly string[] | null,
): Promise<readonly AppointmentView[]> {
  return rows<AppointmentView>(
    db,
    `select ${appointmentColumns} from ${appointmentSources}
     where appointment.id in (
         select appointment_id from uenarocanje.appointment_event where call_id = :callId
         union
         select appointment.id from uenarocanje.booking join uenarocanje.appointment on appointment.booking_id = booking.id
         where booking.call_id = :callId
       )
       and appointment.state <> 'held'
       and (cast(:locationIds as text[]) is null or counter.location_id = any (:locationIds))
     order by lower(appointment.during), appointment.id`,
    { callId, locationIds },
  );
}
