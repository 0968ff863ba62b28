import { isDeepStrictEqual } from 'node:util';
import type { CallFact, Fact, Outcome } from '../../../engine/core/facts.ts';
import type { CallId, LegId, PlaybackId } from '../../../engine/core/ids.ts';
import { step } from '../../../engine/core/step.ts';
import { emptyWorld } from '../../../engine/core/world.ts';
import { decodePlain, encodePlain } from '../../../engine/shell/journal/plain-json.ts';
import type { Simulation } from './simulation.ts';

/** What holds at the end of every random story, whatever it is about. */
export function endsInOrder(line: Simulation): void {
  if (line.world.calls.size > 0)
    throw new Error(`Calls were never closed: ${[...line.world.calls.values()].map(({ state }) => state)}`);
  if (line.unexpected.length > 0) throw new Error(JSON.stringify(line.unexpected));
  for (const name of [
    'legs',
    'legsOfCall',
    'entries',
    'offers',
    'recordings',
    'consults',
    'dialogues',
    'inquiries',
  ] as const)
    if (line.world[name].size > 0) throw new Error(`${name} were left behind.`);
  if (line.world.line.length > 0) throw new Error('The line holds an entry that is gone.');
  replayLeadsToTheSameWorld(line);
}

export const callFacts = (facts: readonly Fact[]) =>
  facts.filter((fact): fact is CallFact => 'callId' in fact && fact.type !== 'AgentStateChanged');

/** The outcome of every call. Each has exactly one, and is answered exactly when somebody answered. */
export function outcomesOf(facts: readonly Fact[]): ReadonlyMap<CallId, Outcome> {
  const ends = new Map<CallId, Outcome[]>();
  for (const fact of callFacts(facts)) {
    if (fact.type === 'CallStarted') ends.set(fact.callId, []);
    if (fact.type === 'CallHungUp') ends.get(fact.callId)?.push(fact.outcome);
    if (fact.type !== 'CallClosed') continue;
    const { outcome, humanAnsweredAt } = fact.cdr;
    if ((outcome === 'answered') !== (humanAnsweredAt !== null)) throw new Error(`${fact.callId} is ${outcome}.`);
  }
  return new Map(
    [...ends].map(([callId, [outcome, ...more]]) => {
      if (outcome === undefined || more.length > 0) throw new Error(`${callId} ended in ${more.length + 1} outcomes.`);
      return [callId, outcome];
    }),
  );
}

/** Who is moved while an endless tone sounds: Asterisk would wait for its end, and hold up whatever is asked after it. */
export function movedBesideTone(line: Simulation): LegId[] {
  const tones = new Map<PlaybackId, LegId>();
  const moved: LegId[] = [];
  for (const effect of line.effects) {
    if ('heardBy' in effect && effect.heardBy) tones.set(effect.heardBy.playbackId, effect.heardBy.legId);
    if (effect.type === 'StopPlayback') tones.delete(effect.playbackId);
    if (effect.type === 'PutLegInBridge' && [...tones.values()].includes(effect.legId)) moved.push(effect.legId);
  }
  return moved;
}

/** From nothing, and from a snapshot in the middle. */
function replayLeadsToTheSameWorld(line: Simulation): void {
  const world = emptyWorld();
  const facts: Fact[] = [];
  let copy = emptyWorld();
  for (const [index, event] of line.events.entries()) {
    facts.push(...step(world, event).facts);
    if (index === Math.floor(line.events.length / 2)) copy = decodePlain(encodePlain(world)) as typeof world;
    else if (index > line.events.length / 2) step(copy, event);
  }
  if (!isDeepStrictEqual(facts, line.facts)) throw new Error('A replay told other facts.');
  if (!isDeepStrictEqual(world, line.world)) throw new Error('A replay led to another world.');
  if (!isDeepStrictEqual(copy, line.world)) throw new Error('A replay from a snapshot led to another world.');
}
