import type { Knex } from 'knex';
import { hotRows } from '../rows.ts';
import type { BookingId } from './words.ts';

/** Who comes. Kept apart from the visits (R9.3); the phone as E.164, "+38641123456". */
export type Visitor = {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string;
};

export async function saveVisitor(trx: Knex.Transaction, bookingId: BookingId, visitor: Visitor): Promise<void> {
  await hotRows(
    trx,
    `insert into uenarocanje.visitor (booking_id, name, email, phone, note)
     values (:bookingId, :name, :email, :phone, :note)
     on conflict (booking_id) do update
     set name = excluded.name, email = excluded.email, phone = excluded.phone, note = excluded.note`,
    { bookingId, ...visitor },
  );
}
