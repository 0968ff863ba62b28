import type { Knex } from 'knex';
import type { CallListEntry } from './call-list-entry.ts';
import { type CallFilter, listCalls } from './list-calls.ts';

export type CallPeriod = Omit<CallFilter, 'order' | 'after' | 'limit'>;

const pageSize = 1000;

/**
 * All calls of a filter, the oldest first, a page in memory at a time. Between pages it holds no connection, so
 * that a reader who takes an hour over a download takes nothing from anybody; a cursor would.
 */
export async function* streamCalls(db: Knex, period: CallPeriod): AsyncGenerator<CallListEntry, void, undefined> {
  let filter: CallFilter = { ...period, order: 'oldestFirst', limit: pageSize };
  while (true) {
    const page = await listCalls(db, filter);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    filter = { ...filter, after: { startedAt: last.startedAt, id: last.id } };
  }
}
