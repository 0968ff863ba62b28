import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import { type LockedVisit, lockVisit } from './cancel-appointment.ts';
import type { Deed } from './deed.ts';
import { lockBookingOf } from './lock-booking.ts';
import { swapInTransaction } from './swap-appointment.ts';
import { type AppointmentId, type BookingId, type CounterId, minutesAfter } from './words.ts';

/** How long a proposal is kept for a citizen at most; then somebody calls. */
export const proposalMinutes = 3 * 24 * 60;

/** So long before the visit, or what is proposed for it, somebody must still have the time to call. */
const callMinutes = 12 * 60;

/** With less than this to answer nobody is asked by message. */
const leastMinutes = 2 * 60;

/** Until when a citizen may answer a proposal; null: there is no time for that, and somebody calls at once. */
export function answerBy(
  now: Instant,
  visit: { readonly startsAt: Instant },
  proposed: { readonly startsAt: Instant },
): Instant | null {
  const call = minutesAfter(Math.min(visit.startsAt, proposed.startsAt) as Instant, -callMinutes);
  const until = Math.min(minutesAfter(now, proposalMinutes), call) as Instant;
  return until < minutesAfter(now, leastMinutes) ? null : until;
}

export type EvacuationVisit = {
  readonly evacuationId: number;
  readonly appointmentId: AppointmentId;
  readonly state: 'waiting' | 'proposed' | 'accepted' | 'toCall' | 'settled';
  readonly bookingId: BookingId | null;
  readonly counterId: CounterId | null;
  readonly locationId: string | null;
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly expiresAt: Instant | null;
};

/** As `EvacuationVisit` has them. */
export const evacuationVisitColumns = `
  evacuation_id as "evacuationId", appointment_id as "appointmentId", state, booking_id as "bookingId", counter_id as "counterId",
  (select location_id from uenarocanje.counter where id = counter_id) as "locationId",
  lower(during) as "startsAt", upper(during) as "endsAt", expires_at as "expiresAt"`;

/** The proposal that a citizen's link shows; null when nothing is proposed (any more). */
export async function readProposal(
  db: Knex,
  appointmentId: AppointmentId,
  now: Instant,
): Promise<EvacuationVisit | null> {
  const [proposal] = await rows<EvacuationVisit>(
    db,
    `select ${evacuationVisitColumns} from uenarocanje.evacuation_visit
     where appointment_id = :appointmentId and state = 'proposed' and expires_at > :now
     order by evacuation_id desc limit 1`,
    { appointmentId, now: new Date(now) },
  );
  return proposal ?? null;
}

/** One click: the visit moves to what was proposed. 'ended': nothing is proposed any more; somebody will call. */
export async function acceptProposal(
  db: Knex,
  deed: Deed,
  appointmentId: AppointmentId,
): Promise<'accepted' | 'ended'> {
  const answer = await bookingTransaction<'accepted' | 'ended'>(db, async (trx) => {
    const [visit] = await rows<LockedVisit>(trx, lockVisit, { appointmentId });
    const proposal = await readProposal(trx, appointmentId, deed.now);
    if (proposal === null) return (await wasAccepted(trx, appointmentId)) ? 'accepted' : 'ended';
    if (visit === undefined || proposal.counterId === null || proposal.startsAt === null) return 'ended';
    const moved = await swapInTransaction(trx, deed, visit, {
      appointmentId,
      to: { counterId: proposal.counterId, startsAt: proposal.startsAt },
      ...(proposal.bookingId === null ? {} : { heldByBooking: proposal.bookingId }),
    });
    if (moved.outcome !== 'moved') return 'ended';
    await settle(trx, proposal, 'accepted', deed);
    return 'accepted';
  });
  return answer instanceof Refusal ? 'ended' : answer;
}

/** The last that was proposed was accepted, and there the visit still is; what was accepted earlier says nothing. */
async function wasAccepted(trx: Knex.Transaction, appointmentId: AppointmentId): Promise<boolean> {
  const [last] = await rows<{ isThere: boolean }>(
    trx,
    `select evacuation_visit.state = 'accepted' and appointment.state = 'booked'
       and (evacuation_visit.counter_id, lower(evacuation_visit.during)) = (appointment.counter_id, lower(appointment.during)) as "isThere"
     from uenarocanje.evacuation_visit
     join uenarocanje.appointment on appointment.id = evacuation_visit.appointment_id
     where appointment_id = :appointmentId
     order by evacuation_id desc limit 1`,
    { appointmentId },
  );
  return last?.isThere === true;
}

