import type { Knex } from 'knex';
import type { LocationId } from '../../engine/core/ids.ts';

export type Location = {
  readonly id: LocationId;
  readonly parentId: LocationId | null;
  readonly kind: 'ue' | 'krajevniUrad';
  readonly name: string;
  readonly address: string;
  /** 0 for one without a parent. */
  readonly depth: number;
};

/** The tree of locations (R3.1) from its top: each parent before its children, siblings in Slovene order. */
export async function listLocations(db: Knex): Promise<readonly Location[]> {
  const { rows } = await db.raw<{ rows: Location[] }>(`
    with recursive tree as (
      select id, parent_id, kind, name, address, 0 as depth, array[name collate "sl-x-icu", id] as path
      from location
      where parent_id is null
      union all
      select child.id, child.parent_id, child.kind, child.name, child.address, tree.depth + 1, tree.path || array[child.name, child.id]
      from tree
      join location as child on child.parent_id = tree.id
    )
    select id, parent_id as "parentId", kind, name, address, depth from tree order by path
  `);
  return rows;
}
