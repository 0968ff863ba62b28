import { createHmac } from 'node:crypto';
import type { Knex } from 'knex';
import { consumePoint, limiterIn } from './limiters.ts';

/**
 * How often a citizen's deed may be repeated (R4.7). A family behind one address, or a library, stays far below; a
 * program that collects slots or tries reference numbers does not.
 */
export const visitorRules = {
  /** Holding slots, by address: a point a slot. */
  hold: { points: 40, duration: 600 },
  /** Finished bookings by address. */
  book: { points: 30, duration: 3600 },
  /** Finished bookings by contact: one e-mail address or mobile. */
  bookByContact: { points: 8, duration: 24 * 3600 },
  /** Tries to find a visit by its reference, by address. */
  find: { points: 10, duration: 900, blockDuration: 900 },
  /** The same by reference, from wherever. */
  findByReference: { points: 10, duration: 3600, blockDuration: 3600 },
  /** The same by telephone keys, by the caller's number; who withholds theirs shares one count with all such callers. */
  findByCaller: { points: 10, duration: 900, blockDuration: 900 },
  findWithheld: { points: 60, duration: 900 },
  /** Cancelling, moving and the rest on a visit that somebody holds the link of, by address. */
  act: { points: 60, duration: 600 },
} as const;
export type VisitorDeed = keyof typeof visitorRules;

export type VisitorLimits = {
  /** Seconds to wait; null: may go on, and this try was counted. */
  take(deed: VisitorDeed, who: string): Promise<number | null>;
};

export function openVisitorLimits(db: Knex, secret: string): VisitorLimits {
  const deeds = Object.keys(visitorRules) as VisitorDeed[];
  const limiters = new Map(deeds.map((deed) => [deed, limiterIn(db, 'visitor_attempt', deed, visitorRules[deed])]));
  return {
    async take(deed, who) {
      const limiter = limiters.get(deed);
      if (limiter === undefined) throw new TypeError(`There is no limit for ${deed}.`);
      // Addresses and contacts are personal data; only their HMAC is kept.
      const key = createHmac('sha256', secret)
        .update(JSON.stringify(['visitor', deed, who]))
        .digest('base64url');
      return consumePoint(limiter, key);
    },
  };
}
