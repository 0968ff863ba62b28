import test from 'ava';
import fc from 'fast-check';
import { BanList, type BanPolicy } from '../../asterisk-conf/guard/ban-list.ts';
import { networkOf } from '../../asterisk-conf/guard/network.ts';

const policy: BanPolicy = {
  failures: 3,
  withinSeconds: 60,
  banSeconds: 600,
  never: ['192.0.2.0/28', '2001:db8:1::/48'],
};
const second = 1_000;

test('[R9.4] the third failure within a minute shuts an address out, and only it', (t) => {
  const list = new BanList(policy);
  t.is(list.refused('198.51.100.7', 0), null);
  t.is(list.refused('198.51.100.8', 0), null);
  t.is(list.refused('198.51.100.7', 30 * second), null);
  t.deepEqual(list.refused('198.51.100.7', 59 * second), {
    network: '198.51.100.7/32',
    failures: 3,
    until: 659 * second,
  });
  t.is(list.refused('198.51.100.7', 60 * second), null, 'it is banned already');
  t.is(list.nextEnd, 659 * second);
  t.deepEqual(list.over(658 * second), []);
  t.deepEqual(
    list.over(659 * second).map(({ network }) => network),
    ['198.51.100.7/32'],
  );
  t.is(list.nextEnd, null);
});

test('[R9.4] failures that are far apart do not add up', (t) => {
  const list = new BanList(policy);
  for (let at = 0; at < 100; at += 1) t.is(list.refused('198.51.100.7', at * 31 * second), null);
});

test('[R9.4] trunks and named networks are never shut out', (t) => {
  const list = new BanList(policy);
  for (let at = 0; at < 100; at += 1) {
    for (const address of ['192.0.2.3', '::ffff:192.0.2.3', '2001:db8:1:2::3']) t.is(list.refused(address, at), null);
  }
});

test('[R9.4] one phone with an old password does not shut its office out, a guesser there is', (t) => {
  const list = new BanList(policy);
  list.proved('198.51.100.7', 0);
  for (let count = 1; count < 30; count += 1) t.is(list.refused('198.51.100.7', second), null);
  t.is(list.refused('198.51.100.7', second)?.failures, 30);
  const later = new BanList(policy);
  later.proved('198.51.100.7', 0);
  const afterAnHour = 3_600 * second;
  later.refused('198.51.100.7', afterAnHour);
  later.refused('198.51.100.7', afterAnHour);
  t.is(later.refused('198.51.100.7', afterAnHour)?.failures, 3, 'what was proved long ago is worth nothing');
});

test('[R9.4] bans and counts stay bounded however many addresses there are', (t) => {
  const list = new BanList({ ...policy, failures: 1 });
  for (let index = 0; index < 1_500; index += 1) list.refused(`10.0.${index >> 8}.${index & 255}`, index);
  const lifted = list.over(1_500);
  t.is(lifted.length, 500);
  t.is(lifted[0]?.network, '10.0.0.0/32', 'the oldest goes first');
});

test('[R9.4] no address is shut out with fewer failures than the policy says', (t) => {
  const story = fc.array(
    fc.record({ address: fc.constantFrom('198.51.100.7', '198.51.100.8'), afterMs: fc.nat(40_000) }),
  );
  fc.assert(
    fc.property(story, (failures) => {
      const list = new BanList(policy);
      const since = new Map<string, number[]>();
      let at = 0;
      for (const { address, afterMs } of failures) {
        at += afterMs;
        for (const { network } of list.over(at)) since.delete(network);
        const times = [...(since.get(networkOf(address)) ?? []), at];
        since.set(networkOf(address), times);
        const banned = list.refused(address, at) !== null;
        const recent = times.filter((time) => at - time < 60_000).length;
        if (banned && recent < 3) throw new Error(`Shut out after ${recent}.`);
      }
    }),
  );
  t.pass();
});

const networks: readonly (readonly [address: string, network: string])[] = [
  ['192.0.2.1', '192.0.2.1/32'],
  ['::ffff:192.0.2.1', '192.0.2.1/32'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0db8:0001:0002:3:4:5:6', '2001:db8:1:2::/64'],
  ['fe80::1:2:3:4', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['1:2:3:4:5:6:192.0.2.1', '1:2:3:4::/64'],
];
for (const [address, network] of networks) {
  test(`[R9.4] for ${address} it is ${network} that is shut out`, (t) => t.is(networkOf(address), network));
}
