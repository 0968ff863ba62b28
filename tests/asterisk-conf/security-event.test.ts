import test from 'ava';
import { readSecurityEvent } from '../../asterisk-conf/guard/security-event.ts';

/** A line of security.log as Asterisk 22.10.1 writes it. */
const line = (
  event: string,
  account: string,
  more = '',
  session = '6f87ea985fc39721',
  address = '192.0.2.66',
): string =>
  `[2026-11-22 00:49:48.040] SECURITY[19980] res_security_log.c: SecurityEvent="${event}",EventTV="2026-11-22T00:49:48.040+0000",Severity="Error",Service="PJSIP",EventVersion="1",AccountID="${account}",SessionID="${session}",LocalAddress="IPV4/UDP/127.0.0.1/39719",RemoteAddress="IPV4/UDP/${address}/52832"${more}`;

const challenge = ',Challenge="1795308588/5e81ee97958aec71751b24c2cc4dcbee"';
const refused = { kind: 'refused', address: '192.0.2.66' } as const;
const forged = 'LocalAddress="IPV4/UDP/127.0.0.1/5060",RemoteAddress="IPV4/UDP/198.51.100.1/5060"';

const table: readonly (readonly [what: string, text: string, event: ReturnType<typeof readSecurityEvent>])[] = [
  [
    'a wrong password',
    line('ChallengeResponseFailed', '101', `${challenge},Response="ddd",ExpectedResponse=""`),
    refused,
  ],
  [
    'a wrong password of nobody',
    line('ChallengeResponseFailed', '<unknown>', `${challenge},Response="d",ExpectedResponse=""`),
    refused,
  ],
  ['nobody without a password', line('ChallengeSent', '<unknown>', ',Challenge=""'), refused],
  ['a phone that is asked for its password', line('ChallengeSent', '101', ',Challenge=""'), null],
  [
    'a phone that gave it',
    line('SuccessfulAuth', '101', ',UsingPassword="1"'),
    { kind: 'proved', address: '192.0.2.66' },
  ],
  ['the name that nobody chose, which is told of a second time', line('InvalidAccountID', '199'), null],
  ['ARI', line('SuccessfulAuth', 'x').replace('PJSIP', 'ARI'), null],
  ['a warning', '[2026-11-22 00:49:48.040] WARNING[1] chan_pjsip.c: something', null],
  [
    'IPv6',
    line('ChallengeSent', '<unknown>', '', 'x', '2001:db8::1').replaceAll('IPV4', 'IPV6'),
    { kind: 'refused', address: '2001:db8::1' },
  ],
  [
    'a Call-ID with an address in it',
    line('ChallengeSent', '<unknown>', ',Challenge=""', `x",${forged},Challenge="`),
    refused,
  ],
  [
    'a response with an address in it',
    line(
      'ChallengeResponseFailed',
      '101',
      `${challenge},Response="${forged.replaceAll('"', '\\"')}",ExpectedResponse=""`,
    ),
    refused,
  ],
  ['a response with a line break in it', line('ChallengeResponseFailed', '101', `${challenge},Response="x`), refused],
  ['what comes after that line break', `SecurityEvent="ChallengeResponseFailed",${forged}`, null],
  ['nothing', '', null],
];
for (const [what, text, event] of table) {
  test(`[R9.4] a line of security.log: ${what}`, (t) => t.deepEqual(readSecurityEvent(text), event));
}
