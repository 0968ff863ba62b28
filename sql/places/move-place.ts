import type { Knex } from 'knex';
import { lockSpace, locks } from '../schema.ts';

type Move = { readonly id: string; readonly parentId: string | null; readonly version: number };

/** The move in the tree alone, for a preview. */
export async function putBelow(trx: Knex.Transaction, { id, parentId, version }: Move): Promise<boolean> {
  return (await trx('location').where({ id, version }).update({ parent_id: parentId })) === 1;
}

/**
 * Puts a place with all below it under another one, or under none; rights, opening hours and durations that it inherits
 * are those of its new place at once, and the open time of its counters follows in the same transaction (migration
 * 000083). False: it was changed since somebody saw this version.
 * @throws what PostgreSQL says of location_tree when it would lie below itself, or of an unknown parent
 */
export async function movePlace(trx: Knex.Transaction, move: Move): Promise<boolean> {
  // Hours that are saved above it meanwhile would not know that it belongs there, nor it that they were saved.
  await trx.raw('select pg_advisory_xact_lock(?, ?)', [lockSpace, locks.openingChanges]);
  return putBelow(trx, move);
}
