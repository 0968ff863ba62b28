import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { eraseInCallbacks, eraseInCalls, eraseInEvents, eraseInMessages } from './without-person.ts';

/** How many rows one transaction changes: short enough to be in nobody's way. */
const batchSize = 2000;

/**
 * Takes out of everything older than the instant who called and what was noted about them (R9.3): columns, records
 * and the journal's events and facts. What is counted stays as it is. It goes on where it was interrupted, and
 * answers how many calls, callbacks, events and voice messages it changed now. A callback that is still owed keeps its
 * number.
 */
export async function eraseCallers(
  db: Knex,
  before: Instant,
  now: Instant,
): Promise<{ calls: number; callbacks: number; events: number; messages: number }> {
  return {
    calls: await repeat(db, eraseInCalls(oldCalls), { before: new Date(before), now: new Date(now), batchSize }),
    callbacks: await repeat(db, eraseInCallbacks(oldCallbacks), {
      before: new Date(before),
      now: new Date(now),
      batchSize,
    }),
    events: await repeat(db, eraseInEvents(oldEvents), { before: new Date(before), batchSize }),
    messages: await repeat(db, eraseInMessages(oldMessages), { before: new Date(before), batchSize }),
  };
}

async function repeat(db: Knex, sql: string, bindings: Readonly<Record<string, Date | number>>): Promise<number> {
  let sum = 0;
  while (true) {
    const { rowCount } = await db.raw<{ rowCount: number }>(sql, bindings);
    sum += rowCount;
    if (rowCount < batchSize) return sum;
  }
}

const oldCalls = `
  select id from call where person_erased_at is null and started_at < :before order by started_at limit :batchSize
`;
const oldCallbacks = `
  select id from callback
  where person_erased_at is null and closed_at is not null and asked_at < :before order by asked_at limit :batchSize
`;
const oldEvents = `
  select sequence from journal_event where personal and at < :before order by at limit :batchSize
`;
const oldMessages = `
  select id from voice_message where notes <> '' and left_at < :before order by left_at limit :batchSize
`;
