/** SIP messages as text (RFC 3261 §7), as far as a test phone needs them. */
export type SipRequest = { readonly kind: 'request'; readonly method: string; readonly uri: string } & Parts;
export type SipResponse = { readonly kind: 'response'; readonly status: number; readonly reason: string } & Parts;
export type SipMessage = SipRequest | SipResponse;

type Parts = { readonly headers: SipHeaders; readonly body: string };
/** In their order; a name may come several times. */
export type SipHeaders = readonly (readonly [name: string, value: string])[];

/** RFC 3261 §7.3.3: the short names of headers. */
const longNames: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
};

/** Null for what is no SIP message: a keep-alive, or noise. */
export function parseSip(text: string): SipMessage | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    if (colon < 0) return [];
    const name = line.slice(0, colon).trim().toLowerCase();
    return [[longNames[name] ?? name, line.slice(colon + 1).trim()]];
  });
  const parts = { headers, body: text.slice(end + 4) };
  const response = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(first);
  if (response !== null) return { kind: 'response', status: Number(response[1]), reason: response[2] ?? '', ...parts };
  const request = /^([A-Z]+) (\S+) SIP\/2\.0$/.exec(first);
  if (request !== null) return { kind: 'request', method: request[1] ?? '', uri: request[2] ?? '', ...parts };
  return null;
}

export function formatSip(message: SipMessage): string {
  const first =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  const headers = message.headers.map(([name, value]) => `${name}: ${value}`);
  return `${[first, ...headers, `Content-Length: ${Buffer.byteLength(message.body)}`].join('\r\n')}\r\n\r\n${message.body}`;
}

/** The first header of that name. */
export function header(message: SipMessage, name: string): string | null {
  return message.headers.find(([is]) => is.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}

export function headersNamed(message: SipMessage, name: string): string[] {
  return message.headers.filter(([is]) => is.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** The URI between < and >, or the bare one. */
export function uriIn(value: string): string {
  return /<([^>]+)>/.exec(value)?.[1] ?? value.split(';')[0] ?? value;
}

/** The user part of the URI in a header: a number. */
export function userIn(value: string): string {
  return /sips?:([^@;>]+)@/.exec(value)?.[1] ?? '';
}

export function tagIn(value: string): string | null {
  return /;\s*tag=([^;>\s]+)/.exec(value)?.[1] ?? null;
}

/** An answer to a request, with what must come back with it (RFC 3261 §8.2.6.2). */
export function answerTo(
  request: SipRequest,
  status: number,
  reason: string,
  toTag: string,
  more: SipHeaders = [],
  body = '',
): SipResponse {
  const copied = request.headers
    .filter(([name]) => ['via', 'from', 'to', 'call-id', 'cseq', 'record-route'].includes(name))
    .map(([name, value]): [string, string] =>
      name === 'to' && tagIn(value) === null && status > 100 ? [name, `${value};tag=${toTag}`] : [name, value],
    );
  return { kind: 'response', status, reason, headers: [...copied, ...more], body };
}
