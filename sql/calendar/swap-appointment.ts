import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { oneRow, rows } from '../rows.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import { detailsOf, type LockedVisit, lockVisit } from './cancel-appointment.ts';
import { clearSlot } from './clear-slot.ts';
import { type Because, type Deed, recordVisitEvent } from './deed.ts';
import { endOpenOffer } from './end-offer.ts';
import { type Conflict, sameSlot } from './hold.ts';
import { listAlternatives } from './list-alternatives.ts';
import { offerFreedTime } from './offer-freed-time.ts';
import { hashOf } from './token.ts';
import type { WhyNot } from './why-not.ts';
import type { AppointmentId, AppointmentState, BookingId, ServiceId, Slot } from './words.ts';

export type SwapInput = {
  readonly appointmentId: AppointmentId;
  /** Any counter of any unit that offers the service. */
  readonly to: Slot;
  /** The key of a hold that keeps the wished slot; it ends with the swap. */
  readonly heldBy?: string;
  /** The same by the hold's own booking: an offer that the program made. */
  readonly heldByBooking?: BookingId;
  readonly because?: Because;
};

export type SwapOutcome =
  /** `repeated`: the visit stood there already. */
  | { readonly outcome: 'moved'; readonly repeated: boolean }
  | { readonly outcome: 'tooLate'; readonly state: AppointmentState }
  | { readonly outcome: 'unknown' }
  | Conflict;

/**
 * Moves a visit to another slot in one commit: at no moment it has none or two, whoever looks. It stays the same visit
 * with the same reference, so the links that its citizen has show where it is now.
 */
export async function swapAppointment(db: Knex, deed: Deed, input: SwapInput): Promise<SwapOutcome> {
  let services: readonly ServiceId[] = [];
  const answer = await bookingTransaction(db, async (trx) => {
    const [visit] = await rows<LockedVisit>(trx, lockVisit, { appointmentId: input.appointmentId });
    if (visit === undefined) return { outcome: 'unknown' } as const;
    services = visit.services as readonly ServiceId[];
    return swapInTransaction(trx, deed, visit, input);
  });
  if (!(answer instanceof Refusal)) return answer;
  const { channel } = deed.actor;
  const alternatives = await listAlternatives(db, { services, near: input.to, channel, now: deed.now });
  return { outcome: 'conflict', slot: input.to, why: answer.why, alternatives };
}

/** The same inside a transaction that does more and has locked the visit; it throws Refusal. */
export async function swapInTransaction(
  trx: Knex.Transaction,
  deed: Deed,
  visit: LockedVisit,
  { appointmentId, to, heldBy, heldByBooking, because }: SwapInput,
): Promise<Exclude<SwapOutcome, Conflict>> {
  const { now, actor, announce } = deed;
  if (sameSlot(visit, to)) return { outcome: 'moved', repeated: true };
  if (visit.state !== 'booked' || (actor.channel !== 'clerk' && visit.startsAt <= now)) {
    return { outcome: 'tooLate', state: visit.state };
  }
  await lockPeriods(trx, [visit, to]);
  // The hold's own limits were asked when it was made; only what is not held is asked again.
  const held = await useHold(trx, { heldBy, heldByBooking }, to, now);
  await clearSlot(trx, to, minutesOf(visit), now);
  const { services } = visit;
  const { why, minutes } = await oneRow<{ why: WhyNot | null; minutes: number | null }>(
    trx,
    `select
       uenarocanje.why_not(:services, :counterId, :startsAt, case when :held then 'system' else :channel end, :now, :appointmentId) as why,
       (select minutes from uenarocanje.offers_of(:services) where counter_id = :counterId) as minutes`,
    {
      services,
      counterId: to.counterId,
      startsAt: new Date(to.startsAt),
      channel: actor.channel,
      held,
      now: new Date(now),
      appointmentId,
    },
  );
  if (why !== null) throw new Refusal(to, why);
  await rows(
    trx,
    `update uenarocanje.appointment
     set counter_id = :counterId, sequence = sequence + 1,
       during = tstzrange(:startsAt, cast(:startsAt as timestamptz) + :minutes * interval '1 minute')
     where id = :appointmentId`,
    { appointmentId, counterId: to.counterId, startsAt: new Date(to.startsAt), minutes },
  );
  await prolongLinks(trx, visit, appointmentId);
  await recordVisitEvent(trx, deed, appointmentId, 'moved', {
    fromCounterId: visit.counterId,
    fromStartsAt: visit.startsAt,
    toCounterId: to.counterId,
    toStartsAt: to.startsAt,
    ...detailsOf(because),
  });
  const { counterId, startsAt, endsAt } = visit;
  await announce(trx, { type: 'moved', appointmentId, from: { counterId, startsAt, endsAt }, because });
  await offerFreedTime(trx, deed, visit, appointmentId);
  // What was offered instead of where the visit was says nothing of where it is now.
  await endOpenOffer(trx, deed, { appointmentId }, 'declined');
  return { outcome: 'moved', repeated: false };
}

