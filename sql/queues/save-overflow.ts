import type { Knex } from 'knex';
import type { OverflowRule } from '../../engine/core/overflow.ts';
import { jsonText } from '../json-text.ts';

/** Replaces a queue's rules. False: somebody changed the queue since `version`. */
export async function saveOverflow(
  db: Knex,
  queueId: string,
  version: number,
  rules: readonly OverflowRule[],
): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    'update queue set overflow = ?::jsonb where id = ? and version = ?',
    [jsonText(rules), queueId, version],
  );
  return rowCount === 1;
}
