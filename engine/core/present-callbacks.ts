import type { Call } from './call.ts';
import { type Callback, firstRungAt } from './callback.ts';
import { canNotBeDialled } from './callback-rules.ts';
import type { Instant } from './ids.ts';
import type { QueueEntry } from './queue-entry.ts';
import type { AgentCallbackView, CallbacksView } from './views.ts';
import type { World } from './world.ts';

/** Callbacks at a glance, for the wallboard (R2.9). */
export function presentCallbacks(world: World): CallbacksView {
  const open = openCallbacks(world);
  const promises = open.filter((one) => firstRungAt(one) === null).map(({ promisedBy }) => promisedBy);
  return {
    open: open.length,
    inLine: open.filter(({ state }) => state === 'waiting' || state === 'reserved' || state === 'talking').length,
    failing: callbacksFailing(world),
    oldestPromiseAt: promises.length === 0 ? null : (Math.min(...promises) as Instant),
  };
}

/** How many can not be dialled for something on our side, over and over: an alarm. */
export function callbacksFailing(world: World): number {
  // Without an outbound side none of them can be dialled.
  if (world.configuration !== null && world.configuration.outbound === undefined) return openCallbacks(world).length;
  return openCallbacks(world).filter(canNotBeDialled).length;
}

/** Those that are kept until another to the same number is closed are owed as well. */
function openCallbacks(world: World): readonly Callback[] {
  return [...world.callbacks.values(), ...world.laterCallbacks.values()];
}

/** What an agent must know of the person who is called back, before the phone is picked up (R2.5). */
export function presentCallback(world: World, call: Call): AgentCallbackView | null {
  if (call.cdr.direction !== 'outbound' || call.cdr.callbackId === undefined) return null;
  const callback = world.callbacks.get(call.cdr.callbackId) ?? world.keptCallbacks.get(call.callId);
  if (callback === undefined) return null;
  const { callbackId, reason, askedAt, promisedBy, tries, notes } = callback;
  const earlierTries = tries.filter(({ callId }) => callId !== call.callId).length;
  return { callbackId, reason, askedAt, promisedBy, earlierTries, notes, stage: stageOf(call) };
}

/** An entry for whom nobody is on the line yet. */
export function isForCallback(world: World, entry: QueueEntry): boolean {
  const call = world.calls.get(entry.callId);
  return call?.cdr.direction === 'outbound' && !world.legs.has(call.legId);
}

/** How many wait on the line themselves. */
export function callersWaiting(world: World): number {
  let waiting = 0;
  for (const entryId of world.line) {
    const entry = world.entries.get(entryId);
    if (entry !== undefined && !isForCallback(world, entry)) waiting += 1;
  }
  return waiting;
}

function stageOf(call: Call): AgentCallbackView['stage'] {
  switch (call.state) {
    case 'queued':
      return 'offered';
    case 'dialling':
    case 'greeting':
      return call.state;
    case 'ending':
    case 'ended':
      return 'over';
    default:
      return 'talking';
  }
}
