import type { Knex } from 'knex';

/** Local days of Europe/Ljubljana, "YYYY-MM-DD"; `to` is exclusive. */
export type LocalDays = { readonly from: string; readonly to: string };

/**
 * The calls that came in and began within the local days, as a common table expression `calls`: a call belongs to the day on
 * which it began, and a local day runs from midnight to midnight, 23 or 25 hours long when the clock is changed.
 * `missed` is a call to the service that no human answered, that was not served by keys and that left neither a wish for
 * a callback nor a message.
 * `outside` is a call that found the line closed, one that left a wish for a callback or a message there among them.
 */
export const callsOfPeriod = `
  calls as (
    select call.*,
           call.started_at at time zone 'Europe/Ljubljana' as local_start,
           call.outcome in ('abandoned', 'failed') as missed,
           call.outcome = 'closed'
             or (call.outcome in ('callback', 'voiceMessage', 'selfServed') and call.cdr ->> 'closedReason' is not null) as outside
      from uenarocanje.call
     where call.direction = 'inbound'
       and call.started_at >= cast(:from as timestamp) at time zone 'Europe/Ljubljana'
       and call.started_at < cast(:to as timestamp) at time zone 'Europe/Ljubljana'
  )`;

/** Plain SQL with named values; `db` may be a transaction. */
export async function rowsOf<Row>(db: Knex, sql: string, values: Readonly<Record<string, unknown>>): Promise<Row[]> {
  const result = await db.raw<{ rows: Row[] }>(sql, values as Knex.RawBinding as never);
  return result.rows;
}
