import { callbacksFollowHours } from './callbacks.ts';
import type { Configuration } from './configuration.ts';
import { awaitNextChange } from './hours.ts';
import { later, type QueueEntryId } from './ids.ts';
import { overflowAll } from './overflowing.ts';
import { awaitWidening, entryOf, standInLine } from './queueing.ts';
import { timerId } from './timers.ts';
import type { Work } from './work.ts';

/**
 * A configuration takes the place of the one before; who is at work stays at work, unless they are no agent any more:
 * they are signed out, after their call if they have one. Whoever stands where there is nothing any more is led on:
 * callers at a node that is gone when what they hear ends (`reachNode`), those in a queue that is gone at once.
 */
export function configurationLoaded(work: Work, configuration: Configuration): void {
  const { world } = work;
  world.configuration = configuration;
  for (const { id } of configuration.agents) {
    if (!world.agents.has(id)) world.agents.set(id, { agentId: id, since: work.at, state: 'signedOut' });
  }
  for (const [id, session] of [...world.agents]) {
    if (configuration.agents.some((agent) => agent.id === id)) continue;
    if (session.state === 'signedOut') world.agents.delete(id);
    // Nobody is rung who is no agent any more; a talk and its wrap-up are brought to their end.
    else work.agent(id, { type: 'signOut' });
  }
  for (const entryId of [...world.line]) entryFollowsQueues(work, entryId);
  awaitNextChange(work);
  callbacksFollowHours(work);
  overflowAll(work);
  work.dispatchWanted = true;
}

/** Whose queue is gone waits in the first one that there is, by the same ticket and since the same time. */
function entryFollowsQueues(work: Work, entryId: QueueEntryId): void {
  const { entries, line, timers } = work.world;
  const entry = entries.get(entryId);
  const call = entry && work.callOf(entry.callId);
  const [queue] = work.configuration.queues;
  if (entry === undefined || call === undefined || queue === undefined || work.queueOf(entry.queueId) !== undefined)
    return;
  const { queueId, skills, priority } = entryOf(work, call, queue);
  const next = { ...entry, queueId, skills, priority };
  entries.set(entryId, next);
  line.splice(line.indexOf(entryId), 1);
  standInLine(work, next);
  awaitWidening(work, entryId);
  const announce = timerId({ purpose: 'announce', id: entryId });
  // Nobody hears a callback's attempt wait.
  if (call.cdr.direction !== 'outbound' && !timers.has(announce))
    work.startTimer(announce, later(work.at, queue.announceEverySeconds * 1000));
}
