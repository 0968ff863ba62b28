import { openText, sealText } from '../desk/sealed-text.ts';

/** Bound to its purpose and its owner: what was sealed for somebody else, or for something else, does not open. */
const ownerOf = (userId: string): string => `second factor of ${userId}`;

export const sealSecret = (sessionSecret: string, userId: string, secret: string): string =>
  sealText(sessionSecret, ownerOf(userId), secret);

/**
 * A secret that waits for its first code opens only in the session that it was shown to: somebody else who knows the
 * password, and was there first, does not get to know what the owner confirms.
 */
const seenBy = (userId: string, sessionId: string): string => `second factor shown to ${userId} in ${sessionId}`;

export const sealProposal = (sessionSecret: string, userId: string, sessionId: string, secret: string): string =>
  sealText(sessionSecret, seenBy(userId, sessionId), secret);

export const openProposal = (sessionSecret: string, userId: string, sessionId: string, sealed: string): string | null =>
  openText(sessionSecret, seenBy(userId, sessionId), sealed);

/** Null: sealed by an installation whose secret was another one. */
export const openSecret = (sessionSecret: string, userId: string, sealed: string): string | null =>
  openText(sessionSecret, ownerOf(userId), sealed);
