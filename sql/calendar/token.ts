import { createHash, randomBytes } from 'node:crypto';

/**
 * A secret for a link or a hold: 192 bits, safe in a URL. It ends in a letter or digit, since phones that make links of
 * the text of an SMS leave a "-" at the end out. The database stores only `hashOf` it.
 */
export function newToken(): string {
  const token = randomBytes(24).toString('base64url');
  return /[-_]$/.test(token) ? newToken() : token;
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
