import type { WebContext } from '../context.ts';

/** A form as somebody typed it, each field once; it comes back to the page whatever was wrong with it. */
export type Typed = Readonly<Record<string, string>>;

/** What is wrong, a sentence a field, in the order of the fields: the first of them gets the focus. */
export type Problems = Readonly<Record<string, string>>;

export const noProblems: Problems = {};
export const anyProblem = (problems: Problems): boolean => Object.keys(problems).length > 0;

/** A field that is not there, or there twice, is empty. Browsers send line ends as CRLF. */
export function readTyped(ctx: WebContext): Typed {
  const body: unknown = ctx.request.body;
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries(
    fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.replaceAll('\r\n', '\n')]] : [])),
  );
}

export const ticked = (typed: Typed, name: string): boolean => typed[name] === 'da';

/** One line, one space between words, nothing that is not seen. */
export const lineOf = (typed: Typed, name: string): string =>
  (typed[name] ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/** Several lines; nothing that is not seen. */
export const textOf = (typed: Typed, name: string): string =>
  (typed[name] ?? '').replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === '\n' ? sign : ' ')).trim();

/** A whole number between two, both inclusive; null: something else was typed. */
export function wholeOf(typed: Typed, name: string, [least, most]: readonly [number, number]): number | null {
  const text = lineOf(typed, name);
  if (!/^\d{1,9}$/.test(text)) return null;
  const value = Number(text);
  return value < least || value > most ? null : value;
}

/** The version of what the form showed; 0, which nothing has, where the field says none: then it is stale. */
export const versionOf = (typed: Typed): number => wholeOf(typed, 'razlicica', [0, 999_999_999]) ?? 0;

/** A day as the field of a browser sends it, "2026-11-23"; null: no such day. */
export function dayOf(typed: Typed, name: string): string | null {
  const text = lineOf(typed, name);
  const [, day, month, year] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text) ?? [];
  const iso = year === undefined ? text : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  if (!/^20\d\d-\d\d-\d\d$/.test(iso)) return null;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null;
}

/** A time of day, "8:00", "8.00" or "08:00" as "08:00"; `to` may be "24:00". Null: no such time. */
export function timeOf(typed: Typed, name: string): string | null {
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:.](\d{2})$/.exec(lineOf(typed, name)) ?? [];
  if (hours === '' || Number(minutes) > 59 || Number(hours) * 60 + Number(minutes) > 24 * 60) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
