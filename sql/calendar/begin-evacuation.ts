import type { Knex } from 'knex';
import { oneRow, rows } from '../rows.ts';
import { lockSpace, locks } from '../schema.ts';
import type { Deed } from './deed.ts';
import { isToMove } from './evacuation-progress.ts';
import type { AppointmentId } from './words.ts';

/** Which visits can not stay: these, or those of these places that stand in closed time, all or the chosen ones. */
export type WhichVisits =
  | { readonly appointmentIds: readonly AppointmentId[] }
  | { readonly locationIds: readonly string[]; readonly appointmentIds?: readonly AppointmentId[] };

export type Begun = {
  readonly evacuationId: number;
  /** Those that it will work through; nobody else was moving them. */
  readonly visits: readonly AppointmentId[];
};

const toMoveHere = `${isToMove}
  and (cast(:appointmentIds as bigint[]) is null or appointment.id = any (cast(:appointmentIds as bigint[])))`;

const ofThese = `appointment.id = any (:appointmentIds) and appointment.state = 'booked' and not exists (
  select from uenarocanje.evacuation_visit
  where appointment_id = appointment.id and (state = 'waiting' or (state = 'proposed' and expires_at > :now))
)`;

/**
 * Writes down an evacuation with all its visits, thousands as quickly as one; `proposeWaiting` works through them. Two
 * who begin at once come one after the other, so that no visit is in both. Save the rules first, so that nothing is
 * proposed in the time that is being cleared.
 */
export async function beginEvacuation(
  db: Knex,
  { now, actor }: Pick<Deed, 'now' | 'actor'>,
  { which, note }: { readonly which: WhichVisits; readonly note: string },
): Promise<Begun> {
  return db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?, ?)', [lockSpace, locks.evacuations]);
    const { id: evacuationId } = await oneRow<{ id: number }>(
      trx,
      `insert into uenarocanje.evacuation (made_at, made_by, note) values (:now, :by, :note) returning id`,
      { now: new Date(now), by: actor.userId ?? 'system', note },
    );
    const visits = await rows<{ id: AppointmentId }>(
      trx,
      `insert into uenarocanje.evacuation_visit (evacuation_id, appointment_id, state, location_id, from_counter_id, from_starts_at)
       select :evacuationId, appointment.id, 'waiting', counter.location_id, counter.id, lower(appointment.during)
       from uenarocanje.appointment
       join uenarocanje.counter on counter.id = appointment.counter_id
       where ${'locationIds' in which ? toMoveHere : ofThese}
       returning appointment_id as id`,
      { evacuationId, now: new Date(now), appointmentIds: null, ...which },
    );
    return { evacuationId, visits: visits.map(({ id }) => id) };
  });
}
