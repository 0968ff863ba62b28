import type { Knex } from 'knex';

/** Removes counts of citizens' tries that mean nothing any more; answers how many. `now` in milliseconds. */
export async function deleteExpiredVisitorAttempts(db: Knex, now: number): Promise<number> {
  return db('visitor_attempt').where('expire', '<=', now).delete();
}
