import type { Knex } from 'knex';

/** Who has confirmed a second factor. */
export async function listFactorHolders(db: Knex): Promise<ReadonlySet<string>> {
  return new Set(await db('second_factor').whereNotNull('secret').pluck<string[]>('user_id'));
}
