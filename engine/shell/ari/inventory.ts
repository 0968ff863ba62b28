import type { EngineEvent } from '../../core/events.ts';
import type { BridgeId, Instant, LegId, PhoneUser } from '../../core/ids.ts';
import type { Inventory, InventoryChannel } from './control-messages.ts';
import type { FreshIds } from './fresh-ids.ts';

/** What an inventory of Asterisk means to the engine. */
export type FoundLegs = {
  /** All that exist but strays, those that end, and unknown ones whose arrival is yet to be told. */
  readonly legs: readonly LegId[];
  /** Of these, the callers who are not in our application: Asterisk's own plan has them. */
  readonly elsewhere: readonly LegId[];
  readonly bridges: readonly {
    readonly bridgeId: BridgeId;
    readonly kind: 'holding' | 'mixing';
    readonly legs: readonly LegId[];
  }[];
  readonly reachablePhones: readonly PhoneUser[];
  /** Legs that came to us. */
  readonly incoming: readonly { readonly legId: LegId; readonly up: boolean }[];
  /** Phones and numbers that answered us. The engine may have missed it. */
  readonly answered: readonly LegId[];
  /** Who answered a call of ours of which the engine knows nothing. */
  readonly strays: readonly LegId[];
  /** Arrivals of which the engine knows nothing. */
  readonly unannounced: readonly EngineEvent[];
};

export type InventoryContext = {
  readonly at: Instant;
  readonly knowsLeg: (legId: LegId) => boolean;
  /** Legs whose StasisStart came while the inventory was taken; it announces them, or that they came back. */
  readonly starting: ReadonlySet<LegId>;
  /** Legs that are being hung up. */
  readonly ending: ReadonlySet<LegId>;
  readonly fresh: FreshIds;
};

export function legsOfInventory(inventory: Inventory, context: InventoryContext): FoundLegs {
  const { knowsLeg, starting, ending } = context;
  const legs: LegId[] = [];
  const elsewhere: LegId[] = [];
  const incoming: { legId: LegId; up: boolean }[] = [];
  const answered: LegId[] = [];
  const strays: LegId[] = [];
  const unannounced: EngineEvent[] = [];
  for (const channel of inventory.channels) {
    const legId = channel.id as LegId;
    if (ending.has(legId)) continue;
    if (starting.has(legId)) {
      // One of ours whom the plan hands back just now is here; its start tells the rest.
      if (knowsLeg(legId)) legs.push(legId);
      continue;
    }
    const kind = channel.args?.[0];
    if (kind === 'offer' || kind === 'dialled') {
      (knowsLeg(legId) ? answered : strays).push(legId);
      if (!knowsLeg(legId)) continue;
    }
    const arrival = kind === 'trunk' || kind === 'phone';
    if (arrival) incoming.push({ legId, up: channel.up });
    if (arrival && !knowsLeg(legId)) unannounced.push(arrivalOf(channel, context));
    else legs.push(legId);
    // What rings is not in it yet, and is no caller.
    if (channel.args === null && channel.up && channel.phone === undefined && knowsLeg(legId)) elsewhere.push(legId);
  }
  // A phone that Asterisk itself put through (its Queue() while no engine was there) is in a talk until it is free again.
  const taken = new Set(
    inventory.channels.flatMap(({ id, args, phone }) =>
      phone !== undefined && args === null && !knowsLeg(id as LegId) ? [phone] : [],
    ),
  );
  return {
    legs,
    elsewhere,
    bridges: inventory.bridges.map(({ id, kind, channels }) => ({
      bridgeId: id as BridgeId,
      kind,
      legs: channels as readonly string[] as readonly LegId[],
    })),
    reachablePhones: inventory.phones.flatMap(({ user, reachable }) =>
      reachable && !taken.has(user) ? [user as PhoneUser] : [],
    ),
    incoming,
    answered,
    strays,
    unannounced,
  };
}

function arrivalOf(channel: InventoryChannel, { at, fresh }: InventoryContext): EngineEvent {
  const [kind, first = '', second = ''] = channel.args ?? [];
  const legId = channel.id as LegId;
  if (kind === 'phone') {
    const phone = first as PhoneUser;
    return { type: 'FeatureCodeDialled', at, legId, phone, code: second, sessionId: fresh.sessionId() };
  }
  return {
    type: 'CallArrived',
    at,
    callId: fresh.callId(),
    legId,
    callerNumber: channel.callerNumber,
    calledNumber: second,
    trunk: first,
    // Asterisk's clock is not ours, but nobody arrives in the future.
    ...(channel.createdAt < at ? { arrivedAt: channel.createdAt } : {}),
  };
}
