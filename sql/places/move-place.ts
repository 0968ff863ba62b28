import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';

type Move = { readonly id: string; readonly parentId: string | null; readonly version: number };

/** The move in the tree alone, for a preview: open time stays as it was built. */
export async function putBelow(trx: Knex.Transaction, { id, parentId, version }: Move): Promise<boolean> {
  return (await trx('location').where({ id, version }).update({ parent_id: parentId })) === 1;
}

/**
 * Puts a place with all below it under another one, or under none; rights, opening hours and durations that it inherits
 * are those of its new place at once, and the open time of its counters follows in the same transaction. False: it was
 * changed since somebody saw this version.
 * @throws what PostgreSQL says of location_tree when it would lie below itself, or of an unknown parent
 */
export async function movePlace(
  trx: Knex.Transaction,
  { now, ...move }: Move & { readonly now: Instant },
): Promise<boolean> {
  if (!(await putBelow(trx, move))) return false;
  await rows(
    trx,
    `select uenarocanje.renew_open_time(
       uenarocanje.counters_of_scopes(array[cast(:scope as text)]), uenarocanje.local_day(:now), last_day
     )
     from uenarocanje.open_time_built where last_day is not null`,
    { scope: `location ${move.id}`, now: new Date(now) },
  );
  return true;
}
