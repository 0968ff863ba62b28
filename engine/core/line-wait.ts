import type { Language } from '../../prompts/language.ts';
import type { Call } from './call.ts';
import { canServe } from './distribution.ts';
import type { Utterance } from './effects.ts';
import type { QueueId } from './ids.ts';
import { entryOf, placeOf } from './queueing.ts';
import { estimateToTell } from './spoken-estimate.ts';
import { utter } from './utterances.ts';
import type { Work } from './work.ts';

/**
 * How long this caller would wait for an adviser now (R1.5): what would be said first in the queue, that somebody is
 * free, or that it can not be told. Without a name it is the first queue's.
 */
export function utterLineWait(work: Work, call: Call, name: string | undefined, language: Language): Utterance[] {
  const { configuration, world } = work;
  const queue = name === undefined ? configuration.queues[0] : work.queueOf(name as QueueId);
  if (queue === undefined) return utter(configuration, language, 'lineWaitUnknown', {});
  const entry = entryOf(work, call, queue);
  const position = placeOf(work, entry);
  const isFree = configuration.agents.some(
    (agent) =>
      world.agents.get(agent.id)?.state === 'ready' &&
      world.reachablePhones.has(agent.phone) &&
      canServe(agent, entry, queue, work.at),
  );
  if (position === 1 && isFree) return utter(configuration, language, 'lineWaitNone', {});
  const { estimateSeconds, fromSeconds } = estimateToTell(world, configuration, queue, entry, []);
  if (estimateSeconds === null) return utter(configuration, language, 'lineWaitUnknown', {});
  const minutes = estimateSeconds / 60;
  if (fromSeconds === undefined) return utter(configuration, language, 'lineWait', { minutes });
  return utter(configuration, language, 'lineWaitRange', { from: fromSeconds / 60, to: minutes });
}
