import type { Knex } from 'knex';
import type { RoleGrant } from './roles.ts';

export type NewUser = {
  /** Sign-in name. It stands in journals and logs: let it not be a person's name. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly passwordHash: string;
  /** Who gave the password, when it was not its owner; `sample` is printed at each start. */
  readonly passwordBy?: 'another' | 'sample';
  readonly grants: readonly RoleGrant[];
};

/** Adds a user with roles; false when the sign-in name is taken. An unknown location throws (foreign key). */
export async function addUser(db: Knex, user: NewUser): Promise<boolean> {
  return db.transaction(async (trx) => {
    const added = await trx('app_user')
      .insert({
        id: user.id,
        name: user.name,
        email: user.email,
        password_hash: user.passwordHash,
        password_given: user.passwordBy === 'another',
        password_of_sample: user.passwordBy === 'sample',
      })
      .onConflict('id')
      .ignore()
      .returning('id');
    if (added.length === 0) return false;
    if (user.grants.length > 0) {
      await trx('role_grant').insert(
        user.grants.map(({ role, locationId }) => ({ user_id: user.id, role, location_id: locationId })),
      );
    }
    return true;
  });
}
