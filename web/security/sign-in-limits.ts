import { createHmac } from 'node:crypto';
import type { Knex } from 'knex';
import { consumePoint, limiterIn } from './limiters.ts';

/**
 * How often a password may be guessed (R9.4). A point is taken before the password is looked at, so that a thousand
 * guesses at the same time are no more than one after the other; a right password gives the user's points back.
 * The counts stand in the database: a restart forgets nothing, and all web processes count together.
 */
export type SignInLimits = {
  /** Seconds to wait; null: may try now, and this try was counted. */
  take(user: string, address: string): Promise<number | null>;
  forgive(user: string, address: string): Promise<void>;
  /** The same for codes of the second factor. A right password gives none of these back. */
  takeCode(user: string): Promise<number | null>;
  forgiveCode(user: string): Promise<void>;
};

const quarterHour = 15 * 60;

export const signInRules = {
  /** Somebody who forgot their password. */
  userAndAddress: { points: 5, duration: quarterHour, blockDuration: quarterHour },
  /** One address that tries many users; an office shares one. */
  address: { points: 50, duration: quarterHour, blockDuration: quarterHour },
  /** Many addresses that try one user. */
  user: { points: 30, duration: 3600, blockDuration: quarterHour },
  /** Codes of one user, from wherever: who guesses them has the password already. */
  code: { points: 5, duration: quarterHour, blockDuration: quarterHour },
} as const;

export function openSignInLimits(db: Knex, secret: string): SignInLimits {
  const limiterOf = (rule: keyof typeof signInRules) => limiterIn(db, 'sign_in_attempt', rule, signInRules[rule]);
  const limiters = {
    userAndAddress: limiterOf('userAndAddress'),
    address: limiterOf('address'),
    user: limiterOf('user'),
    code: limiterOf('code'),
  };
  // Names and addresses are personal data; only their HMAC is kept.
  const keyOf = (...parts: readonly string[]): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['sign-in', ...parts]))
      .digest('base64url');
  return {
    async take(user, address) {
      const waits = [
        await consumePoint(limiters.userAndAddress, keyOf(user, address)),
        await consumePoint(limiters.address, keyOf(address)),
        await consumePoint(limiters.user, keyOf(user)),
      ].filter((wait) => wait !== null);
      return waits.length === 0 ? null : Math.max(...waits);
    },
    async forgive(user, address) {
      await Promise.all([
        limiters.userAndAddress.delete(keyOf(user, address)),
        limiters.user.delete(keyOf(user)),
        limiters.address.reward(keyOf(address)),
      ]);
    },
    takeCode: (user) => consumePoint(limiters.code, keyOf('code', user)),
    async forgiveCode(user) {
      await limiters.code.delete(keyOf('code', user));
    },
  };
}
