import type { World } from './world.ts';

/**
 * Each leg takes two of Asterisk's ports for audio, and when they are used up a call fails wherever it happens to be. So
 * callers get only what is left after those who serve them: who is at work may need a leg for their phone and one for a
 * number outside (a callback, a department), and a hundredth is kept for what comes and goes at once: feature codes and
 * callers who are refused. Half of all is for callers, however many agents there are.
 *
 *   free for callers ── `callersMost` of them are there ──► full: new ones are refused ── one leaves ──► free
 */
export type LegsView = {
  readonly used: number;
  readonly limit: number;
  /** New callers are refused. */
  readonly full: boolean;
};

/** Two ports a leg: one for RTP, the next for RTCP (RFC 3550 §11). */
export function legLimitOf({ from, to }: { readonly from: number; readonly to: number }): number {
  const firstEven = from + (from % 2);
  return Math.max(1, Math.floor((to - firstEven + 1) / 2));
}

/** Null: nobody knows how many there can be, as with an operator's own Asterisk. */
export function presentLegs(world: World): LegsView | null {
  const limit = world.configuration?.legLimit;
  if (limit === undefined) return null;
  let callers = 0;
  let others = world.featureCalls.size;
  for (const { state, party } of world.legs.values()) {
    if (state === 'ended') continue;
    if (party.role === 'caller') callers += 1;
    else others += 1;
  }
  return { used: callers + others, limit, full: callers >= callersMost(world, limit, others) };
}

/** Somebody should look: four of five are used, or callers are refused already. */
export const runsShortOfLegs = ({ used, limit, full }: LegsView): boolean => full || used * 5 >= limit * 4;

function callersMost(world: World, limit: number, others: number): number {
  let atWork = 0;
  for (const { state } of world.agents.values()) if (state !== 'signedOut') atWork += 1;
  const passing = Math.ceil(limit / 100);
  const left = limit - Math.max(2 * atWork, others) - passing;
  return Math.max(left, Math.floor(limit / 2));
}

/** Whether another caller is one too many; they are not among the legs yet. */
export function isFull(world: World): boolean {
  const limit = world.configuration?.legLimit;
  // Most of the time nobody needs to be counted.
  if (limit === undefined || world.legs.size < Math.floor(limit / 2)) return false;
  return presentLegs(world)?.full ?? false;
}
