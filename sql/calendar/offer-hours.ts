import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { oneRow } from '../rows.ts';

/** How long a freed slot is kept for whom it is offered to. */
export const offerMinutes = 120;

export type OfferHours = {
  /** When the message goes out: at once by day, at eight for what is freed at night. */
  readonly tellAt: Instant;
  /** Until when the offer may be answered. */
  readonly expiresAt: Instant;
};

/**
 * When an offer made now is told and how long it stands. Its two hours run from 8 to 20 by the wall clock only: nobody is
 * woken, and nobody loses a place because they slept. The clock is put forward and back at night, between those hours.
 */
export async function offerHours(db: Knex, now: Instant): Promise<OfferHours> {
  return oneRow<OfferHours>(
    db,
    `with
       clock as (select cast(:now as timestamptz) at time zone 'Europe/Ljubljana' as wall),
       told as (
         select case
           when cast(wall as time) < time '08:00' then date_trunc('day', wall) + interval '8 hours'
           when cast(wall as time) >= time '20:00' then date_trunc('day', wall) + interval '1 day 8 hours'
           else wall
         end as told
         from clock
       ),
       over as (
         select told, told + :minutes * interval '1 minute' as over,
           date_trunc('day', told) + interval '20 hours' as evening
         from told
       )
     select
       case when told = wall then cast(:now as timestamptz) else told at time zone 'Europe/Ljubljana' end as "tellAt",
       case when over <= evening then over else over + interval '12 hours' end at time zone 'Europe/Ljubljana' as "expiresAt"
     from over cross join clock`,
    { now: new Date(now), minutes: offerMinutes },
  );
}
