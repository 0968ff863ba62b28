import { verify } from '@node-rs/argon2';
import { findUserForSignIn } from '../../sql/people/find-user-for-sign-in.ts';
import type { Room, WebContext } from '../context.ts';
import { addressKey } from '../security/address-key.ts';

/**
 * Whether this is the password of whoever is signed in, asked before something that a screen left open must not allow.
 * Guesses are counted with the sign-ins; a number is the seconds to wait.
 */
export async function provePassword(
  ctx: WebContext,
  { db, signInLimits }: Pick<Room, 'db' | 'signInLimits'>,
  userId: string,
  password: string,
): Promise<boolean | number> {
  const wait = await signInLimits.take(userId, addressKey(ctx.ip));
  if (wait !== null) return wait;
  const user = await findUserForSignIn(db, userId);
  const right = user !== null && (await verify(user.passwordHash, password).catch(() => false));
  if (right) await signInLimits.forgive(userId, addressKey(ctx.ip));
  return right;
}
