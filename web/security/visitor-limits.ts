import { createHmac } from 'node:crypto';
import type { Knex } from 'knex';
import { type Counted, type PointsAsked, takePoints } from '../../sql/web/take-points.ts';
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
  /** What a citizen is told of by a message each time, as a move or a place on the waiting list, by contact. */
  changeByContact: { points: 10, duration: 24 * 3600 },
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

/** Those whose limit only counts, and blocks nobody for longer. */
export type PlainDeed = 'hold' | 'book' | 'bookByContact' | 'changeByContact';
/** `points`: one, when nothing is said. */
type Asked<Deed> = { readonly deed: Deed; readonly who: string; readonly points?: number };
export type Limited<Deed> = Asked<Deed> & { readonly wait: number };

export type VisitorLimits = {
  /** Seconds to wait; null: may go on, and this try was counted. */
  take(deed: VisitorDeed, who: string): Promise<number | null>;
  /** Several by one statement, all counted; the first that has to wait, null: none has. */
  takeAll<Deed extends PlainDeed>(asked: readonly Asked<Deed>[]): Promise<Limited<Deed> | null>;
  /** What a statement that counts by itself needs (take-points.ts), and what its answer means. */
  pointsOf(asked: Asked<PlainDeed>): PointsAsked;
  judge<Deed extends PlainDeed>(
    asked: readonly Asked<Deed>[],
    counted: readonly Counted[],
    now: number,
  ): Limited<Deed> | null;
};

export function openVisitorLimits(db: Knex, secret: string): VisitorLimits {
  const deeds = Object.keys(visitorRules) as VisitorDeed[];
  const limiters = new Map(deeds.map((deed) => [deed, limiterIn(db, 'visitor_attempt', deed, visitorRules[deed])]));
  // Addresses and contacts are personal data; only their HMAC is kept.
  const keyOf = ({ deed, who }: Asked<VisitorDeed>): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['visitor', deed, who]))
      .digest('base64url');
  return {
    async take(deed, who) {
      const limiter = limiters.get(deed);
      if (limiter === undefined) throw new TypeError(`There is no limit for ${deed}.`);
      return consumePoint(limiter, keyOf({ deed, who }));
    },
    async takeAll(asked) {
      const now = Date.now();
      return judge(asked, await takePoints(db, asked.map(pointsOf), now), now);
    },
    pointsOf,
    judge,
  };

  // The name of a deed stands before its key, as the limiter writes it.
  function pointsOf({ points = 1, ...asked }: Asked<PlainDeed>): PointsAsked {
    const { points: most, duration: seconds } = visitorRules[asked.deed];
    return { key: `${asked.deed}:${keyOf(asked)}`, seconds, most, points };
  }

  function judge<Deed extends PlainDeed>(
    asked: readonly Asked<Deed>[],
    counted: readonly Counted[],
    now: number,
  ): Limited<Deed> | null {
    for (const each of asked) {
      const { key, most } = pointsOf(each);
      const { points = 0, expire = now } = counted.find((row) => row.key === key) ?? {};
      if (points > most) return { ...each, wait: Math.ceil(Math.max(expire - now, 0) / 1000) };
    }
    return null;
  }
}
