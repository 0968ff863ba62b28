import type { Knex } from 'knex';
import { hotRows } from '../rows.ts';

export type Counted = {
  readonly key: string;
  /** With this one; more than the rule gives: refused. */
  readonly points: number;
  /** Milliseconds since 1970: when it begins anew. */
  readonly expire: number;
};

/**
 * Counts one point for each key, all by one statement, as rate-limiter-flexible counts them in the same table: what is
 * asked together on each booking costs one way to the database. In one order, so that two who count the same never lock
 * each other out.
 */
export async function takePoints(
  db: Knex,
  asked: readonly { readonly key: string; readonly seconds: number }[],
  now: number,
): Promise<readonly Counted[]> {
  return hotRows<Counted>(
    db,
    `insert into visitor_attempt as counted (key, points, expire)
     select key, 1, :now + seconds * 1000
     from unnest(cast(:keys as text[]), cast(:seconds as bigint[])) as asked (key, seconds)
     order by key
     on conflict (key) do update set
       points = case when counted.expire <= :now then 1 else counted.points + 1 end,
       expire = case when counted.expire <= :now then excluded.expire else counted.expire end
     returning key, points, expire`,
    { keys: asked.map(({ key }) => key), seconds: asked.map(({ seconds }) => seconds), now },
  );
}
