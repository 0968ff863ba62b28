import type { Knex } from 'knex';

/** Another name or e-mail address; the sign-in name stays, because journals and logs speak of it. False: no such user. */
export async function changeUser(
  db: Knex,
  id: string,
  { name, email }: { readonly name: string; readonly email: string | null },
): Promise<boolean> {
  return (await db('app_user').where({ id }).update({ name, email })) === 1;
}
