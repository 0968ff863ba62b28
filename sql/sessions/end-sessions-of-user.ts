import type { Knex } from 'knex';

/** Signs a user out everywhere; answers how many sessions ended. */
export async function endSessionsOfUser(db: Knex, userId: string): Promise<number> {
  return db('web_session').where({ user_id: userId }).delete();
}
