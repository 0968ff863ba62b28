import type { Knex } from 'knex';

/** Takes factor and recovery codes away. False: there was none. */
export async function removeSecondFactor(trx: Knex.Transaction, userId: string): Promise<boolean> {
  await trx('recovery_code').where({ user_id: userId }).delete();
  return (await trx('second_factor').where({ user_id: userId }).delete()) === 1;
}
