import type { Knex } from 'knex';
import { aboutAppointment } from '../messages/erase-recipients.ts';
import { withdrawMessages } from '../messages/withdraw-messages.ts';
import { rows } from '../rows.ts';
import type { Deed } from './deed.ts';
import { offerFreedTime } from './offer-freed-time.ts';
import type { AppointmentId, BookingId, FreeSlot } from './words.ts';

/** One offer, or whatever is offered to the visit. */
type Which = { readonly offerId: number } | { readonly appointmentId: AppointmentId };

type Ended = Pick<FreeSlot, 'counterId' | 'startsAt' | 'endsAt'> & {
  readonly bookingId: BookingId;
  readonly appointmentId: AppointmentId;
};

/**
 * Ends an open offer without its being accepted: its time is offered to whoever waits next, its message is not sent any
 * more, and who was offered it goes on waiting. False: none was open.
 */
export async function endOpenOffer(
  trx: Knex.Transaction,
  deed: Deed,
  which: Which,
  how: 'declined' | 'lapsed',
): Promise<boolean> {
  const [ended] = await rows<Ended>(
    trx,
    `with
       ended as (
         update uenarocanje.waitlist_offer set state = :how, decided_at = :now
         where state = 'open' and (
           id = :offerId or entry_id in (select id from uenarocanje.waitlist_entry where appointment_id = :appointmentId)
         )
         returning entry_id, booking_id, counter_id, during
       ),
       waits as (
         update uenarocanje.waitlist_entry set state = 'waiting'
         where id in (select entry_id from ended) and state = 'offered'
       ),
       free as (delete from uenarocanje.appointment where state = 'held' and booking_id in (select booking_id from ended))
     select ended.booking_id as "bookingId", ended.counter_id as "counterId", lower(ended.during) as "startsAt",
       upper(ended.during) as "endsAt", entry.appointment_id as "appointmentId"
     from ended join uenarocanje.waitlist_entry as entry on entry.id = ended.entry_id`,
    { offerId: null, appointmentId: null, ...which, how, now: new Date(deed.now) },
  );
  if (ended === undefined) return false;
  await withdrawMessages(trx, aboutAppointment(ended.appointmentId), ['waitlistOffer']);
  await offerFreedTime(trx, deed, ended);
  return true;
}
