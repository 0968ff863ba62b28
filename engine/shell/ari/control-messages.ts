import type { Instant } from '../../core/ids.ts';

/** What the engine asks of the control plane's thread, and what comes back. Plain data: it is copied between threads. */
export type ControlRequest =
  /** Only the wanted events: of all channels, and the device states of all phones. */
  { readonly type: 'prepare'; readonly wantedEvents: readonly string[] } | { readonly type: 'inventory' };

export type ControlAnswers = {
  readonly prepare: null;
  readonly inventory: Inventory;
};

export type Inventory = {
  readonly channels: readonly InventoryChannel[];
  readonly bridges: readonly InventoryBridge[];
  readonly phones: readonly { readonly user: string; readonly reachable: boolean }[];
  /** Channels that the application is subscribed to beside the subscription to all. */
  readonly ownSubscriptions: readonly string[];
};

export type InventoryChannel = {
  readonly id: string;
  readonly up: boolean;
  /** The arguments of Stasis when the channel is in our application, else null: "trunk", "sample", "015551234". */
  readonly args: readonly string[] | null;
  readonly callerNumber: string | null;
  /** By Asterisk's clock. */
  readonly createdAt: Instant;
  /** The user of a phone of ours whose line it is. */
  readonly phone?: string;
};

export type InventoryBridge = {
  readonly id: string;
  readonly kind: 'holding' | 'mixing';
  readonly channels: readonly string[];
};

export type ControlThreadData = {
  /** ARI's base without /ari. */
  readonly address: string;
  readonly user: string;
  readonly password: string;
  readonly application: string;
};

export type ToControlThread = { readonly id: number; readonly request: ControlRequest };

export type FromControlThread =
  | { readonly type: 'ready' }
  | { readonly type: 'unreachable'; readonly reason: string }
  | { readonly type: 'answer'; readonly id: number; readonly value: ControlAnswers[keyof ControlAnswers] }
  | { readonly type: 'failure'; readonly id: number; readonly reason: string };
