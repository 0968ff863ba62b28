import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows } from '../rows.ts';
import { type AppointmentView, appointmentColumns, appointmentSources } from './appointment-view.ts';
import type { BookingId, OptionalTexts, TextLists } from './words.ts';

/** What messages say of a place besides its name and address. */
export type ToldPlace = {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly postCode: string;
  readonly city: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly directions: OptionalTexts;
};

/** What a service asks of who comes. */
export type ToldService = { readonly documents: TextLists; readonly information: OptionalTexts };

/** A visit with all that is told of it, and who is told at its unit, by one question. */
export type ToldVisit = AppointmentView & {
  readonly place: ToldPlace;
  /** In the order of `services`. */
  readonly toldServices: readonly ToldService[];
  /** Null: nobody there is told at once (sql/messages/units-to-tell.ts). */
  readonly unit: { readonly locationId: string; readonly email: string } | null;
};

/** The visits of a booking, in order of time. */
export async function readToldVisits(db: Knex, bookingId: BookingId, now: Instant): Promise<readonly ToldVisit[]> {
  return hotRows<ToldVisit>(
    db,
    `select ${appointmentColumns},
       jsonb_build_object('id', location.id, 'unitId', unit.id, 'unitName', unit.name, 'postCode', location.post_code, 'city', location.city,
         'phone', location.phone, 'email', location.email, 'website', location.website, 'directions', location.directions) as place,
       (
         select jsonb_agg(jsonb_build_object('documents', service.documents, 'information', service.information) order by place)
         from unnest(array[booking.service_id] || booking.extra_service_ids) with ordinality as asked (id, place)
         join uenarocanje.service using (id)
       ) as "toldServices",
       case when told.notify_when = 'atOnce' or told.notify_when = 'daily'
         and uenarocanje.daily_list_is_out(told.id, uenarocanje.local_day(lower(appointment.during)), cast(:now as timestamptz))
         then jsonb_build_object('locationId', told.id, 'email', told.notify_email) end as unit
     from ${appointmentSources}
     join lateral (
       select above.id, above.name
       from uenarocanje.location_path
       join uenarocanje.location as above on above.id = location_path.ancestor_id and above.parent_id is null
       where location_path.location_id = location.id
     ) as unit on true
     left join lateral (
       select above.id, above.notify_email, above.notify_when
       from uenarocanje.location_path
       join uenarocanje.location as above on above.id = location_path.ancestor_id
       where location_path.location_id = location.id and above.notify_email <> ''
       order by location_path.distance
       limit 1
     ) as told on true
     where appointment.booking_id = :bookingId and appointment.state <> 'held'
     order by lower(appointment.during), appointment.counter_id`,
    { bookingId, now: new Date(now) },
  );
}
