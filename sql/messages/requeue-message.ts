import type { Knex } from 'knex';
import { addJob } from './schedule-delivery.ts';

type Requeued = {
  readonly state: string;
  readonly erased: boolean;
  readonly late: boolean;
  /** A server took it once and lost it: its links are gone since. */
  readonly taken: boolean;
  readonly handled: boolean;
};

/**
 * Sends again what failed, or now what waits for a server: "queued". What is too late, was emptied or is on its way is
 * refused, with the reason; null: there is no such message.
 */
export async function requeueMessage(
  db: Knex,
  id: string,
): Promise<'queued' | 'tooLate' | 'erased' | 'notFailed' | null> {
  return db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: Requeued[] }>(
      `select state, payload is null as erased, coalesce(expires_at <= now(), false) as late,
              sent_at is not null as taken, handled_at is not null as handled
         from message where id = :id for update`,
      { id },
    );
    const [message] = rows;
    if (message === undefined) return null;
    if ((message.state !== 'failed' && message.state !== 'parked') || message.handled) return 'notFailed';
    if (message.erased || message.taken) return 'erased';
    if (message.late) return 'tooLate';
    await trx.raw(
      `with put as (
         update message set state = 'queued', reason = null, ended_at = null, next_try_at = null, withdrawal_asked = false
          where id = :id returning id
       )
       select ${addJob('id', 'now()')} as job from put`,
      { id },
    );
    return 'queued';
  });
}

/** The ids of what waits for a server, the oldest first; `locationIds` null: everywhere. */
export async function listParkedMessages(db: Knex, locationIds: readonly string[] | null): Promise<readonly string[]> {
  const query = db('message').where({ state: 'parked' }).orderBy('created_at').limit(1000);
  if (locationIds !== null) query.whereIn('location_id', [...locationIds]);
  return query.pluck('id');
}
