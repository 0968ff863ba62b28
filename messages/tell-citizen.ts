import type { Knex } from 'knex';
import type { Instant } from '../engine/core/ids.ts';
import type { BookingId, Language } from '../sql/calendar/words.ts';
import { enqueueMessage } from '../sql/messages/enqueue-message.ts';
import { recipientOfBooking } from '../sql/messages/erase-recipients.ts';
import type { MessageChannel, MessageKind, MessagePayloads } from '../sql/messages/message.ts';
import { saveRecipient } from '../sql/messages/save-recipient.ts';

export type Told = {
  readonly bookingId: BookingId;
  /** Null: erased; nobody is told. */
  readonly visitor: { readonly email: string | null; readonly phone: string | null } | null;
  readonly language: Language;
  /** What it tells of: "appointment:…". */
  readonly about: string;
  readonly locationId: string;
  /** The deed, so that told twice it is told once; the channel is added. */
  readonly deed: string;
  readonly notBefore?: Instant | null;
  readonly expiresAt: Instant | null;
};

/** Tells a citizen by each way that they gave. */
export async function tellCitizen<Kind extends MessageKind>(
  trx: Knex.Transaction,
  { bookingId, visitor, language, about, locationId, deed, notBefore = null, expiresAt }: Told,
  kind: Kind,
  payload: MessagePayloads[Kind],
): Promise<void> {
  if (visitor === null) return;
  const recipientId = recipientOfBooking(bookingId);
  await saveRecipient(trx, { id: recipientId, email: visitor.email, phone: visitor.phone });
  const channels: readonly MessageChannel[] = [
    ...(visitor.email === null ? [] : ['email' as const]),
    ...(visitor.phone === null ? [] : ['sms' as const]),
  ];
  for (const channel of channels) {
    const dedupeKey = `${kind}:${deed}:${channel}`;
    await enqueueMessage(trx, {
      kind,
      channel,
      recipientId,
      language,
      about,
      locationId,
      payload,
      dedupeKey,
      notBefore,
      expiresAt,
    });
  }
}
