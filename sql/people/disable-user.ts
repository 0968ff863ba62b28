import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

/** From now on the user can not sign in and takes no calls; open sessions end. False: no such user, or disabled before. */
export async function disableUser(db: Knex, userId: string, at: Instant): Promise<boolean> {
  return db.transaction(async (trx) => {
    const changed = await trx('app_user')
      .where({ id: userId, disabled_at: null })
      .update({ disabled_at: new Date(at) });
    await trx('web_session').where({ user_id: userId }).delete();
    return changed === 1;
  });
}

/** Takes `disableUser` back. False: no such user, or not disabled. */
export async function enableUser(db: Knex, userId: string): Promise<boolean> {
  return (await db('app_user').where({ id: userId }).whereNotNull('disabled_at').update({ disabled_at: null })) === 1;
}
