import type { Knex } from 'knex';
import type { IRateLimiterPostgresOptions } from 'rate-limiter-flexible';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { schema } from '../../sql/schema.ts';

export type LimitRule = { readonly points: number; readonly duration: number; readonly blockDuration?: number };

/** A limiter whose counts stand in the database: a restart forgets nothing, all web processes count together. */
export function limiterIn(db: Knex, tableName: string, keyPrefix: string, rule: LimitRule): RateLimiterPostgres {
  const options: IRateLimiterPostgresOptions = {
    ...rule,
    keyPrefix,
    storeClient: db,
    storeType: 'knex',
    schemaName: schema,
    tableName,
    tableCreated: true,
    clearExpiredByTimeout: false,
    // Without the database nothing can be done anyway; the count goes on for the moment it is back.
    insuranceLimiter: new RateLimiterMemory({ ...rule, keyPrefix }),
  };
  return new RateLimiterPostgres(options);
}

/** Seconds to wait; null: there was a point left, and it was taken. */
export async function consumePoint(limiter: RateLimiterPostgres, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000);
    throw refusal;
  }
}
