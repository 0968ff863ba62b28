import { randomBytes } from 'node:crypto';

/**
 * The name of what somebody is about to book. It stands in addresses and forms, so that going back, a second tab and
 * a repeated POST speak of the same thing; it opens nothing by itself, because the secret of the hold is made of it
 * and of this browser's cookie.
 */
const form = /^[\w-]{12}(\.\d{1,3})?$/;

export const newSubmission = (): string => randomBytes(9).toString('base64url');

export const isSubmission = (text: string): boolean => form.test(text);

/**
 * What follows one that is too old to go on with. It is always the same one, so that an old form that is sent twice
 * is still one booking.
 */
export function nextSubmission(submission: string): string {
  const [name = '', count = '0'] = submission.split('.');
  return `${name}.${Number(count) + 1}`;
}

/** The names that a name follows, the nearest first. */
export function earlierSubmissions(submission: string): readonly string[] {
  const [name = '', count = '0'] = submission.split('.');
  return Array.from({ length: Number(count) }, (_, index) => {
    const number = Number(count) - 1 - index;
    return number === 0 ? name : `${name}.${number}`;
  });
}
