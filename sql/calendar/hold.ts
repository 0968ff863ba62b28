import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows } from '../rows.ts';
import type { WhyNot } from './why-not.ts';
import type { AppointmentId, AppointmentState, BookingId, FreeSlot, Reference, Slot } from './words.ts';

/** Slots kept for somebody who is still filling in the form. One deadline for all of them. */
export type Hold = {
  readonly bookingId: BookingId;
  readonly expiresAt: Instant;
  /** Once only. */
  readonly canBeExtended: boolean;
  readonly slots: readonly HeldSlot[];
};

export type HeldSlot = FreeSlot & { readonly appointmentId: AppointmentId; readonly expiresAt: Instant };

export type BookedVisit = FreeSlot & {
  readonly appointmentId: AppointmentId;
  readonly reference: Reference;
  readonly state: AppointmentState;
};

/** A hold of these slots, of which there is one at least. */
export function holdOf(bookingId: BookingId, extended: boolean, slots: readonly HeldSlot[]): Hold {
  const expiresAt = Math.min(...slots.map((slot) => slot.expiresAt)) as Instant;
  return { bookingId, expiresAt, canBeExtended: !extended, slots };
}

/** What could not be had, why, and the three nearest that can. `slot` null: somebody was faster in the same moment. */
export type Conflict = {
  readonly outcome: 'conflict';
  readonly slot: Slot | null;
  readonly why: WhyNot;
  readonly alternatives: readonly FreeSlot[];
};

/** Same order for everybody, so that two who want the same slots queue up and never lock each other out. */
export function inLockOrder<T extends Slot>(slots: readonly T[]): T[] {
  return [...slots].sort((a, b) => a.counterId - b.counterId || a.startsAt - b.startsAt);
}

export const sameSlot = (a: Slot, b: Slot): boolean => a.counterId === b.counterId && a.startsAt === b.startsAt;

const slotColumns = `
  appointment.id as "appointmentId", counter_id as "counterId", counter.name as "counterName",
  counter.location_id as "locationId", lower(during) as "startsAt", upper(during) as "endsAt"`;

/** The columns of a HeldSlot, of appointment and its counter. */
export const heldColumns = `${slotColumns}, expires_at as "expiresAt"`;

/** What a booking holds, in order of time; those that ended are among them while nobody took their time. */
export async function slotsOfBooking(db: Knex, bookingId: BookingId): Promise<readonly HeldSlot[]> {
  return hotRows<HeldSlot>(
    db,
    `select ${heldColumns}
     from uenarocanje.appointment
     join uenarocanje.counter on counter.id = appointment.counter_id
     where booking_id = :bookingId and state = 'held'
     order by lower(during), counter_id`,
    { bookingId },
  );
}
