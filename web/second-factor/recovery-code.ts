import { createHmac, randomInt } from 'node:crypto';

/** Letters and digits that nobody confuses. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 10;
const howMany = 10;

/** Fifty bits each: guessing is held up by the limit of the sign-in. "k7m2x-9qwer" */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: howMany }, () => {
    const signs = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
    return `${signs.slice(0, 5)}-${signs.slice(5)}`;
  });
}

/** As it rests in the database. Spaces, dashes and capitals do not matter. */
export function hashOfRecoveryCode(secret: string, userId: string, code: string): string {
  const plain = code.toLowerCase().replace(/[\s-]/g, '');
  return createHmac('sha256', secret)
    .update(JSON.stringify(['recovery code', userId, plain]))
    .digest('base64url');
}
