import type { Knex } from 'knex';
import { jsonText } from '../json-text.ts';

type Try = { readonly id: string; readonly tries: number };

/**
 * The server took it: what was said stays readable, what acts for the person leaves. `providerIds` are the ids that an
 * SMS centre gave to each part, null where it gave none. `rendered` null: the data say it all. False when this try was not the current one any more.
 */
export async function settleSent(
  db: Knex,
  { id, tries }: Try,
  rendered: unknown,
  providerIds: readonly (string | null)[],
): Promise<boolean> {
  return db.transaction(async (trx) => {
    const { rowCount } = await trx.raw<{ rowCount: number }>(
      `update message
          set state = 'sent', sent_at = now(), sending_since = null, reason = null,
              payload = mask_secrets(payload), rendered = cast(:rendered as jsonb)
        where id = :id and tries = :tries and state = 'sending'`,
      { id, tries, rendered: rendered === null ? null : jsonText(rendered) },
    );
    if (rowCount === 0) return false;
    await trx.raw(
      `update message_recipient set email = null, phone = null, erased_at = now()
        where once and erased_at is null and id = (select recipient_id from message where id = :id)
          and not exists (
            select from message
             where recipient_id = message_recipient.id and state in ('queued', 'sending', 'parked', 'failed')
          )`,
      { id },
    );
    if (providerIds.length > 0) {
      // Sent anew it has new ids; receipts of an earlier try tell of nothing any more.
      await trx('message_part').where({ message_id: id }).delete();
      await trx('message_part').insert(
        providerIds.map((providerId, place) => ({ message_id: id, number: place + 1, provider_id: providerId })),
      );
    }
    return true;
  });
}

export type TryFailure = {
  /** A code: "smtp 450 4.2.0", "unreachable". */
  readonly reason: string;
  /** In so many seconds it is tried again; null: never. */
  readonly againSeconds: number | null;
};

/**
 * A try failed: the message waits for the next one, or has failed for good. What was to be withdrawn meanwhile is
 * withdrawn now. Answers the state that it came to, null when this try was not the current one any more.
 */
export async function settleFailure(
  db: Knex,
  { id, tries }: Try,
  { reason, againSeconds }: TryFailure,
): Promise<'queued' | 'failed' | 'withdrawn' | null> {
  const { rows } = await db.raw<{ rows: { state: 'queued' | 'failed' | 'withdrawn' }[] }>(
    `update message
        set state = outcome, reason = :reason, sending_since = null,
            ended_at = case outcome when 'queued' then null else now() end,
            next_try_at = case outcome when 'queued' then now() + make_interval(secs => :againSeconds) end,
            payload = case outcome when 'withdrawn' then mask_secrets(payload) else payload end
       from (select case when withdrawal_asked then 'withdrawn'
                         when cast(:againSeconds as integer) is null then 'failed' else 'queued' end as outcome
               from message where id = :id) as decided
      where id = :id and tries = :tries and state = 'sending'
  returning state`,
    { id, tries, reason, againSeconds },
  );
  return rows[0]?.state ?? null;
}
