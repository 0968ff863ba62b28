import type { Knex } from 'knex';
import type { LocationId } from '../../engine/core/ids.ts';

/** A location and all below it; empty when there is no such location. */
export async function listSubtree(db: Knex, locationId: string): Promise<readonly LocationId[]> {
  const { rows } = await db.raw<{ rows: { id: LocationId }[] }>(
    `
    with recursive subtree as (
      select id from location where id = ?
      union
      select location.id from subtree join location on location.parent_id = subtree.id
    )
    select id from subtree order by id
    `,
    [locationId],
  );
  return rows.map((row) => row.id);
}
