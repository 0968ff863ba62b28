import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { oneRow, rows } from '../rows.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import type { AppointmentId, CounterId } from './words.ts';

export type BlockAroundOutcome =
  /** None of it was free when there are no ids. */
  | {
      readonly outcome: 'blocked';
      readonly appointmentIds: readonly AppointmentId[];
      /** How many stand in the stretch. */
      readonly visits: number;
      /** Some of it is held: when the hold ends without a visit, its time is free again. */
      readonly held: boolean;
    }
  /** Other visits stand in it than those that were seen, or somebody was faster. */
  | { readonly outcome: 'changed' };

/**
 * Takes what is free of a stretch of a counter's time out of booking, around visits that stay, around what is held and
 * what is blocked already. `seen` are the visits that whoever blocks it was shown.
 */
export async function blockAround(
  db: Knex,
  {
    counterId,
    from,
    until,
    note,
    seen,
    now,
  }: {
    counterId: CounterId;
    from: Instant;
    until: Instant;
    note: string;
    seen: readonly AppointmentId[];
    now: Instant;
  },
): Promise<BlockAroundOutcome> {
  if (until <= from) throw new RangeError('Blocked time must end after it begins.');
  const values = { counterId, from: new Date(from), until: new Date(until), note, seen, now: new Date(now) };
  const answer = await bookingTransaction<BlockAroundOutcome>(db, async (trx) => {
    await rows(
      trx,
      `delete from uenarocanje.appointment
       where counter_id = :counterId and state = 'held' and expires_at <= :now and during && tstzrange(:from, :until)`,
      values,
    );
    const { visits, unseen, held } = await oneRow<{ visits: number; unseen: number; held: number }>(
      trx,
      `select count(*) filter (where state <> 'held') as visits,
         count(*) filter (where state <> 'held' and id <> all (cast(:seen as bigint[]))) as unseen,
         count(*) filter (where state = 'held') as held
       from uenarocanje.appointment
       where counter_id = :counterId and during && tstzrange(:from, :until) and state not in ('cancelled', 'blocked')`,
      values,
    );
    if (unseen > 0) return { outcome: 'changed' };
    const blocked = await rows<{ id: AppointmentId }>(
      trx,
      `insert into uenarocanje.appointment (counter_id, during, state, block_note)
       select :counterId, piece, 'blocked', :note
       from unnest(tstzmultirange(tstzrange(:from, :until)) - coalesce((
         select range_agg(during) from uenarocanje.appointment
         where counter_id = :counterId and during && tstzrange(:from, :until) and state <> 'cancelled'
       ), '{}')) as piece
       order by piece
       returning id`,
      values,
    );
    return { outcome: 'blocked', appointmentIds: blocked.map(({ id }) => id), visits, held: held > 0 };
  });
  return answer instanceof Refusal ? { outcome: 'changed' } : answer;
}
