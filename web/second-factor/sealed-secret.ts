import { openText, sealText } from '../desk/sealed-text.ts';

/** Bound to its purpose and its owner: what was sealed for somebody else, or for something else, does not open. */
const ownerOf = (userId: string): string => `second factor of ${userId}`;

export const sealSecret = (sessionSecret: string, userId: string, secret: string): string =>
  sealText(sessionSecret, ownerOf(userId), secret);

/** Null: sealed by an installation whose secret was another one. */
export const openSecret = (sessionSecret: string, userId: string, sealed: string): string | null =>
  openText(sessionSecret, ownerOf(userId), sealed);
