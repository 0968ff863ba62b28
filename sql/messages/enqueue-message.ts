import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { jsonText } from '../json-text.ts';
import { hotRows } from '../rows.ts';
import type { MessageChannel, MessageKind, MessageLanguage, MessagePayloads } from './message.ts';
import { addJob } from './schedule-delivery.ts';

export type NewMessage<Kind extends MessageKind = MessageKind> = {
  readonly kind: Kind;
  readonly channel: MessageChannel;
  /** Saved before by `saveRecipient`, in the same transaction or earlier. */
  readonly recipientId: string;
  readonly language: MessageLanguage;
  /** What it tells of: "appointment:…". By it messages are found and withdrawn. */
  readonly about: string;
  /** Whose staff may see it; null: only who may see everything. */
  readonly locationId: string | null;
  readonly payload: MessagePayloads[Kind];
  /** The same deed told twice is told once: "bookingConfirmed:<appointment>:0:email". */
  readonly dedupeKey: string | null;
  /** Not sent earlier; null: at once. */
  readonly notBefore?: Instant | null;
  /** Not sent later, because it helps nobody any more; null: never too late. */
  readonly expiresAt?: Instant | null;
};

/**
 * Puts a message into the outbox. Give it the transaction of the deed that it tells of: both stand, or neither. The
 * job that sends it is added by the same transaction. Answers the message's id; for a dedupe key that was used before
 * the id of the message that is there already, which stays as it is.
 */
export async function enqueueMessage<Kind extends MessageKind>(trx: Knex, message: NewMessage<Kind>): Promise<string> {
  const [put] = await hotRows<{ id: string }>(
    trx,
    `with put as (
       insert into message (kind, channel, recipient_id, language, about, location_id, dedupe_key, payload, not_before, expires_at)
       values (:kind, :channel, :recipientId, :language, :about, :locationId, :dedupeKey, cast(:payload as jsonb),
               coalesce(cast(:notBefore as timestamptz), now()), :expiresAt)
       on conflict (dedupe_key) do nothing
       returning id, not_before
     )
     select id, ${addJob('id', 'not_before')} as job from put
     union all
     select id, null from message where dedupe_key = :dedupeKey
     limit 1`,
    {
      ...pick(message),
      payload: jsonText(message.payload),
      notBefore: message.notBefore == null ? null : new Date(message.notBefore),
      expiresAt: message.expiresAt == null ? null : new Date(message.expiresAt),
    },
  );
  // Another transaction put the same key between our two looks; it has committed, so a second look sees it.
  return put?.id ?? enqueueMessage(trx, message);
}

function pick({ kind, channel, recipientId, language, about, locationId, dedupeKey }: NewMessage) {
  return { kind, channel, recipientId, language, about, locationId, dedupeKey };
}
