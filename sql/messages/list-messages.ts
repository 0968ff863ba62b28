import type { Knex } from 'knex';
import type { MessageChannel, MessageState } from './message.ts';
import { type OutboxMessage, outboxColumns } from './outbox-message.ts';

export type MessageFilter = {
  /** Null: everywhere. */
  readonly locationIds: readonly string[] | null;
  readonly state?: MessageState | 'needsSomebody' | undefined;
  readonly channel?: MessageChannel | undefined;
  /** What it tells of. */
  readonly about?: string | undefined;
  /** The id of the last message of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
};

/** The newest first. "needsSomebody": failed or parked, and nobody has taken care of it yet. */
export async function listMessages(
  db: Knex,
  { locationIds, state, channel, about, before, limit }: MessageFilter,
): Promise<readonly OutboxMessage[]> {
  const { rows } = await db.raw<{ rows: OutboxMessage[] }>(
    `select ${outboxColumns}
       from message join message_recipient on message_recipient.id = recipient_id
      where (cast(:locationIds as text[]) is null or location_id = any(cast(:locationIds as text[])))
        and (cast(:state as text) is null or state = :state
             or (:state = 'needsSomebody' and state in ('failed', 'parked') and handled_at is null))
        and (cast(:channel as text) is null or channel = :channel)
        and (cast(:about as text) is null or about = :about)
        and (cast(:before as uuid) is null
             or (message.created_at, message.id) < (select created_at, id from message where id = :before))
      order by message.created_at desc, message.id desc
      limit :limit`,
    {
      locationIds: locationIds === null ? null : [...locationIds],
      state: state ?? null,
      channel: channel ?? null,
      about: about ?? null,
      before: before ?? null,
      limit,
    },
  );
  return rows;
}
