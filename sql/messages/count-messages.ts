import type { Knex } from 'knex';

export type MessageCounts = {
  /** On their way or waiting for their time. */
  readonly queued: number;
  /** Waiting for a server to be configured. */
  readonly parked: number;
  /** Failed, and nobody has taken care of it yet. */
  readonly failed: number;
};

/** What is under way and what needs somebody; `locationIds` null: everywhere. */
export async function countMessages(db: Knex, locationIds: readonly string[] | null): Promise<MessageCounts> {
  const { rows } = await db.raw<{ rows: [MessageCounts] }>(
    `select count(*) filter (where state in ('queued', 'sending')) as queued,
            count(*) filter (where state = 'parked') as parked,
            count(*) filter (where state = 'failed') as failed
       from message
      where (state in ('queued', 'sending', 'parked') or (state = 'failed' and handled_at is null))
        and (cast(:locationIds as text[]) is null or location_id = any(cast(:locationIds as text[])))`,
    { locationIds: locationIds === null ? null : [...locationIds] },
  );
  return rows[0];
}
