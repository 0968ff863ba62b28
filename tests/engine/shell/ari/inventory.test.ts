import test from 'ava';
import {
  type AgentSessionId,
  type BridgeId,
  type CallId,
  instant,
  type LegId,
  type PhoneUser,
} from '../../../../engine/core/ids.ts';
import type { Inventory, InventoryChannel } from '../../../../engine/shell/ari/control-messages.ts';
import { type InventoryContext, legsOfInventory } from '../../../../engine/shell/ari/inventory.ts';

const at = instant(1_000_000);
const channel = (id: string, args: readonly string[] | null, up = true): InventoryChannel => ({
  id,
  up,
  args,
  callerNumber: '041555666',
  createdAt: instant(940_000),
});
const inventory = (channels: readonly InventoryChannel[], over: Partial<Inventory> = {}): Inventory => ({
  channels,
  bridges: [],
  phones: [],
  ownSubscriptions: [],
  ...over,
});
const context = (over: Partial<InventoryContext> = {}): InventoryContext => ({
  at,
  knowsLeg: () => true,
  starting: new Set(),
  ending: new Set(),
  fresh: { callId: () => 'new-call' as CallId, sessionId: () => 'new-session' as AgentSessionId },
  ...over,
});
const legs = (...ids: string[]): LegId[] => ids as LegId[];

test('[R9.2] what the engine knows goes on: callers, ringing and answered phones', (t) => {
  const found = legsOfInventory(
    inventory(
      [
        channel('in', ['trunk', 'sample', '015551234']),
        channel('rings', null, false),
        channel('talks', ['offer', 'o-1']),
        channel('citizen', ['dialled', 'citizen']),
      ],
      {
        bridges: [{ id: 'b-1', kind: 'mixing', channels: ['in', 'talks'] }],
        phones: [
          { user: '101', reachable: true },
          { user: '102', reachable: false },
        ],
      },
    ),
    context(),
  );
  t.deepEqual(found, {
    legs: legs('in', 'rings', 'talks', 'citizen'),
    elsewhere: [],
    bridges: [{ bridgeId: 'b-1' as BridgeId, kind: 'mixing', legs: legs('in', 'talks') }],
    reachablePhones: ['101'] as PhoneUser[],
    incoming: [{ legId: 'in' as LegId, up: true }],
    answered: legs('talks', 'citizen'),
    strays: [],
    unannounced: [],
  });
});

test('[R9.2] a caller whom the engine does not know arrives, with the true time', (t) => {
  const found = legsOfInventory(
    inventory([channel('in', ['trunk', 'sample', '015551234'])]),
    context({ knowsLeg: () => false }),
  );
  t.deepEqual(found.legs, []);
  t.deepEqual(found.incoming, [{ legId: 'in' as LegId, up: true }]);
  t.deepEqual(found.unannounced, [
    {
      type: 'CallArrived',
      at,
      callId: 'new-call' as CallId,
      legId: 'in' as LegId,
      callerNumber: '041555666',
      calledNumber: '015551234',
      trunk: 'sample',
      arrivedAt: instant(940_000),
    },
  ]);
});

test('[R2.1] a feature code that the engine does not know is dialled', (t) => {
  const found = legsOfInventory(
    inventory([channel('in', ['phone', '101', '*11'])]),
    context({ knowsLeg: () => false }),
  );
  t.like(found.unannounced[0], { type: 'FeatureCodeDialled', phone: '101', code: '*11', sessionId: 'new-session' });
});

test('nobody arrives in the future when the clocks differ', (t) => {
  const ahead = { ...channel('in', ['trunk', 'sample', '1']), createdAt: instant(2_000_000) };
  const found = legsOfInventory(inventory([ahead]), context({ knowsLeg: () => false }));
  t.false('arrivedAt' in (found.unannounced[0] ?? {}));
});

test('[R9.2] a caller whom Asterisk’s own plan has is there, and elsewhere', (t) => {
  const phone = { ...channel('desk', null), phone: '101' };
  const found = legsOfInventory(inventory([channel('in', null), channel('dialled', null, false), phone]), context());
  t.like(found, { legs: legs('in', 'dialled', 'desk'), elsewhere: legs('in'), incoming: [], unannounced: [] });
});

test('a phone that answered an unknown offer is a stray', (t) => {
  const found = legsOfInventory(inventory([channel('x', ['offer', 'o-9'])]), context({ knowsLeg: () => false }));
  t.like(found, { strays: legs('x'), legs: [], answered: [] });
});

test('legs that are starting or being hung up are left to their own events', (t) => {
  const found = legsOfInventory(
    inventory([channel('starting', ['trunk', 's', '1']), channel('ending', ['trunk', 's', '1'])]),
    context({ knowsLeg: () => false, starting: new Set(legs('starting')), ending: new Set(legs('ending')) }),
  );
  t.like(found, { legs: [], incoming: [], unannounced: [] });
});

test('[R9.2] one whom the plan hands back while the inventory is taken has not ended', (t) => {
  for (const args of [['trunk', 's', '1'], null]) {
    const found = legsOfInventory(inventory([channel('back', args)]), context({ starting: new Set(legs('back')) }));
    t.like(found, { legs: legs('back'), elsewhere: [], incoming: [], unannounced: [] });
  }
});
