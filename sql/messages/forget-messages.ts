import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

/** How many rows one transaction changes: short enough to be in nobody's way. */
const batchSize = 2000;

/**
 * Empties messages that are older than the instant, however they ended, and forgets addresses that no message needs
 * any more (R9.3). What still waits for a server after so long is failed: it would help nobody. Answers how many
 * messages and addresses.
 */
export async function forgetMessages(db: Knex, before: Instant): Promise<{ messages: number; addresses: number }> {
  const values = { before: new Date(before), batchSize };
  return { messages: await repeat(db, emptyMessages, values), addresses: await repeat(db, emptyAddresses, values) };
}

async function repeat(db: Knex, sql: string, values: Readonly<Record<string, Date | number>>): Promise<number> {
  let sum = 0;
  while (true) {
    const { rowCount } = await db.raw<{ rowCount: number }>(sql, values);
    sum += rowCount;
    if (rowCount < batchSize) return sum;
  }
}

const emptyMessages = `
  update message
     set payload = null, rendered = null,
         state = case state when 'parked' then 'failed' else state end,
         ended_at = case state when 'parked' then now() else ended_at end,
         reason = case state when 'parked' then 'tooLate' else reason end
   where id in (
     select id from message
      where (payload is not null or rendered is not null) and state not in ('queued', 'sending')
        and created_at < :before and not_before < :before
      order by created_at limit :batchSize for update skip locked
   )`;

// Written down again with the next message; only who was erased stays so.
const emptyAddresses = `
  update message_recipient
     set email = null, phone = null
   where id in (
     select id from message_recipient
      where (email is not null or phone is not null) and created_at < :before
        and not exists (select from message where recipient_id = message_recipient.id and payload is not null)
      limit :batchSize for update skip locked
   )`;
