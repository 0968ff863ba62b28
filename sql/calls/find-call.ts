import type { Knex } from 'knex';
import type { Cdr } from '../../engine/core/cdr.ts';
import { type CallListEntry, callListColumns } from './call-list-entry.ts';

export type CallRecord = CallListEntry & { readonly cdr: Cdr };

/** One call with its whole record, or null. */
export async function findCall(db: Knex, id: string): Promise<CallRecord | null> {
  const entry = await db('call_list').where({ id }).first<CallListEntry | undefined>(callListColumns);
  if (entry === undefined) return null;
  const { cdr } = await db('call').where({ id }).first<{ cdr: Cdr }>('cdr');
  return { ...entry, cdr };
}
