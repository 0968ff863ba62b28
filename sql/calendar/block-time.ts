import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { oneRow, rows } from '../rows.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import type { Deed } from './deed.ts';
import { offerFreedTime } from './offer-freed-time.ts';
import type { AppointmentId, CounterId } from './words.ts';

export type BlockOutcome =
  | { readonly outcome: 'blocked'; readonly appointmentId: AppointmentId }
  /** Visits, holds or other blocked time stand in it; visits must be moved first. */
  | { readonly outcome: 'taken'; readonly visits: number };

/** Takes time of a counter out of booking: a meeting, a clerk on leave. `note` is for staff and holds no personal data. */
export async function blockTime(
  db: Knex,
  {
    counterId,
    from,
    until,
    note,
    now,
  }: { counterId: CounterId; from: Instant; until: Instant; note: string; now: Instant },
): Promise<BlockOutcome> {
  if (until <= from) throw new RangeError('Blocked time must end after it begins.');
  const values = { counterId, from: new Date(from), until: new Date(until), note, now: new Date(now) };
  const answer = await bookingTransaction(db, async (trx) => {
    await rows(
      trx,
      `delete from uenarocanje.appointment
       where counter_id = :counterId and state = 'held' and expires_at <= :now and during && tstzrange(:from, :until)`,
      values,
    );
    return oneRow<{ id: AppointmentId }>(
      trx,
      `insert into uenarocanje.appointment (counter_id, during, state, block_note)
       values (:counterId, tstzrange(:from, :until), 'blocked', :note) returning id`,
      values,
    );
  });
  if (!(answer instanceof Refusal)) return { outcome: 'blocked', appointmentId: answer.id };
  const { visits } = await oneRow<{ visits: number }>(
    db,
    `select count(*) as visits from uenarocanje.appointment
     where counter_id = :counterId and during && tstzrange(:from, :until) and state not in ('cancelled', 'held', 'blocked')`,
    values,
  );
  return { outcome: 'taken', visits };
}

export type BlockedTime = {
  readonly counterId: CounterId;
  readonly locationId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
};

/** Null when this is no blocked time (any more). */
export async function readBlockedTime(db: Knex, appointmentId: AppointmentId): Promise<BlockedTime | null> {
  const [blocked] = await rows<BlockedTime>(
    db,
    `select counter_id as "counterId", location_id as "locationId", lower(during) as "startsAt", upper(during) as "endsAt"
     from uenarocanje.appointment join uenarocanje.counter on counter.id = counter_id
     where appointment.id = :appointmentId and state = 'blocked'`,
    { appointmentId },
  );
  return blocked ?? null;
}

/** Its time can be booked again, and its beginning is offered to the waitlist first. False when it is no blocked time (any more). */
export async function unblockTime(db: Knex, deed: Deed, appointmentId: AppointmentId): Promise<boolean> {
  const answer = await bookingTransaction(db, async (trx) => {
    const [gone] = await rows<Pick<BlockedTime, 'counterId' | 'startsAt' | 'endsAt'>>(
      trx,
      `delete from uenarocanje.appointment where id = :appointmentId and state = 'blocked'
       returning counter_id as "counterId", lower(during) as "startsAt", upper(during) as "endsAt"`,
      { appointmentId },
    );
    if (gone !== undefined) await offerFreedTime(trx, deed, gone);
    return gone !== undefined;
  });
  // Nothing is taken here, so two collisions in a row are an operational failure: the caller may simply ask again.
  if (answer instanceof Refusal) throw answer;
  return answer;
}
