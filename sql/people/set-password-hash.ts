import type { Knex } from 'knex';

/** Gives a user a new password and ends their sessions, in case the old one was known to somebody. False: no such user. */
export async function setPasswordHash(db: Knex, userId: string, passwordHash: string): Promise<boolean> {
  return db.transaction(async (trx) => {
    const changed = await trx('app_user').where({ id: userId }).update({ password_hash: passwordHash });
    await trx('web_session').where({ user_id: userId }).delete();
    return changed === 1;
  });
}
