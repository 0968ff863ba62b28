import type { Knex } from 'knex';

/** Forgets what waits for its first code; what is confirmed stays. */
export async function dropProposedFactor(db: Knex, userId: string): Promise<void> {
  await db('second_factor').where({ user_id: userId, secret: null }).delete();
  await db('second_factor').where({ user_id: userId }).update({ proposed_secret: null, proposed_at: null });
}