/** The citizen does not want it, or did not answer in time: its time is free again, and somebody calls. */
export async function declineProposal(db: Knex, appointmentId: AppointmentId): Promise<boolean> {
  return db.transaction(async (trx) => {
    const declined = await rows<{ bookingId: BookingId }>(
      trx,
      `update uenarocanje.evacuation_visit set state = 'toCall', expires_at = null
       where appointment_id = :appointmentId and state = 'proposed' returning booking_id as "bookingId"`,
      { appointmentId },
    );
    await release(trx, declined);
    return declined.length > 0;
  });
}

/**
 * Proposals without an answer go on the list of people to call. Who moved or cancelled the visit in another way needs
 * neither. Run every few minutes; answers how many lapsed.
 */
export async function lapseProposals(db: Knex, now: Instant): Promise<number> {
  return db.transaction(async (trx) => {
    const elsewhere = await rows<{ bookingId: BookingId | null }>(
      trx,
      `update uenarocanje.evacuation_visit
       set state = 'settled', settled_as = case appointment.state when 'cancelled' then 'cancelled' else 'moved' end,
         decided_at = :now, expires_at = null
       from uenarocanje.appointment
       where appointment.id = evacuation_visit.appointment_id and evacuation_visit.state in ('waiting', 'proposed', 'toCall')
         and (appointment.state = 'cancelled' or (from_counter_id, from_starts_at) <> (appointment.counter_id, lower(appointment.during)))
       returning evacuation_visit.booking_id as "bookingId"`,
      { now: new Date(now) },
    );
    await release(trx, elsewhere);
    const lapsed = await rows<{ bookingId: BookingId }>(
      trx,
      `update uenarocanje.evacuation_visit set state = 'toCall', expires_at = null
       where state = 'proposed' and expires_at <= :now returning booking_id as "bookingId"`,
      { now: new Date(now) },
    );
    await release(trx, lapsed);
    return lapsed.length;
  });
}

/** What came of a call. */
export const settledWays = ['moved', 'cancelled', 'keeps'] as const;
export type SettledAs = (typeof settledWays)[number];

/** Somebody has called and done what was agreed (swap, cancel). What was proposed is free again. */
export async function settleCall(
  db: Knex,
  deed: Deed,
  which: Pick<EvacuationVisit, 'evacuationId' | 'appointmentId'>,
  as: SettledAs | null = null,
): Promise<boolean> {
  return db.transaction(async (trx) => {
    // Who accepts the proposal in this moment locks the booking first, too.
    await lockBookingOf(trx, which.appointmentId);
    await declineProposal(trx, which.appointmentId);
    const isSettled = await settle(trx, which, 'settled', deed, as);
    // It was not to be reminded of while it could not stay; now it stays.
    if (isSettled) await deed.announce(trx, { type: 'remindersChanged', appointmentId: which.appointmentId });
    return isSettled;
  });
}

/** Somebody has called and reached nobody. False: there is nobody to call any more. */
export async function noteTry(
  db: Knex,
  { evacuationId, appointmentId }: Pick<EvacuationVisit, 'evacuationId' | 'appointmentId'>,
  now: Instant,
): Promise<boolean> {
  const tried = await db('evacuation_visit')
    .where({ evacuation_id: evacuationId, appointment_id: appointmentId })
    .whereIn('state', ['proposed', 'toCall'])
    .update({ tries: db.raw('tries + 1'), last_tried_at: new Date(now) });
  return tried === 1;
}

async function settle(
  db: Knex,
  { evacuationId, appointmentId }: Pick<EvacuationVisit, 'evacuationId' | 'appointmentId'>,
  state: 'accepted' | 'settled',
  { now, actor }: Deed,
  as: SettledAs | null = null,
): Promise<boolean> {
  const settled = await rows(
    db,
    `update uenarocanje.evacuation_visit set state = :state, decided_at = :now, settled_by = :by, settled_as = :as
     where evacuation_id = :evacuationId and appointment_id = :appointmentId and state in ('proposed', 'toCall') returning state`,
    { evacuationId, appointmentId, state, as, by: actor.userId, now: new Date(now) },
  );
  return settled.length > 0;
}

async function release(
  trx: Knex.Transaction,
  proposals: readonly { readonly bookingId: BookingId | null }[],
): Promise<void> {
  await rows(trx, `delete from uenarocanje.appointment where state = 'held' and booking_id = any (:bookingIds)`, {
    bookingIds: proposals.flatMap(({ bookingId }) => (bookingId === null ? [] : [bookingId])),
  });
}
