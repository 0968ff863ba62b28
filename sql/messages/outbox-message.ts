import type { Instant } from '../../engine/core/ids.ts';
import type { MessageChannel, MessageKind, MessageLanguage, MessagePayloads, MessageState } from './message.ts';

/** A message as the outbox page shows it. */
export type OutboxMessage = {
  readonly id: string;
  readonly kind: MessageKind;
  readonly channel: MessageChannel;
  readonly language: MessageLanguage;
  readonly about: string;
  readonly locationId: string | null;
  /** Null: erased, or nobody is reached by that channel. */
  readonly address: string | null;
  readonly state: MessageState;
  readonly reason: string | null;
  readonly tries: number;
  readonly createdAt: Instant;
  readonly notBefore: Instant;
  readonly expiresAt: Instant | null;
  readonly nextTryAt: Instant | null;
  readonly sentAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly handledAt: Instant | null;
  readonly handledBy: string | null;
};

/** The same with what it says. */
export type WholeMessage = OutboxMessage & {
  readonly payload: MessagePayloads[MessageKind] | null;
  readonly rendered: unknown;
};

export const outboxColumns = `
  message.id, kind, channel, language, about, location_id as "locationId",
  case channel when 'email' then email else phone end as address,
  state, reason, tries, message.created_at as "createdAt", not_before as "notBefore", expires_at as "expiresAt",
  next_try_at as "nextTryAt", sent_at as "sentAt", delivered_at as "deliveredAt", ended_at as "endedAt",
  handled_at as "handledAt", (select name from app_user where app_user.id = handled_by) as "handledBy"`;
