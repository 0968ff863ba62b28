import type { PhoneUser } from '../../engine/core/ids.ts';

/** A desk phone's SIP account, as Asterisk's configuration is rendered from it. */
export type Phone = {
  /** "101" */
  readonly username: PhoneUser;
  /** The digest's secret in plain text: SIP needs it so. */
  readonly password: string;
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly mediaEncryption: 'no' | 'sdes' | 'dtls';
};
