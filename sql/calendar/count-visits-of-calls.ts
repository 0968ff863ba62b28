import type { Knex } from 'knex';
import { rows } from '../rows.ts';

/** How many visits were booked, moved or cancelled in each of these calls; a call without any is left out. */
export async function countVisitsOfCalls(db: Knex, callIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counted = await rows<{ callId: string; visits: number }>(
    db,
    `select call_id as "callId", count(distinct appointment_id) as visits
     from (
       select call_id, appointment_id from uenarocanje.appointment_event where call_id = any (:callIds)
       union
       select booking.call_id, appointment.id
       from uenarocanje.booking join uenarocanje.appointment on appointment.booking_id = booking.id
       where booking.call_id = any (:callIds) and appointment.state <> 'held'
     ) as done
     group by call_id`,
    { callIds },
  );
  return new Map(counted.map(({ callId, visits }) => [callId, visits]));
}
