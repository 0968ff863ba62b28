import type { Knex } from 'knex';
import { hotRows } from '../rows.ts';

/** What is counted: so many points (one, when nothing is said) for a key, which begins anew after so many seconds. */
export type PointsAsked = {
  readonly key: string;
  readonly seconds: number;
  readonly points?: number;
  /** More than these are refused. */
  readonly most: number;
};

export type Counted = {
  readonly key: string;
  /** With these; more than `most`: refused. */
  readonly points: number;
  /** Milliseconds since 1970: when it begins anew. */
  readonly expire: number;
};

/**
 * Counts points for each key, all by one statement, as rate-limiter-flexible counts them in the same table: what is
 * asked together on each booking costs one way to the database.
 */
export async function takePoints(db: Knex, asked: readonly PointsAsked[], now: number): Promise<readonly Counted[]> {
  return hotRows<Counted>(db, countedPoints('true'), pointValues(asked, now));
}

/** Whether one of them is above its limit. */
export const isAbove = (asked: readonly PointsAsked[], counted: readonly Counted[]): boolean =>
  asked.some(({ key, most }) => counted.some((row) => row.key === key && row.points > most));

/**
 * SQL that counts, for one statement with what is done within the limit; `condition` is SQL of ours. In one order, so
 * that two who count the same never lock each other out.
 */
export const countedPoints = (condition: string): string => `
  insert into visitor_attempt as counted (key, points, expire)
  select key, points, :countedAt + seconds * 1000
  from unnest(cast(:keys as text[]), cast(:points as integer[]), cast(:seconds as bigint[])) as asked (key, points, seconds)
  where ${condition}
  order by key
  on conflict (key) do update set
    points = case when counted.expire <= :countedAt then excluded.points else counted.points + excluded.points end,
    expire = case when counted.expire <= :countedAt then excluded.expire else counted.expire end
  returning key, points, expire`;

export const pointValues = (asked: readonly PointsAsked[], now: number) => ({
  keys: asked.map(({ key }) => key),
  points: asked.map(({ points = 1 }) => points),
  seconds: asked.map(({ seconds }) => seconds),
  countedAt: now,
});
