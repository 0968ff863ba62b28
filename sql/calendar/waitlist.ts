import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import { type LockedVisit, leaveWaitlist, lockVisit } from './cancel-appointment.ts';
import type { Deed } from './deed.ts';
import { endOpenOffer } from './end-offer.ts';
import { swapInTransaction } from './swap-appointment.ts';
import type { AppointmentId, BookingId, CounterId } from './words.ts';

/** What somebody with a far visit would rather have; null: any. Days and times by the wall clock. */
export type Wish = {
  readonly locationIds: readonly string[];
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly weekdays: readonly number[] | null;
  /** Beginning not before `from` and before `to`. */
  readonly from: string | null;
  readonly to: string | null;
  /** Whole days between the offer and the visit, at least; 0: the same day will do. */
  readonly noticeDays: number;
  /** The places were asked for as "so near"; null: one by one. */
  readonly withinKm: number | null;
};

/** Asks for an earlier visit, or changes what was asked. 'notBooked': there is no coming visit to be earlier than. */
export async function joinWaitlist(
  db: Knex,
  { now, announce }: Pick<Deed, 'now' | 'announce'>,
  appointmentId: AppointmentId,
  wish: Wish,
): Promise<'waiting' | 'notBooked'> {
  return db.transaction(async (trx) => {
    const [joined] = await rows<{ entryId: number; isNew: boolean }>(
      trx,
      `insert into uenarocanje.waitlist_entry (
         appointment_id, location_ids, first_day, last_day, weekdays, opens, closes, notice_days, within_km, joined_at
       )
       select
         id, cast(:locationIds as text[]), :firstDay, :lastDay, cast(:weekdays as integer[]), :from, :to, :noticeDays, :withinKm, :now
       from uenarocanje.appointment where id = :appointmentId and state = 'booked' and lower(during) > :now
       on conflict (appointment_id) where ended_at is null do update set
         location_ids = excluded.location_ids, first_day = excluded.first_day, last_day = excluded.last_day,
         weekdays = excluded.weekdays, opens = excluded.opens, closes = excluded.closes,
         notice_days = excluded.notice_days, within_km = excluded.within_km
       returning id as "entryId", xmax = 0 as "isNew"`,
      { appointmentId, ...wish, now: new Date(now) },
    );
    if (joined === undefined) return 'notBooked';
    // A wish that is only changed keeps its place in the line, and was confirmed before.
    if (joined.isNew) await announce(trx, { type: 'waiting', appointmentId, entryId: joined.entryId });
    return 'waiting';
  });
}

/** Waits for nothing any more; the visit stays. No error when nobody waited. */
export async function stopWaiting(db: Knex, deed: Deed, appointmentId: AppointmentId): Promise<void> {
  await db.transaction((trx) => leaveWaitlist(trx, deed, appointmentId));
}

export type Waiting = Wish & {
  readonly state: 'waiting' | 'offered';
  readonly joinedAt: Instant;
  readonly offer: Offer | null;
};

export type Offer = {
  readonly offerId: number;
  readonly bookingId: BookingId;
  readonly counterId: CounterId;
  readonly locationId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly expiresAt: Instant;
};

/** What a visit waits for and what it is offered now; null when it waits for nothing. */
export async function readWaiting(db: Knex, appointmentId: AppointmentId, now: Instant): Promise<Waiting | null> {
  const [waiting] = await rows<Waiting>(
    db,
    `select
       entry.state, entry.joined_at as "joinedAt", entry.location_ids as "locationIds", entry.first_day as "firstDay",
       entry.last_day as "lastDay", entry.weekdays, left(cast(entry.opens as text), 5) as from, left(cast(entry.closes as text), 5) as to,
       entry.notice_days as "noticeDays", entry.within_km as "withinKm",
       (
         select jsonb_build_object(
           'offerId', offer.id, 'bookingId', offer.booking_id, 'counterId', offer.counter_id, 'locationId', counter.location_id,
           'startsAt', round(extract(epoch from lower(offer.during)) * 1000), 'endsAt', round(extract(epoch from upper(offer.during)) * 1000),
           'expiresAt', round(extract(epoch from offer.expires_at) * 1000)
         )
         from uenarocanje.waitlist_offer as offer
         join uenarocanje.counter on counter.id = offer.counter_id
         where offer.entry_id = entry.id and offer.state = 'open' and offer.expires_at > :now
       ) as offer
     from uenarocanje.waitlist_entry as entry
     where entry.appointment_id = :appointmentId and entry.ended_at is null`,
    { appointmentId, now: new Date(now) },
  );
  return waiting ?? null;
}

