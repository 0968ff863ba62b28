import type { Knex } from 'knex';

/** Removes counts of sign-in attempts that mean nothing any more; answers how many. `now` in milliseconds. */
export async function deleteExpiredSignInAttempts(db: Knex, now: number): Promise<number> {
  return db('sign_in_attempt').where('expire', '<=', now).delete();
}
