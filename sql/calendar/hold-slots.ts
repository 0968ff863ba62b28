import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { askedAtOnce } from '../asked-at-once.ts';
import { hotRows, oneHotRow } from '../rows.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import type { Deed } from './deed.ts';
import {
  type BookedVisit,
  type Conflict,
  type Hold,
  inLockOrder,
  sameSlot,
  slotsOfBooking,
  visitsOfBooking,
} from './hold.ts';
import { listAlternatives } from './list-alternatives.ts';
import { inTurn } from './slot-turns.ts';
import { clearSlot, takeSlot } from './take-slot.ts';
import { hashOf } from './token.ts';
import type { WhyNot } from './why-not.ts';
import {
  type AppointmentId,
  type AppointmentState,
  type BookingId,
  type Language,
  minutesAfter,
  type ServiceId,
  type Slot,
} from './words.ts';

export const holdMinutes = 10;
/** A submission older than this begins anew, so that nobody keeps slots by choosing others again and again. */
const oldestKeyMinutes = 60;

export type HoldInput = {
  /** The submission's secret (token.ts), hidden in the form. Sent twice it is one hold; with it the hold is confirmed. */
  readonly key: string;
  /** The first is the service, others are done in the same visit. */
  readonly services: readonly ServiceId[];
  readonly slots: readonly Slot[];
  readonly language: Language;
  readonly minutes?: number;
  readonly purpose?: 'visit' | 'waitlistOffer' | 'evacuation';
};

export type HoldOutcome =
  | { readonly outcome: 'held'; readonly hold: Hold }
  /** This submission was confirmed already. */
  | { readonly outcome: 'confirmed'; readonly bookingId: BookingId; readonly visits: readonly BookedVisit[] }
  | { readonly outcome: 'tooMany'; readonly most: number }
  | { readonly outcome: 'unknownService' }
  /** The key is too old: begin again with a new one. */
  | { readonly outcome: 'tooOld' }
  | Conflict;

/**
 * Holds all slots or none (R3.8). With the key of an earlier hold it becomes the hold of these slots instead: what is
 * wanted again is kept, the rest is let go.
 */
export async function holdSlots(db: Knex, deed: Pick<Deed, 'now' | 'actor'>, input: HoldInput): Promise<HoldOutcome> {
  const [first] = input.slots;
  if (first === undefined || input.services.length === 0) throw new RangeError('A hold needs a service and a slot.');
  const look = () => findLost(db, deed, input);
  const answer = await inTurn(db, { ...input, channel: deed.actor.channel }, look, () =>
    bookingTransaction(db, (trx) => holdInTransaction(trx, deed, input)),
  );
  if (!(answer instanceof Refusal)) return answer;
  const alternatives = await listAlternatives(db, {
    services: input.services,
    near: answer.slot ?? first,
    channel: deed.actor.channel,
    now: deed.now,
  });
  return { outcome: 'conflict', slot: answer.slot, why: answer.why, alternatives };
}

/**
 * The first of the slots that somebody else has, by one look into one index before anything is written or locked: of
 * many who want the same slot at once all but the first few end here. What the key itself has is in nobody's way.
 */
async function findLost(db: Knex, { now }: Pick<Deed, 'now'>, { key, slots }: HoldInput): Promise<Refusal | null> {
  const own = hashOf(key);
  const lost = (await readTakers(db, slots)).find(
    ({ keyHash, state, expiresAt }) => (state !== 'held' || expiresAt > now) && keyHash?.equals(own) !== true,
  );
  if (lost === undefined) return null;
  const { counterId, startsAt, state, expiresAt } = lost;
  const why: WhyNot =
    state === 'held' ? { reason: 'held', until: expiresAt } : { reason: state === 'blocked' ? 'blocked' : 'taken' };
  return new Refusal({ counterId, startsAt }, why);
}

type Taker = Slot & {
  readonly state: AppointmentState;
  readonly expiresAt: Instant;
  /** Whose it is; null for time that staff blocked. */
  readonly keyHash: Buffer | null;
};

const readTakers = askedAtOnce(
  (db, slots: readonly Slot[]): Promise<readonly Taker[]> =>
    hotRows<Taker>(
      db,
      `select counter_id as "counterId", starts as "startsAt", state, expires_at as "expiresAt", key_hash as "keyHash"
       from unnest(cast(:counterIds as integer[]), cast(:startsAt as timestamptz[])) as slot (counter, starts)
       join uenarocanje.appointment on counter_id = counter and during && tstzrange(starts, starts, '[]') and state <> 'cancelled'
       left join uenarocanje.booking on booking.id = booking_id`,
      { counterIds: slots.map((slot) => slot.counterId), startsAt: slots.map((slot) => new Date(slot.startsAt)) },
    ),
);

