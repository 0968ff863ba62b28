import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { oneRow, rows } from '../rows.ts';
import { type AppointmentView, appointmentColumns, appointmentSources } from './appointment-view.ts';
import type { SettledAs } from './evacuation.ts';
import type { AppointmentId, CounterId, Reference, ServiceId, Texts } from './words.ts';

/** Of `appointment`: booked at these places (`:locationIds`), in closed time whatever closed it, and moved by nobody yet. */
export const isToMove = `appointment.state = 'booked' and lower(appointment.during) > :now
  and appointment.counter_id in (select id from uenarocanje.counter where location_id = any (:locationIds))
  and uenarocanje.local_day(lower(appointment.during)) <= (select last_day from uenarocanje.open_time_built)
  and not exists (
    select from uenarocanje.open_period as stands
    where stands.counter_id = appointment.counter_id and stands.starts_at <= lower(appointment.during) and stands.ends_at >= upper(appointment.during)
  )
  and not exists (
    select from uenarocanje.evacuation_visit
    where appointment_id = appointment.id
      and (evacuation_visit.state in ('waiting', 'proposed', 'toCall') or settled_as = 'keeps')
      and (from_counter_id, from_starts_at) = (appointment.counter_id, lower(appointment.during))
  )`;

/**
 * Booked visits of these places that stand in closed time, whatever closed it, and that nobody is moving yet; the
 * earliest first. Beyond the days for which open time is built nothing is known of them.
 */
export async function listVisitsToMove(
  db: Knex,
  { locationIds, now, limit = 500 }: { locationIds: readonly string[]; now: Instant; limit?: number },
): Promise<readonly AppointmentView[]> {
  return rows(
    db,
    `select ${appointmentColumns} from ${appointmentSources}
     where ${isToMove}
     order by lower(appointment.during), appointment.id
     limit :limit`,
    { locationIds, now: new Date(now), limit },
  );
}

/** How many these are. */
export async function countVisitsToMove(
  db: Knex,
  { locationIds, now }: { locationIds: readonly string[]; now: Instant },
): Promise<number> {
  const { count } = await oneRow<{ count: number }>(
    db,
    `select count(*) as count from uenarocanje.appointment where ${isToMove}`,
    { locationIds, now: new Date(now) },
  );
  return count;
}

/** How an evacuation stands at some places. */
export type EvacuationSum = {
  readonly evacuationId: number;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly note: string;
  readonly visits: number;
  /** A time is still to be found for them. */
  readonly waiting: number;
  readonly proposed: number;
  readonly toCall: number;
  /** Confirmed by the citizen with one click. */
  readonly accepted: number;
  /** Done in another way: by a call, or by the citizen. */
  readonly settled: number;
};

/**
 * What a visit of an evacuation is now. Who moved or cancelled it in another way has settled it, also before
 * lapseProposals has written that down.
 */
const stateNow = `case
  when evacuation_visit.state in ('waiting', 'proposed', 'toCall') and appointment.state = 'cancelled' then 'settled'
  when evacuation_visit.state in ('waiting', 'proposed', 'toCall')
    and (from_counter_id, from_starts_at) <> (appointment.counter_id, lower(appointment.during)) then 'settled'
  when evacuation_visit.state = 'proposed' and evacuation_visit.expires_at <= :now then 'toCall'
  else evacuation_visit.state
end`;

/** Evacuations that concern visits of these places (null: of all), the newest first. */
export async function listEvacuations(
  db: Knex,
  { locationIds, now, id = null }: { locationIds: readonly string[] | null; now: Instant; id?: number | null },
): Promise<readonly EvacuationSum[]> {
  return rows(
    db,
    `select evacuation.id as "evacuationId", made_at as "madeAt", made_by as "madeBy", note,
       count(*) as visits,
       count(*) filter (where (${stateNow}) = 'waiting') as waiting,
       count(*) filter (where (${stateNow}) = 'proposed') as proposed,
       count(*) filter (where (${stateNow}) = 'toCall') as "toCall",
       count(*) filter (where (${stateNow}) = 'accepted') as accepted,
       count(*) filter (where (${stateNow}) = 'settled') as settled
     from uenarocanje.evacuation
     join uenarocanje.evacuation_visit on evacuation_visit.evacuation_id = evacuation.id
     join uenarocanje.appointment on appointment.id = evacuation_visit.appointment_id
     where (cast(:locationIds as text[]) is null or evacuation_visit.location_id = any (:locationIds))
       and (cast(:id as bigint) is null or evacuation.id = :id)
     group by evacuation.id
     order by evacuation.id desc
     limit 100`,
    { locationIds, now: new Date(now), id },
  );
}

