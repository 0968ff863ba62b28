import type { Knex } from 'knex';
import type { MessageKind } from './message.ts';
import { removeJob } from './schedule-delivery.ts';

/**
 * Takes back what was not sent yet: the reminder of a visit that is cancelled or moved. Give it the transaction of
 * that deed. What a worker is sending at this moment may still go out; if it fails it is not tried again. Answers how
 * many were taken back.
 */
export async function withdrawMessages(
  trx: Knex,
  about: string,
  kinds: readonly MessageKind[] | null = null,
): Promise<number> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `with asked as (
       update message
          set state = case state when 'sending' then state else 'withdrawn' end,
              ended_at = case state when 'sending' then null else now() end,
              next_try_at = null,
              withdrawal_asked = true,
              payload = case state when 'sending' then payload else mask_secrets(payload) end
        where about = :about
          and state in ('queued', 'parked', 'sending')
          and (cast(:kinds as text[]) is null or kind = any(cast(:kinds as text[])))
    returning id, state
     )
     select id, ${removeJob('id')} as job from asked where state = 'withdrawn'`,
    { about, kinds: kinds === null ? null : [...kinds] },
  );
  return rows.length;
}
