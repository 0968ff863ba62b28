import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { aboutAppointment, eraseRecipients, recipientOfBooking } from '../messages/erase-recipients.ts';
import { rows } from '../rows.ts';
import { type AppointmentView, appointmentColumns, appointmentSources } from './appointment-view.ts';
import type { Channel } from './words.ts';

/** Who it is about, as they gave it when they booked; the phone as E.164. Whoever has either is meant. */
export type Person = { readonly email: string | null; readonly phone: string | null };

const ofPerson = `visitor.booking_id in (
  select booking_id from uenarocanje.visitor where lower(email) = lower(:email) or phone = :phone
)`;

/** Everything the calendar knows of a person (R9.3: export), in order of time. */
export async function exportPerson(db: Knex, person: Person): Promise<readonly AppointmentView[]> {
  return rows<AppointmentView>(
    db,
    `select ${appointmentColumns} from ${appointmentSources}
     where ${ofPerson} and appointment.state <> 'held' order by lower(appointment.during), appointment.id`,
    person,
  );
}

/**
 * Erases a person's contact data from all visits that are over or cancelled, and from what was told of them (R9.3).
 * Coming visits keep them, because the unit could not tell who comes: cancel those first. The visits themselves stay
 * for the statistics. Answers how many bookings were erased, and how many keep their data because of a coming visit.
 */
export async function erasePerson(
  trx: Knex.Transaction,
  person: Person,
  now: Instant,
): Promise<{ erased: number; coming: number }> {
  const values = { ...person, now: new Date(now) };
  const erased = await eraseVisitors(trx, ofPerson, values);
  const left = await rows(trx, `select from uenarocanje.visitor where ${ofPerson}`, values);
  return { erased, coming: left.length };
}

/** The retention rule: contact data of visits that were all over before `before`. Run nightly; answers how many. */
export async function eraseVisitorsBefore(db: Knex, before: Instant, now: Instant): Promise<number> {
  return db.transaction((trx) =>
    eraseVisitors(
      trx,
      `not exists (
         select from uenarocanje.appointment where booking_id = visitor.booking_id and upper(during) >= :before
       )`,
      { before: new Date(before), now: new Date(now) },
    ),
  );
}

/** What all ways of erasing have in common; `which` chooses visitors by `values`, which hold `now`. Answers how many. */
export async function eraseVisitors(
  trx: Knex.Transaction,
  which: string,
  values: Readonly<Record<string, unknown>>,
  channel: Channel = 'system',
): Promise<number> {
  const gone = await rows<{ bookingId: number; appointmentIds: number[]; references: string[] }>(
    trx,
    `with
       gone as (
         delete from uenarocanje.visitor
         where ${which}
           and not exists (
             select from uenarocanje.appointment
             where booking_id = visitor.booking_id and (state = 'held' or (state in ('booked', 'arrived') and upper(during) > :now))
           )
         returning booking_id
       ),
       told as (
         insert into uenarocanje.appointment_event (appointment_id, at, what, channel)
         select id, :now, 'contactErased', :channel from uenarocanje.appointment where booking_id in (select booking_id from gone)
       ),
       -- Nobody finds the visit by a link any more either.
       unlinked as (
         delete from uenarocanje.appointment_link
         where booking_id in (select booking_id from gone)
           or appointment_id in (select id from uenarocanje.appointment where booking_id in (select booking_id from gone))
       )
     select booking_id as "bookingId", coalesce((
         select jsonb_agg(id) from uenarocanje.appointment where appointment.booking_id = gone.booking_id
       ), '[]') as "appointmentIds", coalesce((
         select jsonb_agg(reference) from uenarocanje.appointment
         where appointment.booking_id = gone.booking_id and reference is not null
       ), '[]') as "references"
     from gone`,
    { ...values, channel },
  );
  await eraseRecipients(trx, {
    recipientIds: gone.map(({ bookingId }) => recipientOfBooking(bookingId)),
    about: gone.flatMap(({ appointmentIds }) => appointmentIds.map(aboutAppointment)),
    references: gone.flatMap(({ references }) => references),
  });
  return gone.length;
}
