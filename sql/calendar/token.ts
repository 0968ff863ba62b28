import { createHash, randomBytes } from 'node:crypto';

/** A secret for a link or a hold: 192 bits, safe in a URL. The database stores only `hashOf` it. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
