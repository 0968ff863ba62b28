import type { Knex } from 'knex';
import { removeJob } from './schedule-delivery.ts';

/**
 * Erases a person from the outbox (R9.3): the address, and what every message to or about them said, also those to
 * units. That there was a message, of which kind, when and with which end stays for the statistics. What was not sent
 * yet never will be. `about`: what tells of the person, "appointment:…". Answers how many messages were emptied.
 */
export async function eraseRecipient(trx: Knex, recipientId: string, about: readonly string[] = []): Promise<number> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `with emptied as (
       update message
          set payload = null, rendered = null,
              state = case when state in ('queued', 'parked', 'sending') then 'withdrawn' else state end,
              sending_since = null, next_try_at = null,
              ended_at = case when state in ('queued', 'parked', 'sending') then now() else ended_at end
        where (recipient_id = :recipientId or about = any(cast(:about as text[])))
          and (payload is not null or rendered is not null)
    returning id
     )
     select id, ${removeJob('id')} as job from emptied`,
    { recipientId, about: [...about] },
  );
  await trx.raw(
    `update message_recipient set email = null, phone = null, erased_at = now() where id = :recipientId and erased_at is null`,
    { recipientId },
  );
  return rows.length;
}
