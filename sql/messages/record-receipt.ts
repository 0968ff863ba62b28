import type { Knex } from 'knex';

/**
 * What the SMS centre says of one part: delivered, or lost for good. A message is delivered when all its parts are,
 * and failed as soon as one is lost. False when no part has that id.
 */
export async function recordReceipt(
  db: Knex,
  providerId: string,
  outcome: 'delivered' | 'failed',
  reason: string | null,
): Promise<boolean> {
  return db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: { messageId: string }[] }>(
      `update message_part set state = :outcome, at = now() where provider_id = :providerId
       returning message_id as "messageId"`,
      { outcome, providerId },
    );
    const [part] = rows;
    if (part === undefined) return false;
    // The message's row is locked first, so that receipts of two parts at once see each other.
    await trx('message').where({ id: part.messageId }).forUpdate().first('id');
    await trx.raw(
      `update message
          set state = outcome, delivered_at = case outcome when 'delivered' then now() end,
              ended_at = case outcome when 'failed' then now() end, reason = :reason
         from (select case when bool_or(state = 'failed') then 'failed'
                           when bool_and(state = 'delivered') then 'delivered' end as outcome
                 from message_part where message_id = :id) as parts
        where id = :id and message.state in ('sent', 'delivered') and outcome is not null`,
      { id: part.messageId, reason: outcome === 'failed' ? (reason ?? 'undelivered') : null },
    );
    return true;
  });
}
