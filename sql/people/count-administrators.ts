import type { Knex } from 'knex';
import { oneRow } from '../rows.ts';

/** How many people who can sign in may do everything everywhere. With none nobody could ever give a right again. */
export async function countAdministrators(db: Knex): Promise<number> {
  const { count } = await oneRow<{ count: number }>(
    db,
    `select count(*) as count
     from uenarocanje.role_grant
     join uenarocanje.app_user on app_user.id = role_grant.user_id
     where role = 'administrator' and location_id is null and disabled_at is null`,
  );
  return count;
}
