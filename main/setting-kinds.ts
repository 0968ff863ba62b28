import { isIP } from 'node:net';
import { z } from 'zod';

/** What a setting is, and the kinds of values that settings have. */
export type Setting<T> = {
  readonly fallback: string;
  readonly expected: string;
  readonly doc: string;
  readonly schema: z.ZodType<T, string>;
};

export const setting = <T>(
  fallback: string,
  expected: string,
  doc: string,
  schema: z.ZodType<T, string>,
): Setting<T> => ({
  fallback,
  expected,
  doc,
  schema,
});

export const folder = z.string().min(1);
export const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(65535));
export const host = z.string().regex(/^[A-Za-z0-9._:-]+$/);
export const address = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));
export const optional = <T>(schema: z.ZodType<T, string>) =>
  z.union([z.literal('').transform(() => null), schema]) as z.ZodType<T | null, string>;
export const yesOrNo = z.enum(['yes', 'no']).transform((answer) => answer === 'yes');
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const network = /^(?:[0-9.]+(?:\/\d{1,2})?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:\/\d{1,3})?)$/;
export const networks = list.pipe(z.array(z.string().regex(network).refine(isNetwork)));
export const whole = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to));
export const ports = z
  .string()
  .regex(/^\d{4,5}-\d{4,5}$/)
  .transform((text) => {
    const [from = 0, to = 0] = text.split('-').map(Number);
    return { from, to };
  })
  .refine(({ from, to }) => from >= 1024 && to <= 65535 && to - from >= 15);

/** A name or an IPv4 address, or an IPv6 address in brackets, and perhaps a port. */
export const registrar = z
  .string()
  .regex(/^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/)
  .transform((text) => {
    const [, name = '', given = '5060'] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
    return { host: name, port: Number(given) };
  })
  .refine((place) => place.port >= 1 && place.port <= 65535);

function isNetwork(text: string): boolean {
  const [address = '', length] = text.split('/');
  const family = isIP(address);
  return family !== 0 && (length === undefined || Number(length) <= (family === 4 ? 32 : 128));
}
