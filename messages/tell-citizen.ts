import type { Knex } from 'knex';
import type { Instant } from '../engine/core/ids.ts';
import type { BookingId, Language } from '../sql/calendar/words.ts';
import { enqueueMessages, type Mail } from '../sql/messages/enqueue-messages.ts';
import { recipientOfBooking } from '../sql/messages/erase-recipients.ts';
import type { MessageChannel, MessageKind, MessagePayloads } from '../sql/messages/message.ts';
import { takesSms } from './sms/takes-sms.ts';

export type Told = {
  readonly bookingId: BookingId;
  /** Null: erased; nobody is told. */
  readonly visitor: { readonly email: string | null; readonly phone: string | null } | null;
  readonly language: Language;
  /** What it tells of: "appointment:…". */
  readonly about: string;
  readonly locationId: string;
  /** The deed, so that told twice it is told once; the channel is added. Null: a deed of its own. */
  readonly deed: string | null;
  readonly notBefore?: Instant | null;
  readonly expiresAt: Instant | null;
};

/** Something that is told, and when it is too early for it. */
export type Telling = {
  readonly [Kind in MessageKind]: {
    readonly kind: Kind;
    readonly payload: MessagePayloads[Kind];
    /** What it tells of, when it is not what the rest tells of. */
    readonly about?: string;
    readonly deed?: string | null;
    readonly locationId?: string;
    readonly notBefore?: Instant | null;
    readonly expiresAt?: Instant | null;
  };
}[MessageKind];

/** Tells a citizen by each way that they gave. */
export async function tellCitizen<Kind extends MessageKind>(
  trx: Knex.Transaction,
  told: Told,
  kind: Kind,
  payload: MessagePayloads[Kind],
): Promise<void> {
  // One member of the union by its own kind.
  await tellCitizenAll(trx, told, [{ kind, payload } as Telling]);
}

/** Several things at once, by one statement. */
export async function tellCitizenAll(trx: Knex.Transaction, told: Told, tellings: readonly Telling[]): Promise<void> {
  await enqueueMessages(trx, mailToCitizen(told, tellings));
}

/** The same, still to be written down. */
export function mailToCitizen({ bookingId, visitor, ...told }: Told, tellings: readonly Telling[]): readonly Mail[] {
  if (visitor === null) return [];
  const channels: readonly MessageChannel[] = [
    ...(visitor.email === null ? [] : ['email' as const]),
    // Staff may write down a fixed line, for calls.
    ...(visitor.phone === null || !takesSms(visitor.phone) ? [] : ['sms' as const]),
  ];
  const messages = tellings.flatMap(({ kind, payload, ...own }) => {
    const { language, about, locationId, deed, notBefore = null, expiresAt } = { ...told, ...own };
    return channels.map((channel) => {
      const dedupeKey = deed === null ? null : `${kind}:${deed}:${channel}`;
      return { kind, channel, language, about, locationId, payload, dedupeKey, notBefore, expiresAt };
    });
  });
  return [{ recipient: { id: recipientOfBooking(bookingId), email: visitor.email, phone: visitor.phone }, messages }];
}
