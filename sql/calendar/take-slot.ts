import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows, oneHotRow } from '../rows.ts';
import type { WhyNot } from './why-not.ts';
import type { BookingId, Channel, ServiceId, Slot } from './words.ts';

/**
 * Before a slot is taken: its period is locked if it limits how many may book, so that limits are counted one after
 * the other, and holds that ended are removed from it (DESIGN: inside the booking transaction). The counter's row comes
 * first, as it does for whoever makes the open time again when hours are saved; the other way round would be a deadlock.
 */
export async function clearSlot(trx: Knex.Transaction, slot: Slot, minutes: number, now: Instant): Promise<void> {
  await hotRows(
    trx,
    `with
       counter_first as materialized (select id from uenarocanje.counter where id = :counterId for key share),
       limited as (
         select from uenarocanje.open_period
         where counter_id = (select id from counter_first) and starts_at <= :startsAt and ends_at > :startsAt
           and (capacity is not null or staff_share + call_centre_share > 0)
         for no key update
       ),
       ended as (
         delete from uenarocanje.appointment
         where counter_id = :counterId and state = 'held' and expires_at <= :now
           and during && tstzrange(:startsAt, cast(:startsAt as timestamptz) + :minutes * interval '1 minute')
         returning id
       )
     select (select count(*) from limited) + (select count(*) from ended)`,
    { counterId: slot.counterId, startsAt: new Date(slot.startsAt), minutes, now: new Date(now) },
  );
}

/** Holds a slot for a booking; what stands against it, or null when it is held. Clear it first. */
export async function takeSlot(
  trx: Knex.Transaction,
  {
    bookingId,
    services,
    slot,
    channel,
    now,
    expiresAt,
  }: {
    bookingId: BookingId;
    services: readonly ServiceId[];
    slot: Slot;
    channel: Channel;
    now: Instant;
    expiresAt: Instant;
  },
): Promise<WhyNot | null> {
  const { why } = await oneHotRow<{ why: WhyNot | null }>(
    trx,
    `with
       answer as materialized (
         select uenarocanje.why_not(:services, :counterId, :startsAt, :channel, :now) as why
       ),
       held as (
         insert into uenarocanje.appointment (booking_id, counter_id, during, state, expires_at)
         select :bookingId, :counterId, tstzrange(:startsAt, cast(:startsAt as timestamptz) + minutes * interval '1 minute'), 'held', :expiresAt
         from answer, uenarocanje.offers_of(:services)
         where why is null and counter_id = :counterId
         returning id
       )
     select why from answer`,
    {
      bookingId,
      services,
      counterId: slot.counterId,
      startsAt: new Date(slot.startsAt),
      channel,
      now: new Date(now),
      expiresAt: new Date(expiresAt),
    },
  );
  return why;
}
