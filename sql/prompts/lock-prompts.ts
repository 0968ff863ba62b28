import type { Knex } from 'knex';
import { lockSpace, locks } from '../schema.ts';

/**
 * Until the transaction ends nobody else changes a prompt: whoever decides sees what the decision will stand on, so
 * that two people can not take away together what neither could alone.
 */
export async function lockPrompts(trx: Knex.Transaction): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(?, ?)', [lockSpace, locks.prompts]);
}
