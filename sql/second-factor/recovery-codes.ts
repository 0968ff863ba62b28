import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

/** New recovery codes instead of all that there were. */
export async function replaceRecoveryCodes(
  trx: Knex.Transaction,
  userId: string,
  hashes: readonly string[],
): Promise<void> {
  await trx('recovery_code').where({ user_id: userId }).delete();
  await trx('recovery_code').insert(hashes.map((hash) => ({ user_id: userId, code_hash: hash })));
}

/** Uses a code up. False: there is no such one, or it was used. */
export async function useRecoveryCode(db: Knex, userId: string, hash: string, now: Instant): Promise<boolean> {
  const used = await db('recovery_code')
    .where({ user_id: userId, code_hash: hash, used_at: null })
    .update({ used_at: new Date(now) });
  return used === 1;
}
