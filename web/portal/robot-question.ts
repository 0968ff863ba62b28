import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

/**
 * The question that a form-filling robot stumbles over (R4.7): a sum in words of the page's language. It needs no
 * picture, no script and nobody else, and a screen reader reads it like any text. The token ties the question to one
 * form and to its time; it does not hold the answer, and only we can sign it.
 *
 * Whoever writes a robot for this very form will pass: against those stand the limits. It stops the ones that fill
 * whatever they find.
 */
export type RobotQuestion = { readonly one: number; readonly other: number; readonly token: string };

export type RobotVerdict = 'right' | 'wrong' | 'missing' | 'expired' | 'tooFast' | 'trapped';

/** A page may stay open over lunch, not until next week. */
const longestMs = 4 * 3_600_000;
/** Nobody reads, fills and sends a form faster. */
const shortestMs = 1500;

type Asked = { readonly secret: string; readonly form: string; readonly now: number };

export function askRobotQuestion({ secret, form, now }: Asked): RobotQuestion {
  const one = randomInt(2, 11);
  const other = randomInt(2, 10);
  return { one, other, token: `${one}.${other}.${now}.${signatureOf(secret, form, one, other, now)}` };
}

/** `trap` is a field that people do not see. */
export function judgeAnswer(
  { secret, form, now }: Asked,
  given: { readonly token: string; readonly answer: string; readonly trap: string },
): RobotVerdict {
  if (given.trap !== '') return 'trapped';
  const [, one = '', other = '', at = '', signature = ''] =
    /^(\d{1,2})\.(\d{1,2})\.(\d{1,15})\.([\w-]+)$/.exec(given.token) ?? [];
  const expected = signatureOf(secret, form, Number(one), Number(other), Number(at));
  const [a, b] = [Buffer.from(signature), Buffer.from(expected)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) return 'expired';
  const age = now - Number(at);
  if (age < 0 || age > longestMs) return 'expired';
  if (given.answer.trim() === '') return 'missing';
  if (Number(given.answer.trim()) !== Number(one) + Number(other)) return 'wrong';
  return age < shortestMs ? 'tooFast' : 'right';
}

/**
 * The same question again, for a form that comes back for another reason, with what was answered; null: a new one is to
 * be asked, because the answer was wrong, or the question is none of ours or too old. `nextForm` may be another form.
 */
export function askAgain(
  { secret, form, now }: Asked,
  given: { readonly token: string; readonly answer: string },
  nextForm: string,
): { readonly question: RobotQuestion; readonly answer: string } | null {
  const verdict = judgeAnswer({ secret, form, now }, { ...given, trap: '' });
  if (verdict === 'wrong' || verdict === 'expired') return null;
  const [one = 0, other = 0, at = 0] = given.token.split('.').map(Number);
  const token = `${one}.${other}.${at}.${signatureOf(secret, nextForm, one, other, at)}`;
  return { question: { one, other, token }, answer: given.answer.trim() };
}

function signatureOf(secret: string, form: string, one: number, other: number, at: number): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['robot-question', form, one, other, at]))
    .digest('base64url');
}
