import { createHash, randomBytes } from 'node:crypto';

export type Credentials = { readonly user: string; readonly password: string };

/**
 * The Authorization that answers a challenge (RFC 7616, MD5 and SHA-256, qop=auth or none).
 * `challenge` is the value of WWW-Authenticate or Proxy-Authenticate.
 */
export function answerChallenge(
  challenge: string,
  method: string,
  uri: string,
  { user, password }: Credentials,
): string {
  const given = (name: string): string | null =>
    new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(challenge)?.[1] ??
    new RegExp(`\\b${name}=([^",\\s]+)`, 'i').exec(challenge)?.[1] ??
    null;
  const algorithm = given('algorithm') ?? 'MD5';
  const hash = (text: string): string =>
    createHash(algorithm.toUpperCase() === 'SHA-256' ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const realm = given('realm') ?? '';
  const nonce = given('nonce') ?? '';
  const opaque = given('opaque');
  const secret = hash(`${user}:${realm}:${password}`);
  const asked = hash(`${method}:${uri}`);
  const quality =
    given('qop')
      ?.split(',')
      .map((part) => part.trim())
      .includes('auth') ?? false;
  const clientNonce = randomBytes(8).toString('hex');
  const response = quality
    ? hash(`${secret}:${nonce}:00000001:${clientNonce}:auth:${asked}`)
    : hash(`${secret}:${nonce}:${asked}`);
  return [
    `Digest username="${user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(opaque === null ? [] : [`opaque="${opaque}"`]),
    ...(quality ? ['qop=auth', 'nc=00000001', `cnonce="${clientNonce}"`] : []),
  ].join(', ');
}
