import type { QueueConfiguration } from './configuration.ts';
import { canServe } from './distribution.ts';
import type { QueueEntry } from './queue-entry.ts';
import type { World } from './world.ts';

/** How many of the last handling times an estimate stands on. */
export const handlingTimesKept = 20;

/**
 * The wait still ahead of a place in the queue, seconds; null when nobody is there to answer. Each of the agents who
 * can serve this caller takes the next one about every mean handling time, so the n-th caller is reached after n of
 * these shared by all of them.
 */
export function estimateWaitSeconds(
  world: World,
  queue: QueueConfiguration,
  entry: QueueEntry,
  position: number,
): number | null {
  let agents = 0;
  for (const agent of world.configuration?.agents ?? []) {
    const session = world.agents.get(agent.id);
    if (session === undefined || session.state === 'signedOut' || session.state === 'paused') continue;
    if (canServe(agent, entry, queue, world.at) && world.reachablePhones.has(agent.phone)) agents += 1;
  }
  if (agents === 0) return null;
  return Math.ceil((position * meanHandlingSeconds(world, queue)) / agents);
}

function meanHandlingSeconds(world: World, queue: QueueConfiguration): number {
  const times = world.handling.get(queue.id) ?? [];
  if (times.length === 0) return queue.assumedHandlingSeconds;
  return times.reduce((sum, time) => sum + time, 0) / times.length / 1000;
}