/**
 * The links that a citizen has go on to show the visit where it is now: those of this visit, and those of its siblings
 * that show all visits of the session, live as long as they would if they had been sent for the new time. What was given
 * for shorter than the visit (found by its number) stays short. In one order, because siblings may move at once.
 */
async function prolongLinks(
  trx: Knex.Transaction,
  { endsAt }: LockedVisit,
  appointmentId: AppointmentId,
): Promise<void> {
  await rows(
    trx,
    `with shown as materialized (
       select link.hash, upper(moved.during) + interval '1 day' as until
       from uenarocanje.appointment as moved
       join uenarocanje.appointment as sibling on sibling.booking_id = moved.booking_id
       join uenarocanje.appointment_link as link on link.appointment_id = sibling.id
       where moved.id = :appointmentId and link.expires_at > :endsAt
         and (link.purpose = 'view' or (link.purpose in ('cancel', 'move') and sibling.id = moved.id))
       order by link.hash
       for update of link
     )
     update uenarocanje.appointment_link as link
     set expires_at = until from shown where link.hash = shown.hash and expires_at < until`,
    { appointmentId, endsAt: new Date(endsAt) },
  );
}

const minutesOf = ({ startsAt, endsAt }: { startsAt: number; endsAt: number }): number =>
  Math.ceil((endsAt - startsAt) / 60_000);

/** Counters first (clear-slot.ts), then both ends of the move in one order, so that visits may change places at once. */
async function lockPeriods(trx: Knex.Transaction, slots: readonly Slot[]): Promise<void> {
  await rows(
    trx,
    `with counters_first as materialized (
       select id from uenarocanje.counter where id = any (:counterIds) order by id for key share
     )
     select from uenarocanje.open_period
     where counter_id = any (array(select id from counters_first)) and exists (
       select from unnest(cast(:counterIds as integer[]), cast(:startsAt as timestamptz[])) as slot (counter, starts)
       where open_period.counter_id = counter and open_period.starts_at <= starts and open_period.ends_at > starts
     )
     order by counter_id, starts_at
     for no key update`,
    {
      counterIds: slots.map((slot) => slot.counterId),
      startsAt: slots.map((slot) => new Date(slot.startsAt)),
    },
  );
}

/** Ends a hold of exactly this slot in favour of the swap. */
async function useHold(
  trx: Knex.Transaction,
  { heldBy, heldByBooking }: { heldBy: string | undefined; heldByBooking: BookingId | undefined },
  slot: Slot,
  now: Instant,
): Promise<boolean> {
  if (heldBy === undefined && heldByBooking === undefined) return false;
  const used = await rows(
    trx,
    `delete from uenarocanje.appointment
     where state = 'held' and expires_at > :now and counter_id = :counterId and lower(during) = :startsAt
       and booking_id in (select id from uenarocanje.booking where key_hash = :hash or id = :bookingId)
     returning id`,
    {
      hash: heldBy === undefined ? null : hashOf(heldBy),
      bookingId: heldByBooking ?? null,
      counterId: slot.counterId,
      startsAt: new Date(slot.startsAt),
      now: new Date(now),
    },
  );
  return used.length > 0;
}
