import type { Knex } from 'knex';
import type { WhyNot } from './why-not.ts';
import type { Slot } from './words.ts';

/** Thrown inside a booking transaction to end it and leave nothing of it; `slot` null: not known which. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly slot: Slot | null;
  readonly why: WhyNot;

  constructor(slot: Slot | null, why: WhyNot) {
    super(why.reason);
    this.slot = slot;
    this.why = why;
  }
}

/** Two transactions could not both happen; the server ended ours, and nothing of it stands. */
const collisions = new Set(['40001', '40P01']);
const doubleBooking = '23P01';
const referenceTaken = 'appointment_reference_key';

/**
 * A transaction that changes the calendar. Serialization and deadlock errors are retried once (and a reference number
 * that chance gave twice). When the second try fails too, or the constraint against double booking spoke, or the work
 * refused, the answer is a Refusal: somebody else has the time.
 */
export async function bookingTransaction<T>(
  db: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T | Refusal> {
  return orRefusal(() => db.transaction(work));
}

/** The same for work that is one statement, and so a transaction by itself. */
export async function orRefusal<T>(work: () => Promise<T>): Promise<T | Refusal> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal) return error;
      const { code, constraint } = error as { code?: unknown; constraint?: unknown };
      if (code === doubleBooking) return new Refusal(null, { reason: 'taken' });
      if (constraint === referenceTaken && attempt === 1) continue;
      if (typeof code !== 'string' || !collisions.has(code)) throw error;
      if (attempt === 2) return new Refusal(null, { reason: 'taken' });
    }
  }
}
