import type { Knex } from 'knex';

/**
 * Gives a user a new password and ends their sessions, in case the old one was known to somebody. `given`: by somebody
 * else, so that its owner has to choose another one at the next sign-in. False: no such user.
 */
export async function setPasswordHash(
  db: Knex,
  userId: string,
  passwordHash: string,
  { given = false }: { readonly given?: boolean } = {},
): Promise<boolean> {
  return db.transaction(async (trx) => {
    const changed = await trx('app_user').where({ id: userId }).update({
      password_hash: passwordHash,
      password_given: given,
      password_of_sample: false,
    });
    await trx('web_session').where({ user_id: userId }).delete();
    return changed === 1;
  });
}