export type OfferOutcome = 'accepted' | 'declined' | 'ended';

/**
 * Takes the earlier visit that is offered: the visit moves there in one commit, and its own time goes to whoever waits
 * next. 'ended': nothing is offered (any more); the visit stays where it is. Accepting twice is accepted once.
 */
export async function acceptOffer(db: Knex, deed: Deed, appointmentId: AppointmentId): Promise<OfferOutcome> {
  const answer = await bookingTransaction<OfferOutcome>(db, async (trx) => {
    const [visit] = await rows<LockedVisit>(trx, lockVisit, { appointmentId });
    const offer = (await readWaiting(trx, appointmentId, deed.now))?.offer ?? null;
    if (visit === undefined) return 'ended';
    if (offer === null) return (await wasAccepted(trx, appointmentId, visit)) ? 'accepted' : 'ended';
    const { offerId, bookingId, counterId, startsAt } = offer;
    // An earlier one was asked for; nobody is moved to a later one by an old message.
    if (startsAt >= visit.startsAt) return 'ended';
    await rows(
      trx,
      `with taken as (
         update uenarocanje.waitlist_offer set state = 'accepted', decided_at = :now where id = :offerId returning entry_id
       )
       update uenarocanje.waitlist_entry set state = 'accepted', ended_at = :now where id = (select entry_id from taken)`,
      { offerId, now: new Date(deed.now) },
    );
    const moved = await swapInTransaction(trx, deed, visit, {
      appointmentId,
      to: { counterId, startsAt },
      heldByBooking: bookingId,
    });
    if (moved.outcome !== 'moved') throw new Refusal(null, { reason: 'taken' });
    return 'accepted';
  });
  return answer instanceof Refusal ? 'ended' : answer;
}

async function wasAccepted(trx: Knex.Transaction, appointmentId: AppointmentId, visit: LockedVisit): Promise<boolean> {
  const found = await rows(
    trx,
    `select from uenarocanje.waitlist_offer as offer
     join uenarocanje.waitlist_entry as entry on entry.id = offer.entry_id
     where entry.appointment_id = :appointmentId and offer.state = 'accepted'
       and offer.counter_id = :counterId and lower(offer.during) = :startsAt`,
    { appointmentId, counterId: visit.counterId, startsAt: new Date(visit.startsAt) },
  );
  return found.length > 0;
}

/** Leaves the offered time to the next one and goes on waiting. */
export async function declineOffer(db: Knex, deed: Deed, appointmentId: AppointmentId): Promise<OfferOutcome> {
  const offer = (await readWaiting(db, appointmentId, deed.now))?.offer ?? null;
  if (offer === null) return 'ended';
  return (await endOffer(db, deed, offer, 'declined')) ? 'declined' : 'ended';
}

/** Offers whose time is over go to whoever waits next. Run every few minutes; answers how many. */
export async function lapseOffers(db: Knex, deed: Deed): Promise<number> {
  const over = await rows<Offer>(
    db,
    `select id as "offerId", booking_id as "bookingId", counter_id as "counterId", lower(during) as "startsAt", upper(during) as "endsAt"
     from uenarocanje.waitlist_offer where state = 'open' and expires_at <= :now order by expires_at limit 500`,
    { now: new Date(deed.now) },
  );
  let lapsed = 0;
  for (const offer of over) if (await endOffer(db, deed, offer, 'lapsed')) lapsed += 1;
  return lapsed;
}

async function endOffer(db: Knex, deed: Deed, { offerId }: Offer, how: 'declined' | 'lapsed'): Promise<boolean> {
  const answer = await bookingTransaction(db, (trx) => endOpenOffer(trx, deed, { offerId }, how));
  return answer instanceof Refusal ? false : answer;
}

/** Entries whose visit's day has come wait for nothing any more. Run nightly; answers how many. */
export async function endPastWaiting(db: Knex, now: Instant): Promise<number> {
  const ended = await rows(
    db,
    `update uenarocanje.waitlist_entry set state = 'left', ended_at = :now
     where state = 'waiting' and appointment_id in (select id from uenarocanje.appointment where lower(during) <= :now)
     returning id`,
    { now: new Date(now) },
  );
  return ended.length;
}
