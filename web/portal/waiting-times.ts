import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { firstFreeOfAll, type ServiceWait } from '../../sql/calendar/first-free-of-all.ts';

/** So long is one answer good enough for everybody who looks at the board. */
export const keptSeconds = 30;

type Kept = { readonly at: Instant; readonly answer: Promise<readonly ServiceWait[]> };

const kept = new WeakMap<Knex, Kept>();

/**
 * First free times of all services at all places, asked once in a while however many look. What failed is not kept.
 * Answers when it was asked, too.
 */
export async function waitingTimes(
  db: Knex,
  now: Instant,
): Promise<{ readonly at: Instant; readonly waits: readonly ServiceWait[] }> {
  const before = kept.get(db);
  if (before !== undefined && now - before.at < keptSeconds * 1000 && now >= before.at)
    return { at: before.at, waits: await before.answer };
  const answer = firstFreeOfAll(db, { channel: 'web', now });
  const asked: Kept = { at: now, answer };
  kept.set(db, asked);
  try {
    return { at: now, waits: await answer };
  } catch (error) {
    if (kept.get(db) === asked) kept.delete(db);
    throw error;
  }
}
