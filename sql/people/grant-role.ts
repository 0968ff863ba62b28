import type { Knex } from 'knex';
import type { RoleGrant } from './roles.ts';

/** Grants a role for a location and all below it (null: everywhere). False when the user has exactly this already. */
export async function grantRole(db: Knex, userId: string, { role, locationId }: RoleGrant): Promise<boolean> {
  const granted = await db('role_grant')
    .insert({ user_id: userId, role, location_id: locationId })
    .onConflict(['user_id', 'role', 'location_id'])
    .ignore()
    .returning('role');
  return granted.length === 1;
}

/** Takes exactly this grant back. False when there was none. */
export async function revokeRole(db: Knex, userId: string, { role, locationId }: RoleGrant): Promise<boolean> {
  return (await db('role_grant').where({ user_id: userId, role, location_id: locationId }).delete()) === 1;
}