/** A place and a time, as a page shows it. */
export type NamedSlot = {
  readonly counterId: CounterId;
  readonly counterName: string;
  readonly locationName: string;
  readonly startsAt: Instant;
};

export type EvacuatedVisit = {
  /** Where it was when it had to go: by it rights are decided. */
  readonly locationId: string | null;
  readonly appointmentId: AppointmentId;
  readonly reference: Reference;
  readonly services: readonly ServiceId[];
  readonly serviceNames: readonly Texts[];
  readonly state: 'waiting' | 'proposed' | 'accepted' | 'toCall' | 'settled';
  readonly settledAs: SettledAs | null;
  readonly settledBy: string | null;
  readonly decidedAt: Instant | null;
  readonly tries: number;
  readonly lastTriedAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly from: NamedSlot | null;
  readonly proposed: NamedSlot | null;
  /** Where the visit is now; null: cancelled. */
  readonly now: NamedSlot | null;
  readonly language: string;
  /** Null after erasure. Show it only to whoever may call (may.ts, callEvacuated). */
  readonly visitor: { readonly name: string; readonly phone: string | null; readonly email: string | null } | null;
};

const namedSlot = (counter: string, startsAt: string): string => `(
  select jsonb_build_object('counterId', counter.id, 'counterName', counter.name, 'locationName', location.name,
    'startsAt', round(extract(epoch from ${startsAt}) * 1000))
  from uenarocanje.counter join uenarocanje.location on location.id = counter.location_id where counter.id = ${counter}
)`;

type EvacuatedQuestion = {
  readonly evacuationId: number;
  readonly locationIds: readonly string[] | null;
  readonly now: Instant;
  /** Only this visit. */
  readonly appointmentId?: number;
  /** Only those that are to be called. */
  readonly toCall?: boolean;
  readonly limit?: number;
  readonly offset?: number;
};

/** The visits of an evacuation at these places: whom to call first, then in order of time. */
export async function listEvacuatedVisits(
  db: Knex,
  { evacuationId, locationIds, now, appointmentId, toCall = false, limit = 500, offset = 0 }: EvacuatedQuestion,
): Promise<readonly EvacuatedVisit[]> {
  return rows(
    db,
    `select evacuation_visit.appointment_id as "appointmentId", evacuation_visit.location_id as "locationId", appointment.reference, booking.language,
       array[booking.service_id] || booking.extra_service_ids as services,
       (
         select jsonb_agg(service.name order by array_position(array[booking.service_id] || booking.extra_service_ids, service.id))
         from uenarocanje.service where service.id = any (array[booking.service_id] || booking.extra_service_ids)
       ) as "serviceNames",
       ${stateNow} as state,
       case when (${stateNow}) = 'settled' then coalesce(settled_as, case appointment.state when 'cancelled' then 'cancelled' else 'moved' end) end as "settledAs",
       settled_by as "settledBy", decided_at as "decidedAt", tries, last_tried_at as "lastTriedAt",
       evacuation_visit.expires_at as "expiresAt",
       ${namedSlot('evacuation_visit.from_counter_id', 'evacuation_visit.from_starts_at')} as "from",
       ${namedSlot('evacuation_visit.counter_id', 'lower(evacuation_visit.during)')} as proposed,
       case when appointment.state <> 'cancelled' then ${namedSlot('appointment.counter_id', 'lower(appointment.during)')} end as now,
       case when visitor.booking_id is not null then jsonb_build_object('name', visitor.name, 'phone', visitor.phone, 'email', visitor.email) end as visitor
     from uenarocanje.evacuation_visit
     join uenarocanje.appointment on appointment.id = evacuation_visit.appointment_id
     join uenarocanje.booking on booking.id = appointment.booking_id
     left join uenarocanje.visitor on visitor.booking_id = booking.id
     where evacuation_visit.evacuation_id = :evacuationId
       and (cast(:locationIds as text[]) is null or evacuation_visit.location_id = any (:locationIds))
       and (cast(:appointmentId as bigint) is null or evacuation_visit.appointment_id = :appointmentId)
       and (not :toCall or (${stateNow}) = 'toCall')
     order by (${stateNow}) <> 'toCall', (${stateNow}) <> 'proposed', evacuation_visit.from_starts_at, evacuation_visit.appointment_id
     limit :limit offset :offset`,
    {
      evacuationId,
      locationIds,
      now: new Date(now),
      appointmentId: appointmentId ?? null,
      toCall,
      limit,
      offset,
    },
  );
}
