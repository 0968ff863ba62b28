import type { Knex } from 'knex';

/** The queues by name, for a choice. */
export function listQueues(db: Knex): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db('queue').orderBy('name').select<{ id: string; name: string }[]>('id', 'name');
}
