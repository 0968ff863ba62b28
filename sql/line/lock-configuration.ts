import type { Knex } from 'knex';
import { lockSpace, locks } from '../schema.ts';

/**
 * Until the transaction ends nobody else changes what the line is configured with through a page or a command: two
 * changes of which each fits by itself could not fit together.
 */
export async function lockConfiguration(trx: Knex.Transaction): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(?, ?)', [lockSpace, locks.configuration]);
}
