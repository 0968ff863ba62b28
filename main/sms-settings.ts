import { z } from 'zod';
import { address, optional, setting } from './setting-kinds.ts';

/** How SMS leave the house: over SMPP, or through an HTTP gateway. Without either they wait in the outbox, readable. */
export const smsSettings = {
  SMPP_URL: setting(
    '',
    'smpp(s)://user:password@host:port',
    'The SMS centre that SMS are handed over to by SMPP 3.4; without it and SMS_HTTP_URL SMS wait, readable.',
    optional(
      address(['smpp:', 'smpps:']).refine((text) => {
        const { username, password, hostname } = new URL(text);
        // SMPP 3.4 §4.1.1: 15 and 8 characters at most.
        return hostname !== '' && username !== '' && decoded(username).length <= 15 && decoded(password).length <= 8;
      }),
    ),
  ),
  SMS_HTTP_URL: setting(
    '',
    'http(s)://host/path, which may have {to}, {from}, {text} and {id} in it',
    'Instead of SMPP: the HTTP gateway that SMS are handed over to.',
    optional(address(['http:', 'https:'])),
  ),
  SMS_HTTP_BODY: setting(
    '{"to":"{to}","from":"{from}","text":"{text}","reference":"{id}"}',
    'JSON with {to} and {text} in its strings, or nothing for a GET',
    'What that gateway is sent by POST.',
    optional(z.string().refine(isBody)),
  ),
  SMS_HTTP_AUTHORIZATION: setting(
    '',
    'the value of a header',
    'What that gateway knows us by, such as "Bearer …"; sent as the header Authorization.',
    optional(z.string().regex(/^[\x20-\x7e]+$/)),
  ),
  SMS_FROM: setting(
    'UeNarocanje',
    '3 to 11 letters and digits, or a number with country code',
    'The sender of our SMS, as agreed with their provider.',
    z.string().regex(/^(?:[A-Za-z0-9 .-]{3,11}|\+?[1-9]\d{6,14})$/),
  ),
};

type SmsValues = {
  readonly SMPP_URL: string | null;
  readonly SMS_HTTP_URL: string | null;
  readonly SMS_HTTP_BODY: string | null;
  readonly SMS_HTTP_AUTHORIZATION: string | null;
  readonly SMS_FROM: string;
};

/** One way out only, and the number and the words must reach it. */
export function smsProblems(values: Partial<SmsValues>): readonly string[] {
  const { SMPP_URL, SMS_HTTP_URL, SMS_HTTP_BODY } = values;
  if (SMPP_URL && SMS_HTTP_URL) return ['SMPP_URL and SMS_HTTP_URL are both set; expected: one of them.'];
  if (SMS_HTTP_URL && SMS_HTTP_BODY === null && !(SMS_HTTP_URL.includes('{to}') && SMS_HTTP_URL.includes('{text}')))
    return ['SMS_HTTP_BODY is empty and SMS_HTTP_URL lacks {to} or {text}; expected: both in one of the two.'];
  return [];
}

/** Null: SMS are not configured. */
export function smsOf(values: SmsValues) {
  const { SMPP_URL, SMS_HTTP_URL, SMS_HTTP_BODY, SMS_HTTP_AUTHORIZATION, SMS_FROM: from } = values;
  if (SMPP_URL !== null) {
    const { protocol, hostname, port, username, password } = new URL(SMPP_URL);
    const tls = protocol === 'smpps:';
    const account = {
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: port === '' ? (tls ? 3550 : 2775) : Number(port),
      tls,
      systemId: decoded(username),
      password: decoded(password),
    };
    return { by: 'smpp', account, from } as const;
  }
  if (SMS_HTTP_URL === null) return null;
  return { by: 'http', url: SMS_HTTP_URL, body: SMS_HTTP_BODY, authorization: SMS_HTTP_AUTHORIZATION, from } as const;
}

function isBody(text: string): boolean {
  try {
    JSON.parse(text);
  } catch {
    return false;
  }
  return text.includes('{to}') && text.includes('{text}');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
