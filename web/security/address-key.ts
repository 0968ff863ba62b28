import { isIPv4, isIPv6 } from 'node:net';

/**
 * What stands for an address where deeds are counted. Whoever has IPv6 has a whole network of it, /64 at least (RFC 6177
 * §2), and may come from another address each time: it is one. IPv4 written as IPv6 (RFC 4291 §2.5.5.2) is IPv4.
 */
export function addressKey(address: string): string {
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return bare;
  const mapped = /^(.*:)([\d.]+)$/.exec(bare);
  if (mapped !== null && isIPv4(mapped[2] ?? '')) return addressKey(`${mapped[1]}${hexOf(mapped[2] ?? '')}`);
  const [left = [], right] = bare.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = right === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  const groups = [...left, ...zeros, ...(right ?? [])].map((group) => Number.parseInt(group, 16));
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.');
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** "192.0.2.1" as the last two groups: "c000:201". */
function hexOf(dotted: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
