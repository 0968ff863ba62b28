import type { Knex } from 'knex';
import type { CallListEntry } from './call-list-entry.ts';
import { listCalls } from './list-calls.ts';

/** The calls that an agent answered last, the newest first. */
export async function recentCallsOfAgent(db: Knex, agentId: string, limit = 10): Promise<readonly CallListEntry[]> {
  return listCalls(db, { agentId, limit });
}
