import type { CallbackId, QueueId } from '../../engine/core/ids.ts';
import { step } from '../../engine/core/step.ts';
import { emptyWorld } from '../../engine/core/world.ts';
import type { ShippedRecord } from '../../sql/line/journal-rows.ts';
import { withCallbacks } from '../engine/core/simulated-line.ts';
import { Simulation } from '../engine/core/simulation.ts';

export const minutes = (count: number): number => count * 60_000;
const keys = [
  { atMs: 105_000, digit: '1' },
  { atMs: 109_000, digit: '1' },
];

/** A morning: one is reached at the second try, one is cancelled by hand, one calls again and is served, one is open. */
export function morning(): ShippedRecord[] {
  const line = new Simulation(withCallbacks(1));
  line.outside.set('+38641000001', { kind: 'busy', afterMs: 500 });
  line.call({ id: 'first', atMs: 0, from: '041000001', keys });
  line.call({ id: 'second', atMs: 1_000, from: '041000002', keys });
  line.call({ id: 'third', atMs: 2_000, from: '041000003', keys });
  line.call({ id: 'again', atMs: minutes(3), from: '041000003' });
  line.pass(minutes(4));
  const callbackId = 'second-cb' as CallbackId;
  line.command({ type: 'CloseCallback', callbackId, outcome: 'cancelled', notes: 'ne želi več' });
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 20_000 });
  line.pass(minutes(2));
  line.outside.set('+38641000001', { kind: 'answers', afterMs: 500, talksMs: 10_000 });
  line.pass(minutes(10));
  line.command({
    type: 'AddCallback',
    callerNumber: '01 478 12 34',
    queueId: 'narocanje' as QueueId,
    language: 'sl',
    notes: 'prosi za klic',
  });
  line.command({ type: 'SignOut', agentId: 'agent1' as never });
  line.pass(1_000);
  return recordsOf(line);
}

/** Who was agreed to be called back at ten can not be dialled for an hour. */
export function morningWithoutTrunk(): ShippedRecord[] {
  const line = new Simulation(withCallbacks(1));
  line.fails = (effect) => (effect.type === 'DialNumber' ? 500 : null);
  line.call({ id: 'first', atMs: 0, from: '041000001', keys });
  line.pass(minutes(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(minutes(57));
  return recordsOf(line);
}

function recordsOf(line: Simulation): ShippedRecord[] {
  const world = emptyWorld();
  return line.events.map((event, index) => ({ sequence: index + 1, event, facts: step(world, event).facts }));
}
