import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { type Deed, recordVisitEvent } from './deed.ts';
import { type HeldSlot, slotsOfBooking } from './hold.ts';
import { issueLink } from './links.ts';
import { hashOf } from './token.ts';
import { saveVisitor, type Visitor } from './visitor.ts';
import { type AppointmentId, type BookingId, type Language, minutesAfter, type ServiceId } from './words.ts';

/** How long a citizen has to finish what an agent began. */
export const handOverMinutes = 60;

export type HandOver = { readonly bookingId: BookingId; readonly expiresAt: Instant };

/**
 * The agent's hold is handed to the citizen, who gets a link, reads the information, consents and finishes
 * (confirmBooking with the booking that the link opens). 'ended': the key holds nothing any more; what ended counts in no
 * limit, and is held anew first.
 */
export async function handOverHold(
  db: Knex,
  deed: Deed,
  { key, visitor, minutes = handOverMinutes }: { key: string; visitor: Visitor; minutes?: number },
): Promise<HandOver | 'ended'> {
  const { now, announce } = deed;
  return db.transaction(async (trx) => {
    const [booking] = await rows<{ id: BookingId; wanted: number }>(
      trx,
      `select id, hold_slots as wanted from uenarocanje.booking
       where key_hash = :hash and confirmed_at is null and purpose = 'visit' for update`,
      { hash: hashOf(key) },
    );
    if (booking === undefined) return 'ended';
    const expiresAt = minutesAfter(now, minutes);
    const kept = await rows<{ id: AppointmentId }>(
      trx,
      `update uenarocanje.appointment set expires_at = :expiresAt where booking_id = :id and state = 'held' and expires_at > :now returning id`,
      { id: booking.id, expiresAt: new Date(expiresAt), now: new Date(now) },
    );
    if (kept.length < booking.wanted) return 'ended';
    // The citizen finishes it on the web; by this the history says whose work it was, and from which call.
    for (const { id } of kept) await recordVisitEvent(trx, deed, id, 'handedOver');
    await rows(trx, `update uenarocanje.booking set handed_over_at = :now where id = :id`, {
      id: booking.id,
      now: new Date(now),
    });
    await saveVisitor(trx, booking.id, visitor);
    const token = await issueLink(trx, { purpose: 'complete', bookingId: booking.id }, { now, expiresAt });
    await announce(trx, { type: 'handedOver', bookingId: booking.id, token });
    return { bookingId: booking.id, expiresAt };
  });
}

/** What an agent watches after the hand-over, and what the citizen's page begins with. */
export type BookingProgress = {
  readonly state: 'held' | 'confirmed' | 'ended';
  readonly services: readonly ServiceId[];
  readonly language: Language;
  readonly handedOverAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly slots: readonly HeldSlot[];
  readonly visitor: Visitor | null;
};

/** How far a booking has come; null when there is none. */
export async function readProgress(db: Knex, bookingId: BookingId, now: Instant): Promise<BookingProgress | null> {
  const [booking] = await rows<{
    services: readonly ServiceId[];
    language: Language;
    handedOverAt: Instant | null;
    confirmed: boolean;
    visitor: Visitor | null;
  }>(
    db,
    `select array[service_id] || extra_service_ids as services, language, handed_over_at as "handedOverAt",
       confirmed_at is not null as confirmed,
       case when visitor.booking_id is not null then jsonb_build_object('name', name, 'email', email, 'phone', phone, 'note', note) end as visitor
     from uenarocanje.booking left join uenarocanje.visitor on visitor.booking_id = booking.id
     where booking.id = :bookingId`,
    { bookingId },
  );
  if (booking === undefined) return null;
  const { confirmed, ...rest } = booking;
  const slots = await slotsOfBooking(db, bookingId);
  const expiresAt = slots.length === 0 ? null : (Math.min(...slots.map((slot) => slot.expiresAt)) as Instant);
  const held = expiresAt !== null && expiresAt > now;
  return { ...rest, slots, expiresAt, state: confirmed ? 'confirmed' : held ? 'held' : 'ended' };
}
