import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

export type Confirmed = {
  readonly userId: string;
  /** Exactly what was proposed, sealed for the session that saw it. */
  readonly proposed: string;
  /** The same secret, sealed for good. */
  readonly secret: string;
  /** Whose code confirmed it: it is used. */
  readonly step: number;
  readonly now: Instant;
};

/** Makes what was proposed the user's second factor. False: meanwhile something else is proposed, or nothing. */
export async function confirmSecondFactor(
  db: Knex,
  { userId, proposed, secret, step, now }: Confirmed,
): Promise<boolean> {
  const confirmed = await db('second_factor')
    .where({ user_id: userId, proposed_secret: proposed })
    .update({
      secret,
      confirmed_at: new Date(now),
      last_step: step,
      proposed_secret: null,
      proposed_at: null,
    });
  return confirmed === 1;
}