/** The same inside a transaction that does more; it throws Refusal. */
export async function holdInTransaction(
  trx: Knex.Transaction,
  { now, actor }: Pick<Deed, 'now' | 'actor'>,
  { key, services, slots, language, minutes = holdMinutes, purpose = 'visit' }: HoldInput,
): Promise<Exclude<HoldOutcome, Conflict>> {
  const service = await readService(trx, services);
  if (service === null) return { outcome: 'unknownService' };
  if (slots.length > service.most) return { outcome: 'tooMany', most: service.most };
  const booking = await openBooking(trx, { key, services, slots, language, purpose, now, actor });
  if (booking.confirmed) {
    return { outcome: 'confirmed', bookingId: booking.id, visits: await visitsOfBooking(trx, booking.id) };
  }
  if (minutesAfter(booking.createdAt, oldestKeyMinutes) < now) return { outcome: 'tooOld' };
  const expiresAt = minutesAfter(now, minutes);
  const held = booking.fresh ? [] : await slotsOfBooking(trx, booking.id);
  const kept = held.filter((own) => own.expiresAt > now && slots.some((slot) => sameSlot(slot, own)));
  const dropped = held.filter((own) => !kept.includes(own));
  const wanted = slots.filter((slot) => !kept.some((own) => sameSlot(slot, own)));
  for (const slot of inLockOrder([...dropped, ...wanted])) {
    if ('appointmentId' in slot) {
      await letGo(trx, slot.appointmentId as AppointmentId);
      continue;
    }
    await clearSlot(trx, slot, service.longestMinutes, now);
    const { channel } = actor;
    const why = await takeSlot(trx, { bookingId: booking.id, services, slot, channel, now, expiresAt });
    if (why !== null) throw new Refusal(slot, why);
  }
  const standing = await slotsOfBooking(trx, booking.id);
  const deadline = Math.min(...standing.map((slot) => slot.expiresAt)) as Instant;
  return {
    outcome: 'held',
    hold: { bookingId: booking.id, expiresAt: deadline, canBeExtended: !booking.extended, slots: standing },
  };
}

/** Null when one of the services does not exist, is retired or may not be combined with the first. */
async function readService(
  trx: Knex.Transaction,
  services: readonly ServiceId[],
): Promise<{ readonly most: number; readonly longestMinutes: number } | null> {
  const [first] = services;
  const { found, together, most, longestMinutes } = await oneHotRow<{
    found: number;
    together: number;
    most: number;
    longestMinutes: number;
  }>(
    trx,
    `select count(*) as found, min(most_visits) filter (where id = :first) as most, (
         select count(*) from uenarocanje.service_together
         where (service_id = :first and with_service_id = any (:services)) or (with_service_id = :first and service_id = any (:services))
       ) as together, (
         select coalesce(max(minutes), 0) from uenarocanje.offers_of(:services)
       ) as "longestMinutes"
     from uenarocanje.service
     where id = any (:services) and retired_at is null`,
    { first, services },
  );
  return found === services.length && together === services.length - 1 ? { most, longestMinutes } : null;
}

type Booking = {
  readonly id: BookingId;
  /** Made just now: it holds nothing yet. */
  readonly fresh: boolean;
  readonly createdAt: Instant;
  readonly confirmed: boolean;
  readonly extended: boolean;
};

/** Makes the booking of this key or finds it, and locks it: two tabs with one key come one after the other. */
async function openBooking(
  trx: Knex.Transaction,
  {
    key,
    services,
    slots,
    language,
    purpose,
    now,
    actor,
  }: Pick<HoldInput, 'key' | 'services' | 'slots' | 'language' | 'purpose'> & Pick<Deed, 'now' | 'actor'>,
): Promise<Booking> {
  const [service, ...extra] = services;
  return oneHotRow<Booking>(
    trx,
    `insert into uenarocanje.booking as booking
       (key_hash, service_id, extra_service_ids, language, purpose, channel, made_by, call_id, created_at, hold_slots)
     values (:hash, :service, cast(:extra as text[]), :language, :purpose, :channel, :userId, :callId, :now, :count)
     on conflict (key_hash) do update set
       service_id = case when booking.confirmed_at is null then excluded.service_id else booking.service_id end,
       extra_service_ids = case when booking.confirmed_at is null then excluded.extra_service_ids else booking.extra_service_ids end,
       hold_slots = case when booking.confirmed_at is null then excluded.hold_slots else booking.hold_slots end
     returning id, xmax = 0 as fresh, created_at as "createdAt", confirmed_at is not null as confirmed, extended_at is not null as extended`,
    { hash: hashOf(key), service, extra, language, purpose, ...actor, now: new Date(now), count: slots.length },
  );
}

export async function letGo(trx: Knex.Transaction, appointmentId: AppointmentId): Promise<void> {
  await hotRows(trx, `delete from uenarocanje.appointment where id = :appointmentId and state = 'held'`, {
    appointmentId,
  });
}
