import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows } from '../rows.ts';
import type { Slot } from './words.ts';

/**
 * Before a visit moves to a slot, and as a hold does it (000079): its period is locked if it limits how many may book, so that limits are counted one after
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
