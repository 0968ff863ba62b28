import type { Knex } from 'knex';
import { type PlaceInput, placeColumns } from './place.ts';

/** What became of a change by somebody who saw a certain version: 'stale' when another change came first. */
export type ChangeOutcome = 'changed' | 'stale' | 'unknown';

/** Adds a place; false when its id is taken. An unknown parent throws (foreign key). */
export async function addPlace(db: Knex, place: PlaceInput): Promise<boolean> {
  const added = await db('location').insert(placeColumns(db, place)).onConflict('id').ignore().returning('id');
  return added.length === 1;
}

/** Changes a place as whoever saw this version of it wants it; the tree stays as it is. */
export async function changePlace(
  db: Knex,
  { parentId: _, ...place }: PlaceInput,
  version: number,
): Promise<ChangeOutcome> {
  const { id, parent_id, ...columns } = placeColumns(db, { ...place, parentId: null });
  const changed = await db('location').where({ id, version }).update(columns);
  if (changed === 1) return 'changed';
  return (await db('location').where({ id }).first('id')) === undefined ? 'unknown' : 'stale';
}
