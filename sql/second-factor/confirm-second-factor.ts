import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

export type Confirmed = {
  readonly userId: string;
  /** Exactly what was proposed and is confirmed now. */
  readonly secret: string;
  /** Whose code confirmed it: it is used. */
  readonly step: number;
  readonly now: Instant;
};

/** Makes what was proposed the user's second factor. False: meanwhile something else is proposed, or nothing. */
export async function confirmSecondFactor(db: Knex, { userId, secret, step, now }: Confirmed): Promise<boolean> {
  const confirmed = await db('second_factor')
    .where({ user_id: userId, proposed_secret: secret })
    .update({
      secret,
      confirmed_at: new Date(now),
      last_step: step,
      proposed_secret: null,
      proposed_at: null,
    });
  return confirmed === 1;
}
