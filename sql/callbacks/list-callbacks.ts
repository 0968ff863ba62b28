import type { Knex } from 'knex';
import type { CallbackEntry } from './callback-entry.ts';

/** Open ones in the order in which they are served; closed ones the newest first. */
export async function listCallbacks(
  db: Knex,
  { open, limit }: { readonly open: boolean; readonly limit: number },
): Promise<readonly CallbackEntry[]> {
  const { rows } = await db.raw<{ rows: CallbackEntry[] }>(
    `
    select
      callback.id,
      callback.caller_number as "callerNumber",
      callback.queue_id as "queueId",
      queue.name as "queueName",
      callback.language,
      callback.topic,
      callback.reason,
      call.id as "originalCallId",
      callback.asked_at as "askedAt",
      callback.promised_by as "promisedBy",
      callback.state,
      callback.due_at as "dueAt",
      callback.first_rung_at as "firstRungAt",
      callback.tries,
      callback.closed_at as "closedAt",
      callback.outcome,
      app_user.name as "closedByName",
      callback.notes
    from callback
    left join queue on queue.id = callback.queue_id
    left join call on call.id = callback.original_call_id
    left join app_user on app_user.id = callback.closed_by
    where (callback.state <> 'closed') = :open
    order by
      case when :open then callback.ticket_at end,
      case when :open then null else callback.closed_at end desc,
      callback.id
    limit :limit
    `,
    { open, limit },
  );
  return rows;
}
