import type { Knex } from 'knex';
import { jsonText } from '../json-text.ts';
import { hotRows } from '../rows.ts';
import type { NewMessage } from './enqueue-message.ts';
import { type MessageRecipient, recipientValues, savedRecipients } from './save-recipient.ts';
import { addJobs } from './schedule-delivery.ts';

/** Where somebody is reached, and all that they are told. */
export type Mail = {
  readonly recipient: MessageRecipient;
  readonly messages: readonly Omit<NewMessage, 'recipientId'>[];
};

/**
 * Writes down where people are reached and all that they are told, with the jobs that bring it out, by one statement:
 * what `saveRecipient` and `enqueueMessage` do, for who is told several things of one deed.
 */
export async function enqueueMessages(trx: Knex, mail: readonly Mail[]): Promise<void> {
  if (mail.length === 0) return;
  await hotRows(trx, `with ${writtenMail('true')} select jobs from put_jobs`, mailValues(mail));
}

/**
 * Parts of a WITH that do so, for one statement with the deed; `put_jobs` must be read. `condition` is SQL of ours, and
 * asked three times.
 */
export const writtenMail = (condition: string): string => `
  recipient as (${savedRecipients(condition)} returning id),
  put as (
    insert into message (kind, channel, recipient_id, language, about, location_id, dedupe_key, payload, not_before, expires_at)
    select kind, channel, "recipientId", language, about, "locationId", "dedupeKey", payload,
      coalesce(to_timestamp("notBefore" / 1000.0), now()), to_timestamp("expiresAt" / 1000.0)
    from jsonb_to_recordset(cast(:messages as jsonb)) as told (
      kind text, channel text, "recipientId" text, language text, about text, "locationId" text, "dedupeKey" text, payload jsonb,
      "notBefore" double precision, "expiresAt" double precision
    )
    where ${condition}
    on conflict (dedupe_key) do nothing
    returning id, not_before
  ),
  put_jobs as (select ${addJobs('array_agg(id)', 'array_agg(not_before)')} as jobs from put)`;

export function mailValues(mail: readonly Mail[]) {
  // The same unit may be told of several visits.
  const recipients = new Map(mail.map(({ recipient }) => [recipient.id, recipient]));
  const messages = mail.flatMap(({ recipient, messages: told }) =>
    told.map((message) => ({ ...message, recipientId: recipient.id })),
  );
  return { ...recipientValues([...recipients.values()]), messages: jsonText(messages) };
}
