import { createHmac } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id, with the library's parameters; they stand in the hash itself. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

export function isPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password);
}

/**
 * The sample's password of a user or phone: the same at each start, so that it can be said again, and another one in
 * each installation. Sixteen characters that can be read out.
 */
export function samplePassword(secret: string, name: string): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  const bytes = createHmac('sha256', secret).update(name).digest().subarray(0, 16);
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
}
