import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { oneRow, rows } from '../rows.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import type { Deed } from './deed.ts';
import { holdInTransaction } from './hold-slots.ts';
import { issueLink } from './links.ts';
import { offerHours, offerMinutes } from './offer-hours.ts';
import { newToken } from './token.ts';
import { whyNot } from './why-not.ts';
import { type AppointmentId, type CounterId, type Language, program, type ServiceId } from './words.ts';

/** Who answers at the last moment must still have the time to come. */
const leastMinutes = 60;

type Freed = { readonly counterId: CounterId; readonly startsAt: Instant; readonly endsAt: Instant };

type Candidate = {
  readonly entryId: number;
  readonly appointmentId: AppointmentId;
  readonly services: readonly ServiceId[];
  readonly language: Language;
};

/**
 * Offers time that became free to the waitlist, the oldest entry first, in the transaction that freed it, so that
 * nobody else is faster. The offer is a hold and a message. Answers whether somebody was offered it.
 */
export async function offerFreedTime(
  trx: Knex.Transaction,
  deed: Deed,
  freed: Freed,
  exceptAppointmentId: AppointmentId | null = null,
): Promise<boolean> {
  const { now, announce } = deed;
  if (freed.startsAt < now + (offerMinutes + leastMinutes) * 60_000) return false;
  const { tellAt, expiresAt } = await offerHours(trx, now);
  if (freed.startsAt < expiresAt + leastMinutes * 60_000) return false;
  for (const candidate of await candidatesFor(trx, freed, tellAt, exceptAppointmentId)) {
    const slot = { counterId: freed.counterId, startsAt: freed.startsAt };
    if ((await whyNot(trx, { services: candidate.services, slot, channel: 'system', now })) !== null) continue;
    // In a savepoint of its own: whoever is faster spoils the offer, and never the deed that freed the time.
    const held = await bookingTransaction(trx, (savepoint) =>
      holdInTransaction(
        savepoint,
        { now, actor: program },
        {
          key: newToken(),
          services: candidate.services,
          slots: [slot],
          language: candidate.language,
          minutes: Math.ceil((expiresAt - now) / 60_000),
          purpose: 'waitlistOffer',
        },
      ),
    );
    if (held instanceof Refusal || held.outcome !== 'held') continue;
    const { id: offerId } = await oneRow<{ id: number }>(
      trx,
      `with offered as (update uenarocanje.waitlist_entry set state = 'offered' where id = :entryId)
       insert into uenarocanje.waitlist_offer (entry_id, booking_id, counter_id, during, offered_at, expires_at)
       select :entryId, :bookingId, counter_id, during, :now, :expiresAt
       from uenarocanje.appointment where booking_id = :bookingId and state = 'held'
       returning id`,
      {
        entryId: candidate.entryId,
        bookingId: held.hold.bookingId,
        now: new Date(now),
        expiresAt: new Date(expiresAt),
      },
    );
    const { appointmentId } = candidate;
    const token = await issueLink(trx, { purpose: 'waitlistOffer', appointmentId }, { now, expiresAt });
    await announce(trx, { type: 'earlierOffered', appointmentId, offerId, token, tellAt, expiresAt });
    return true;
  }
  return false;
}

/**
 * Who waits for such a time, the oldest first, and was not offered it before. Their bookings are locked with their
 * entries, as whoever changes one of their visits does first (lock-booking.ts): who is changed in this moment is passed
 * over, and who comes in a moment waits before they hold anything, so that nobody waits for the other in a circle.
 */
async function candidatesFor(
  trx: Knex.Transaction,
  { counterId, startsAt }: Freed,
  tellAt: Instant,
  exceptAppointmentId: AppointmentId | null,
): Promise<readonly Candidate[]> {
  return rows<Candidate>(
    trx,
    `
    select
      entry.id as "entryId", entry.appointment_id as "appointmentId", booking.language,
      array[booking.service_id] || booking.extra_service_ids as services
    from uenarocanje.waitlist_entry as entry
    join uenarocanje.appointment on appointment.id = entry.appointment_id
    join uenarocanje.booking on booking.id = appointment.booking_id
    join uenarocanje.counter on counter.id = :counterId
    cross join lateral (select cast(:startsAt as timestamptz) at time zone 'Europe/Ljubljana' as wall) as slot
    where entry.state = 'waiting'
      and entry.appointment_id is distinct from :exceptAppointmentId
      and appointment.state = 'booked'
      and lower(appointment.during) > :startsAt
      and counter.location_id = any (entry.location_ids)
      and booking.service_id in (select service_id from uenarocanje.counter_service where counter_service.counter_id = :counterId)
      and cast(wall as date) >= coalesce(entry.first_day, cast(wall as date))
      and cast(wall as date) <= coalesce(entry.last_day, cast(wall as date))
      and cast(wall as date) >= uenarocanje.local_day(:tellAt) + entry.notice_days
      and (entry.weekdays is null or cast(extract(isodow from wall) as integer) = any (entry.weekdays))
      and cast(wall as time) >= coalesce(entry.opens, cast(wall as time))
      and (entry.closes is null or cast(wall as time) < entry.closes)
      and not exists (
        select from uenarocanje.waitlist_offer as before
        where before.entry_id = entry.id and before.counter_id = :counterId and lower(before.during) = :startsAt
      )
    order by entry.joined_at, entry.id
    limit 20
    for update of entry skip locked
    for no key update of booking skip locked
    `,
    { counterId, startsAt: new Date(startsAt), tellAt: new Date(tellAt), exceptAppointmentId },
  );
}
