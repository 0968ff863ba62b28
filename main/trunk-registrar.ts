import { lookup } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import type { TrunkRegistration, TrunkSettings } from '../asterisk-conf/settings.ts';
import { Trouble } from './trouble.ts';

type Trunk = {
  readonly addresses: readonly string[];
  readonly registration: Omit<TrunkRegistration, 'address'> | null;
};

/**
 * The trunk as Asterisk takes it: its server's name is looked up here, once at a start, since Asterisk asks no name
 * server. All addresses of the name are the trunk's.
 * @throws Trouble when the name has no address of the family that SIP_HOST has
 */
export async function locateTrunk(name: string, trunk: Trunk, sipHost: string): Promise<TrunkSettings> {
  const { registration } = trunk;
  if (registration === null) return { name, addresses: trunk.addresses };
  const bare = registration.host.replace(/^\[|\]$/g, '');
  const family = isIPv6(sipHost) ? 6 : 4;
  const found = await lookup(bare, { all: true, family }).catch((error: NodeJS.ErrnoException) => {
    throw new Trouble(
      `The telephone company's server, TRUNK_REGISTRAR=${registration.host}, has no IPv${family} address (${error.code}).`,
      'Is the name right, and does this machine reach a name server? SIP_HOST decides between IPv4 and IPv6.',
      { cause: error },
    );
  });
  const [first, ...others] = found.map(({ address }) => address);
  if (first === undefined) throw new Error('A name was looked up and has no address.');
  return {
    name,
    addresses: [...new Set([...others, ...trunk.addresses])],
    registration: { ...registration, address: first },
  };
}
