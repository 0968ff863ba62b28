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

/** For one statement with others: of `:id`, `:email`, `:phone` and `:once`. */
export const savedRecipient = `
  insert into message_recipient (id, email, phone, once)
  values (:id, case when cast(:email as text) ~ '^[^@[:space:]]+@[^@[:space:]]+$' then :email end,
          case when cast(:phone as text) ~ '^\\+[1-9][0-9]{6,14}$' then :phone end, :once)
  on conflict (id) do update set email = excluded.email, phone = excluded.phone
    where message_recipient.erased_at is null`;

/**
 * Writes down, or corrects, where somebody is reached; what is not sent yet goes to the corrected address. Who was
 * erased stays erased. An address that can be none is not written down: its message then says that it reached nobody,
 * and no booking fails because a unit's address is mistyped.
 */
export async function saveRecipient(trx: Knex, { id, email, phone, once = false }: MessageRecipient): Promise<void> {
  await hotRows(trx, savedRecipient, { id, email, phone, once });
}
