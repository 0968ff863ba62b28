import type { Knex } from 'knex';
import type { Instant, PhoneUser } from '../../engine/core/ids.ts';
import type { RoleGrant } from './roles.ts';

export type User = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly disabledAt: Instant | null;
  readonly grants: readonly RoleGrant[];
  /** The phone of an agent; null for somebody who takes no calls. */
  readonly phone: PhoneUser | null;
};

/** A user with what was granted to them, or null. */
export async function readUser(db: Knex, id: string): Promise<User | null> {
  const [user] = await readUsers(db, { id });
  return user ?? null;
}

/** All users in Slovene order of their names; those who are disabled come last. */
export async function listUsers(db: Knex): Promise<readonly User[]> {
  return readUsers(db, { id: null });
}

async function readUsers(db: Knex, { id }: { id: string | null }): Promise<readonly User[]> {
  const { rows } = await db.raw<{ rows: User[] }>(
    `
    select
      app_user.id,
      app_user.name,
      app_user.email,
      app_user.disabled_at as "disabledAt",
      (
        select coalesce(jsonb_agg(jsonb_build_object('role', role, 'locationId', location_id) order by role, location_id), '[]')
        from role_grant
        where user_id = app_user.id
      ) as grants,
      agent.phone_username as phone
    from app_user
    left join agent on agent.id = app_user.id
    where :id::text is null or app_user.id = :id
    order by (app_user.disabled_at is not null), app_user.name collate "sl-x-icu", app_user.id
    `,
    { id },
  );
  return rows;
}
