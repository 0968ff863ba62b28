import type { Knex } from 'knex';
import type { Role } from './roles.ts';

/** A role and where it holds; `locationIds` lists the granted location and all below it, and is empty for everywhere. */
export type ResolvedGrant = {
  readonly role: Role;
  readonly everywhere: boolean;
  readonly locationIds: readonly string[];
};

/** What a user may be and where (R3.4), each role once. A disabled user has nothing. */
export async function readGrants(db: Knex, userId: string): Promise<readonly ResolvedGrant[]> {
  const { rows } = await db.raw<{ rows: ResolvedGrant[] }>(
    `
    with recursive granted (role, location_id) as (
      select role, location_id
      from role_grant
      join app_user on app_user.id = role_grant.user_id
      where user_id = ? and disabled_at is null
      union
      select granted.role, location.id
      from granted
      join location on location.parent_id = granted.location_id
    )
    select
      role,
      bool_or(location_id is null) as everywhere,
      case when bool_or(location_id is null) then '[]' else jsonb_agg(location_id order by location_id) end as "locationIds"
    from granted
    group by role
    order by role
    `,
    [userId],
  );
  return rows;
}
