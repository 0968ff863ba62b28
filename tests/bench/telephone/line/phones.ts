import type { AsteriskSettings } from '../../../../asterisk-conf/settings.ts';

/** The agents' phones of a benchmark: "201", "202" and on. */
export function phonesOf(count: number): AsteriskSettings['phones'] {
  return Array.from({ length: count }, (_, index) => {
    const username = String(201 + index);
    return { username, password: `password-of-${username}`, transport: 'udp', mediaEncryption: 'no' };
  });
}
