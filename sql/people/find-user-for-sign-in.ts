import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

export type SignInUser = {
  readonly id: string;
  readonly name: string;
  /** argon2id, as the hashing library writes it. */
  readonly passwordHash: string;
  readonly disabledAt: Instant | null;
};

/** The one user with this sign-in name, disabled ones too: whoever asks decides what to answer, in equal time. */
export async function findUserForSignIn(db: Knex, signInName: string): Promise<SignInUser | null> {
  const row = await db('app_user').where({ id: signInName }).first<SignInUser | undefined>({
    id: 'id',
    name: 'name',
    passwordHash: 'password_hash',
    disabledAt: 'disabled_at',
  });
  return row ?? null;
}
