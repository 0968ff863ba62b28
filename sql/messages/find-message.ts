import type { Knex } from 'knex';
import { outboxColumns, type WholeMessage } from './outbox-message.ts';

/** One message with what it says; null when there is none. Who asks must have the right to its location. */
export async function findMessage(db: Knex, id: string): Promise<WholeMessage | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const { rows } = await db.raw<{ rows: WholeMessage[] }>(
    `select ${outboxColumns}, payload, rendered
       from message join message_recipient on message_recipient.id = recipient_id
      where message.id = :id`,
    { id },
  );
  return rows[0] ?? null;
}
