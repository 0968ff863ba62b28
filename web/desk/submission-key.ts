import { createHmac } from 'node:crypto';
import type { Room } from '../context.ts';
import type { SignedInUser } from '../may.ts';

/** The secret of a hold that staff makes. It is made of its name and of who made it, so that nobody else's name opens it. */
export const submissionKey = (
  { sessionSecret }: Pick<Room, 'sessionSecret'>,
  { id }: Pick<SignedInUser, 'id'>,
  name: string,
): string =>
  createHmac('sha256', sessionSecret)
    .update(JSON.stringify(['desk', id, name]))
    .digest('base64url');
