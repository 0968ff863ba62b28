import type { Knex } from 'knex';
import type { Outcome } from '../../engine/core/facts.ts';
import type { Instant } from '../../engine/core/ids.ts';
import { type CallListEntry, callListColumns } from './call-list-entry.ts';

/** Where a page ended: give it back to get the next one. */
export type CallPlace = { readonly startedAt: Instant; readonly id: string };

export type CallFilter = {
  /** Calls that began at or after this instant, and before `startedBefore`. */
  readonly startedFrom?: Instant;
  readonly startedBefore?: Instant;
  /** Calls in which this agent talked, with others or alone. */
  readonly agentId?: string;
  readonly callerNumber?: string;
  readonly outcome?: Outcome;
  readonly disposition?: string;
  readonly order?: 'newestFirst' | 'oldestFirst';
  readonly after?: CallPlace;
  readonly limit?: number;
};

/** A page of calls. It goes on from a place and not from a count, so that new calls neither shift nor slow it. */
export async function listCalls(db: Knex, filter: CallFilter = {}): Promise<readonly CallListEntry[]> {
  const { startedFrom, startedBefore, agentId, callerNumber, outcome, disposition, after } = filter;
  const newestFirst = (filter.order ?? 'newestFirst') === 'newestFirst';
  const direction = newestFirst ? 'desc' : 'asc';
  const query = db('call_list')
    .orderBy([
      { column: 'started_at', order: direction },
      { column: 'id', order: direction },
    ])
    .limit(filter.limit ?? 50);
  if (startedFrom !== undefined) query.where('started_at', '>=', new Date(startedFrom));
  if (startedBefore !== undefined) query.where('started_at', '<', new Date(startedBefore));
  if (agentId !== undefined)
    query.whereIn('id', (talked) => talked.select('call_id').from('call_talk').where({ agent_id: agentId }));
  if (callerNumber !== undefined) query.where({ caller_number: callerNumber });
  if (outcome !== undefined) query.where({ outcome });
  if (disposition !== undefined) query.where({ disposition });
  if (after !== undefined) {
    query.whereRaw(newestFirst ? '(started_at, id) < (?, ?)' : '(started_at, id) > (?, ?)', [
      new Date(after.startedAt),
      after.id,
    ]);
  }
  return query.select(callListColumns);
}
