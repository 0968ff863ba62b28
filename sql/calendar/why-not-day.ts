import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import type { WhyNot } from './why-not.ts';
import type { Channel, CounterId, ServiceId } from './words.ts';

/** A time of a counter, and why it can not be booked; null: it can. */
export type ExplainedTime = {
  readonly counterId: CounterId;
  readonly counterName: string;
  readonly at: Instant;
  readonly why: WhyNot | null;
};

/**
 * A local day of a place from six in the morning to eight in the evening, at every counter that does these services:
 * the beginnings of slots where it is open, quarters of an hour where it is not, each with the answer of why_not.
 */
export async function explainDay(
  db: Knex,
  {
    services,
    locationId,
    day,
    channel,
    now,
  }: {
    services: readonly ServiceId[];
    locationId: string;
    day: string;
    channel: Channel;
    now: Instant;
  },
): Promise<readonly ExplainedTime[]> {
  return rows(
    db,
    `
    with
      offers as materialized (
        select counter.id as counter_id, counter.name, counter.position, offers.minutes
        from uenarocanje.offers_of(cast(:services as text[])) as offers
        join uenarocanje.counter on counter.id = offers.counter_id
        where offers.location_id = :locationId
      ),
      periods as (
        select offers.counter_id, starts_at, ends_at, coalesce(slot_step_minutes, offers.minutes) * interval '1 minute' as step
        from uenarocanje.open_period
        join offers using (counter_id)
        where day = :day
      ),
      bounds as (
        select uenarocanje.local_moment(:day, '06:00', 'from') as first, uenarocanje.local_moment(:day, '20:00', 'to') as last
      ),
      times as (
        select counter_id, at from periods cross join lateral generate_series(starts_at, ends_at - interval '1 minute', step) as at
        union
        select offers.counter_id, at
        from offers
        cross join bounds
        cross join lateral generate_series(first, last - interval '15 minutes', interval '15 minutes') as at
        where not exists (select from periods where periods.counter_id = offers.counter_id and starts_at <= at and ends_at > at)
      )
    select counter_id as "counterId", offers.name as "counterName", at,
      uenarocanje.why_not(cast(:services as text[]), counter_id, at, :channel, :now) as why
    from times
    join offers using (counter_id)
    order by offers.position, counter_id, at
    `,
    { services, locationId, day, channel, now: new Date(now) },
  );
}
