import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

/** Removes what nobody can use any more; answers how many. */
export async function deleteExpiredSessions(db: Knex, now: Instant): Promise<number> {
  return db('web_session').where('expires_at', '<=', new Date(now)).delete();
}
