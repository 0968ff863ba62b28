import type { Knex } from 'knex';
import { lockSpace, locks } from '../schema.ts';

/**
 * Whoever changes people or their rights does so alone until the transaction ends: what was asked before the change
 * (who may do it, whether an administrator is left) still holds when it is written.
 */
export async function lockPeople(trx: Knex.Transaction): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(?, ?)', [lockSpace, locks.people]);
}
