import { lookup } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import type { TrunkRegistration, TrunkSettings } from '../asterisk-conf/settings.ts';
import type { SettingName } from './settings.ts';
import { Trouble } from './trouble.ts';

/** What our own Asterisk's one trunk is called; the setting "outbound" names it. */
export const ownTrunk = 'trunk';

type Trunk = {
  readonly addresses: readonly string[];
  readonly registration: Omit<TrunkRegistration, 'address'> | null;
  readonly outbound: { readonly host: string; readonly port: number } | null;
};

/**
 * The trunk as Asterisk takes it: its servers' names are looked up here, once at a start, since Asterisk asks no name
 * server. All addresses of the names are the trunk's: also those to which our calls go, since whoever is called hangs
 * up from there.
 * @throws Trouble when a name has no address of the family that SIP_HOST has
 */
export async function locateTrunk(name: string, trunk: Trunk, sipHost: string): Promise<TrunkSettings> {
  const { registration, outbound } = trunk;
  const [registrar, destination] = await Promise.all([
    registration === null ? null : locate('TRUNK_REGISTRAR', registration.host, sipHost),
    outbound === null ? null : locate('TRUNK_OUTBOUND', outbound.host, sipHost),
  ]);
  const others = [...(registrar?.slice(1) ?? []), ...(destination ?? [])];
  const addresses = [...new Set([...others, ...trunk.addresses])].filter((address) => address !== registrar?.[0]);
  return {
    name,
    addresses,
    ...(registration === null || registrar === null
      ? {}
      : { registration: { ...registration, address: registrar[0] } }),
    ...(outbound === null || destination === null
      ? {}
      : { outbound: { address: destination[0], port: outbound.port } }),
  };
}

async function locate(setting: SettingName, host: string, sipHost: string): Promise<[string, ...string[]]> {
  const bare = host.replace(/^\[|\]$/g, '');
  const family = isIPv6(sipHost) ? 6 : 4;
  const found = await lookup(bare, { all: true, family }).catch((error: NodeJS.ErrnoException) => {
    throw new Trouble(
      `The telephone company's server, ${setting}=${host}, has no IPv${family} address (${error.code}).`,
      'Is the name right, and does this machine reach a name server? SIP_HOST decides between IPv4 and IPv6.',
      { cause: error },
    );
  });
  const [first, ...others] = found.map(({ address }) => address);
  if (first === undefined) throw new Error('A name was looked up and has no address.');
  return [first, ...others];
}
