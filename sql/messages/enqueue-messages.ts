import type { Knex } from 'knex';
import { jsonText } from '../json-text.ts';
import { hotRows } from '../rows.ts';
import type { NewMessage } from './enqueue-message.ts';
import { type MessageRecipient, savedRecipient } from './save-recipient.ts';
import { addJobs } from './schedule-delivery.ts';

/**
 * Writes down where somebody is reached and all that they are told, with the jobs that bring it out, by one statement:
 * what `saveRecipient` and `enqueueMessage` do, for who is told several things of one deed.
 */
export async function enqueueMessages(
  trx: Knex,
  recipient: MessageRecipient,
  messages: readonly Omit<NewMessage, 'recipientId'>[],
): Promise<void> {
  await hotRows(
    trx,
    `with
       recipient as (${savedRecipient} returning id),
       put as (
         insert into message (kind, channel, recipient_id, language, about, location_id, dedupe_key, payload, not_before, expires_at)
         select kind, channel, :id, language, about, "locationId", "dedupeKey", payload,
           coalesce(to_timestamp("notBefore" / 1000.0), now()), to_timestamp("expiresAt" / 1000.0)
         from jsonb_to_recordset(cast(:messages as jsonb)) as told (
           kind text, channel text, language text, about text, "locationId" text, "dedupeKey" text, payload jsonb,
           "notBefore" double precision, "expiresAt" double precision
         )
         on conflict (dedupe_key) do nothing
         returning id, not_before
       )
     select ${addJobs('array_agg(id)', 'array_agg(not_before)')} as jobs from put`,
    { once: false, ...recipient, messages: jsonText(messages) },
  );
}
