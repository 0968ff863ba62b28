import type { Knex } from 'knex';
import { hotRows } from '../rows.ts';

export type MessageRecipient = {
  /** What it is the address of: "appointment:…", "location:ljubljana". */
  readonly id: string;
  readonly email: string | null;
  /** E.164: "+38640123456". */
  readonly phone: string | null;
  /** Forgotten as soon as nothing is to be sent to it any more. */
  readonly once?: boolean;
};

/**
 * SQL that saves recipients, for one statement with others; `condition` is SQL of ours. In one order, so that two who
 * tell the same units never lock each other out.
 */
export const savedRecipients = (condition: string): string => `
  insert into message_recipient (id, email, phone, once)
  select id, case when email ~ '^[^@[:space:]]+@[^@[:space:]]+$' then email end,
         case when phone ~ '^\\+[1-9][0-9]{6,14}$' then phone end, once
  from unnest(
    cast(:recipientIds as text[]), cast(:recipientEmails as text[]), cast(:recipientPhones as text[]), cast(:recipientsOnce as boolean[])
  ) as whom (id, email, phone, once)
  where ${condition}
  order by id
  on conflict (id) do update set email = excluded.email, phone = excluded.phone
    where message_recipient.erased_at is null`;

/** Each once. */
export const recipientValues = (recipients: readonly MessageRecipient[]) => ({
  recipientIds: recipients.map(({ id }) => id),
  recipientEmails: recipients.map(({ email }) => email),
  recipientPhones: recipients.map(({ phone }) => phone),
  recipientsOnce: recipients.map(({ once = false }) => once),
});

/**
 * Writes down, or corrects, where somebody is reached; what is not sent yet goes to the corrected address. Who was
 * erased stays erased. An address that can be none is not written down: its message then says that it reached nobody,
 * and no booking fails because a unit's address is mistyped.
 */
export async function saveRecipient(trx: Knex, recipient: MessageRecipient): Promise<void> {
  await hotRows(trx, savedRecipients('true'), recipientValues([recipient]));
}
