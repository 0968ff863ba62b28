import type { Knex } from 'knex';
import type { Location } from './list-locations.ts';

/** Adds a location; false when its id is taken. An unknown parent throws (foreign key). */
export async function addLocation(
  db: Knex,
  { id, parentId, kind, name, address }: Omit<Location, 'depth'>,
): Promise<boolean> {
  const added = await db('location')
    .insert({ id, parent_id: parentId, kind, name, address })
    .onConflict('id')
    .ignore()
    .returning('id');
  return added.length === 1;
}
