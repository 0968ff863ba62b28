import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows } from '../rows.ts';
import { hashOf } from './token.ts';

export type StandingVisits = {
  /** The first of the keys whose booking has any, counted from 0. */
  readonly which: number;
  /** Of all these bookings. */
  readonly visits: number;
};

/** Visits still to come that were booked with these keys; null: there are none. */
export async function findStandingVisits(
  db: Knex,
  keys: readonly string[],
  now: Instant,
): Promise<StandingVisits | null> {
  const [found] = await hotRows<StandingVisits>(
    db,
    `select min(place) - 1 as which, count(*) as visits
     from unnest(cast(:hashes as bytea[])) with ordinality as asked (hash, place)
     join uenarocanje.booking on key_hash = hash and purpose = 'visit' and confirmed_at is not null
     join uenarocanje.appointment on booking_id = booking.id and state = 'booked' and upper(during) > :now
     having count(*) > 0`,
    { hashes: keys.map(hashOf), now: new Date(now) },
  );
  return found ?? null;
}
