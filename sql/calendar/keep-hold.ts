import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows, rows } from '../rows.ts';
import { type HeldSlot, type Hold, heldColumns, holdOf } from './hold.ts';
import { holdMinutes } from './hold-slots.ts';
import { hashOf } from './token.ts';
import { type BookingId, minutesAfter } from './words.ts';

/** What a key holds now; null when it holds nothing (any more). */
export async function readHold(db: Knex, key: string, now: Instant): Promise<Hold | null> {
  const found = await hotRows<HeldSlot & { readonly bookingId: BookingId; readonly extended: boolean }>(
    db,
    `select booking.id as "bookingId", extended_at is not null as extended, ${heldColumns}
     from uenarocanje.booking
     join uenarocanje.appointment on appointment.booking_id = booking.id and state = 'held'
     join uenarocanje.counter on counter.id = appointment.counter_id
     where key_hash = :hash and confirmed_at is null
     order by lower(during), counter_id`,
    { hash: hashOf(key) },
  );
  const [first] = found;
  if (first === undefined || found.some((slot) => slot.expiresAt <= now)) return null;
  const slots = found.map(({ bookingId: _booking, extended: _extended, ...slot }): HeldSlot => slot);
  return holdOf(first.bookingId, first.extended, slots);
}

/** Gives a hold its full time again, once. 'again': it had its extension; 'ended': it holds nothing any more. */
export async function extendHold(db: Knex, key: string, now: Instant): Promise<Hold | 'again' | 'ended'> {
  return db.transaction(async (trx) => {
    const [booking] = await rows<{ id: BookingId; extended: boolean }>(
      trx,
      `select id, extended_at is not null as extended from uenarocanje.booking
       where key_hash = :hash and confirmed_at is null for update`,
      { hash: hashOf(key) },
    );
    if (booking === undefined) return 'ended';
    const held = await readHold(trx, key, now);
    if (held === null) return 'ended';
    if (booking.extended) return 'again';
    await rows(trx, `update uenarocanje.booking set extended_at = :now where id = :id`, {
      id: booking.id,
      now: new Date(now),
    });
    await rows(
      trx,
      `update uenarocanje.appointment set expires_at = :expiresAt where booking_id = :id and state = 'held'`,
      { id: booking.id, expiresAt: new Date(minutesAfter(now, holdMinutes)) },
    );
    return (await readHold(trx, key, now)) ?? 'ended';
  });
}

/** Lets all slots of a hold go at once. Releasing what is not held is no error: answers how many were. */
export async function releaseHold(db: Knex, key: string): Promise<number> {
  const gone = await rows(
    db,
    `delete from uenarocanje.appointment
     where state = 'held' and booking_id = (select id from uenarocanje.booking where key_hash = :hash)
     returning id`,
    { hash: hashOf(key) },
  );
  return gone.length;
}

/**
 * Holds that ended are no obstacle to anybody (R3.8); this removes what is left of them, and bookings that never were
 * confirmed and are older than a week. Run every minute.
 */
export async function sweepHolds(db: Knex, now: Instant): Promise<number> {
  const gone = await rows(
    db,
    `delete from uenarocanje.appointment
     where id in (
       select id from uenarocanje.appointment
       where state = 'held' and expires_at <= cast(:now as timestamptz) - interval '1 minute'
       order by counter_id, lower(during) for update skip locked
     )
     returning id`,
    { now: new Date(now) },
  );
  await rows(
    db,
    `delete from uenarocanje.booking
     where confirmed_at is null and created_at < cast(:now as timestamptz) - interval '7 days'
       and not exists (select from uenarocanje.appointment where booking_id = booking.id)
       and not exists (select from uenarocanje.waitlist_offer where booking_id = booking.id)
       and not exists (select from uenarocanje.evacuation_visit where booking_id = booking.id)`,
    { now: new Date(now) },
  );
  return gone.length;
}
