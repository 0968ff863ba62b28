import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

/** A sealed secret that waits for its first code; one that is confirmed stays good until then. */
export async function proposeSecondFactor(db: Knex, userId: string, secret: string, now: Instant): Promise<void> {
  const proposed = { proposed_secret: secret, proposed_at: new Date(now) };
  await db('second_factor')
    .insert({ user_id: userId, ...proposed })
    .onConflict('user_id')
    .merge(proposed);
}
