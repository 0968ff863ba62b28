import { Secret, TOTP } from 'otpauth';

/** Codes by time, as every authenticator application makes them: SHA-1, six digits, 30 seconds (RFC 6238 §4, RFC 4226 §5.3). */
const periodSeconds = 30;

/** The clock of a telephone may be one step off (RFC 6238 §5.2). */
const tolerance = 1;

/** 160 bits, base32, as it is typed into an application that can not see the picture. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'UeNaročanje', label, algorithm: 'SHA1', digits: 6, period: periodSeconds, secret });

/** What the picture says; the application shows the sign-in name. */
export const addressOf = (secret: string, userId: string): string => totpOf(secret, userId).toString();

/** The step whose code this is; null: of none near now. Whether it was used already is asked elsewhere. */
export function stepOf(secret: string, code: string, now: number): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret).validate({ token, timestamp: now, window: tolerance });
  return delta === null ? null : Math.floor(now / 1000 / periodSeconds) + delta;
}

/** In groups of four, as people copy it. */
export const inGroups = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');
