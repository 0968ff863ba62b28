import type { Knex } from 'knex';

export type MessageRecipient = {
  /** What it is the address of: "appointment:…", "location:ljubljana". */
  readonly id: string;
  readonly email: string | null;
  /** E.164: "+38640123456". */
  readonly phone: string | null;
};

/**
 * Writes down, or corrects, where somebody is reached; what is not sent yet goes to the corrected address. Who was
 * erased stays erased.
 */
export async function saveRecipient(trx: Knex, { id, email, phone }: MessageRecipient): Promise<void> {
  await trx.raw(
    `insert into message_recipient (id, email, phone) values (:id, :email, :phone)
     on conflict (id) do update set email = excluded.email, phone = excluded.phone
       where message_recipient.erased_at is null`,
    { id, email, phone },
  );
}
