/** What a line of Asterisk's security.log says of the one who asked. */
export type SecurityEvent = {
  /** `refused`: a stranger, or a phone with a wrong password. `proved`: a phone gave its password. */
  readonly kind: 'refused' | 'proved';
  readonly address: string;
};

/**
 * A request that is not known gives two lines: InvalidAccountID, and the challenge or the failed answer to one, of an
 * account that Asterisk names "<unknown>". Only the second is read: the first repeats the name that the stranger chose,
 * with quotes and line breaks as he sent them (res_security_log.c escapes nothing), so that he could write there
 * whatever he liked.
 *
 * The stranger also chooses SessionID (his Call-ID) and Response. A Call-ID may hold quotes but no line break, a quoted
 * string quotes only behind a backslash; so the last RemoteAddress that stands as here is Asterisk's own, and nobody
 * can have the address of another banned.
 */
const line =
  /^\[[^\]]{1,40}\] SECURITY\[\d+\] res_security_log\.c: SecurityEvent="(ChallengeSent|ChallengeResponseFailed|InvalidPassword|SuccessfulAuth)",EventTV="[^"]*",Severity="\w+",Service="PJSIP",EventVersion="\d+",AccountID="(<unknown>|[\w-]{1,80})",SessionID=".*",LocalAddress="[^"]*",RemoteAddress="IPV[46]\/\w+\/([0-9a-fA-F.:]{2,45})\/\d+"(?:$|,)/;

/** Null for what says nothing about failures: among them the challenge that every phone is given first. */
export function readSecurityEvent(text: string): SecurityEvent | null {
  const [, event, account, address] = line.exec(text) ?? [];
  if (address === undefined) return null;
  if (event === 'SuccessfulAuth') return { kind: 'proved', address };
  return event !== 'ChallengeSent' || account === '<unknown>' ? { kind: 'refused', address } : null;
}
