import { BlockList, isIPv6 } from 'node:net';

/** What is banned for one address: itself, or of IPv6 the /64, whose addresses one subscriber can change at will. */
export function networkOf(address: string): string {
  const plain = withoutMapping(address);
  if (!isIPv6(plain)) return `${plain}/32`;
  const [head = '', tail = ''] = plain.split('::', 2);
  const front = groupsOf(head);
  const back = groupsOf(tail);
  const zeros = plain.includes('::') ? 8 - front.length - back.length : 0;
  const groups = [...front, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** An IPv4 address as a socket of both families says it, "::ffff:192.0.2.1", is that IPv4 address. */
const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

/** The groups of a part of an address; one that ends in dotted digits has two for them. */
function groupsOf(part: string): string[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
}

/** Says of an address whether it is in one of the networks: "192.0.2.1", "192.0.2.0/28", "2001:db8::/32". */
export function membership(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (length === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(length), family);
  }
  return (address) => {
    const plain = withoutMapping(address);
    return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  };
}
