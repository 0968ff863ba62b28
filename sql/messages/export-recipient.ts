import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import type { MessageChannel, MessageState } from './message.ts';

export type ExportedMessage = {
  readonly kind: string;
  readonly channel: MessageChannel;
  readonly createdAt: Instant;
  readonly state: MessageState;
  readonly sentAt: Instant | null;
  readonly rendered: unknown;
  readonly payload: unknown;
};

/** Everything that the outbox knows about a person, for their own eyes (R9.3); secrets are masked. */
export async function exportRecipient(
  db: Knex,
  recipientId: string,
): Promise<{ email: string | null; phone: string | null; messages: readonly ExportedMessage[] } | null> {
  const recipient = await db('message_recipient').where({ id: recipientId }).first('email', 'phone');
  if (recipient === undefined) return null;
  const { rows } = await db.raw<{ rows: ExportedMessage[] }>(
    `select kind, channel, created_at as "createdAt", state, sent_at as "sentAt", rendered,
            mask_secrets(payload) as payload
       from message where recipient_id = :recipientId order by created_at, id`,
    { recipientId },
  );
  return { ...recipient, messages: rows };
}
