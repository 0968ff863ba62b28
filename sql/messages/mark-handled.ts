import type { Knex } from 'knex';

/**
 * Somebody told the person in another way: the message needs nobody any more, and what acts for the person leaves it.
 * False when it is not one that waits for somebody.
 */
export async function markHandled(db: Knex, id: string, userId: string): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update message set handled_at = now(), handled_by = :userId, payload = mask_secrets(payload),
            state = 'failed', ended_at = coalesce(ended_at, now())
      where id = :id and state in ('failed', 'parked') and handled_at is null`,
    { id, userId },
  );
  return rowCount === 1;
}
