import type { Knex } from 'knex';
import type { OverflowRule } from '../../engine/core/overflow.ts';

/** A queue's rules of overflow in their order, and how often the queue was changed. */
export type QueueOverflow = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly rules: readonly OverflowRule[];
};

export async function listOverflow(db: Knex): Promise<readonly QueueOverflow[]> {
  const { rows } = await db.raw<{ rows: QueueOverflow[] }>(
    'select id, name, version, overflow as rules from queue order by name collate "sl-x-icu", id',
  );
  return rows;
}
