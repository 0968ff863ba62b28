import test from 'ava';
import fc from 'fast-check';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import type { Flow } from '../../../dialplan/flow.ts';
import type { Configuration } from '../../../engine/core/configuration.ts';
import type { AgentId, PhoneUser, QueueId } from '../../../engine/core/ids.ts';
import { withCallbacks } from './simulated-line.ts';
import { Simulation } from './simulation.ts';
import { endsInOrder, outcomesOf } from './story-laws.ts';

const numbers = ['041100001', '041100002', '041100003'] as const;
const phones = ['101', '102'] as PhoneUser[];
const straight: Flow = { first: 'straight', nodes: { straight: { kind: 'queue', queue: 'druga' } } };

const sample = withCallbacks(2, { offerAfterSeconds: 30, callAbandonedBackAfterSeconds: 60 });
const base: Configuration = {
  ...sample,
  flow: defaultFlow,
  queues: sample.queues.flatMap((queue) => [
    { ...queue, wrapUpSeconds: 5 },
    { ...queue, wrapUpSeconds: 5, id: 'druga' as QueueId },
  ]),
};

/** What an operator may take away while calls go on. */
function without(what: string): Configuration {
  const { outbound, callbacks, ...rest } = base;
  switch (what) {
    case 'agent1':
      return { ...base, agents: base.agents.slice(1) };
    case 'agents':
      return { ...base, agents: [] };
    case 'secondQueue':
      return { ...base, queues: base.queues.slice(0, 1) };
    case 'firstQueue':
      return { ...base, flow: straight, queues: base.queues.slice(1) };
    case 'outbound':
      return callbacks === undefined ? rest : { ...rest, callbacks };
    case 'callbacks':
      return outbound === undefined ? rest : { ...rest, outbound };
    case 'nodes':
      return { ...base, flow: straight };
    default:
      return base;
  }
}

const key = fc.record({
  atMs: fc.integer({ min: 500, max: 120_000 }),
  digit: fc.constantFrom('1', '2', '3', '*', '9', '0'),
});
const caller = fc.record(
  {
    atMs: fc.integer({ min: 0, max: 300_000 }),
    from: fc.constantFrom(...numbers),
    keys: fc.array(key, { maxLength: 6 }),
    hangsUpAfterMs: fc.integer({ min: 1_000, max: 900_000 }),
  },
  { requiredKeys: ['atMs', 'from', 'keys'] },
);
const change = fc.record({
  atMs: fc.integer({ min: 0, max: 400_000 }),
  what: fc.constantFrom('agent1', 'agents', 'secondQueue', 'firstQueue', 'outbound', 'callbacks', 'nodes', 'nothing'),
});
const story = fc.record({
  callers: fc.array(caller, { minLength: 1, maxLength: 8 }),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  comeAtMs: fc.array(fc.integer({ min: 0, max: 200_000 }), { minLength: 2, maxLength: 2 }),
  talksMs: fc.integer({ min: 1_000, max: 60_000 }),
  restartAtMs: fc.option(fc.integer({ min: 0, max: 400_000 })),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

function play({ callers, changes, comeAtMs, talksMs, restartAtMs }: Story): Simulation {
  const line = new Simulation(base);
  for (const number of numbers)
    line.outside.set(`+386${number.slice(1)}`, { kind: 'answers', afterMs: 2_000, talksMs: 5_000 });
  for (const [index, { hangsUpAfterMs, ...one }] of callers.entries())
    line.call({ id: `c${index}`, ...one, ...(hangsUpAfterMs === undefined ? {} : { hangsUpAfterMs }) });
  const load = (version: string, configuration: Configuration): void =>
    line.happen({ type: 'ConfigurationLoaded', at: line.at, configuration: { ...configuration, version } });
  const come = (place: number, talks: number): void => {
    const agentId = `agent${place + 1}` as AgentId;
    line.phones.set(phones[place] as PhoneUser, { kind: 'answers', afterMs: 2_000, talksMs: talks });
    line.ask({ type: 'SignIn', agentId });
    line.ask({ type: 'BecomeReady', agentId });
  };
  for (const [place, atMs] of comeAtMs.entries()) line.after(atMs, () => come(place, talksMs));
  for (const [index, { atMs, what }] of changes.entries())
    line.after(atMs, () => load(`change ${index}`, without(what)));
  if (restartAtMs !== null) line.after(restartAtMs, () => line.restart(phones));
  line.pass(1_500_000);
  // All is as it was, and somebody is there for whoever waits.
  load('last', base);
  for (const place of phones.keys()) come(place, 5_000);
  line.pass(3 * 24 * 3_600_000);
  return line;
}

test('[R9.2] [R1.10] [R1.11] a configuration that changes in the middle leaves nobody in silence and breaks no promise', (t) => {
  let promises = 0;
  fc.assert(
    fc.property(story, (told) => {
      const line = play(told);
      endsInOrder(line);
      for (const [callId, outcome] of outcomesOf(line.facts))
        if (outcome === 'failed') throw new Error(`${callId} was lost by the line.`);
      if (line.world.callbacks.size > 0) throw new Error('A callback is owed for ever.');
      for (const agreed of line.facts) {
        if (agreed.type !== 'CallbackAgreed') continue;
        promises += 1;
        const closed = line.facts.findLast(
          (fact) => fact.type === 'CallbackChanged' && fact.callbackId === agreed.callbackId,
        );
        if (closed?.type !== 'CallbackChanged' || closed.state !== 'closed') throw new Error('A promise is open.');
        // Dialled, or talked with when they called in; nobody closed it by hand in these stories.
        if (closed.tries.length === 0 && closed.outcome !== 'handledOtherwise')
          throw new Error(`A promise came to nothing: ${closed.outcome}.`);
      }
    }),
    { numRuns: 120, includeErrorInReport: true },
  );
  t.log(`${promises} promises`);
  t.true(promises > 5, 'the stories are not empty');
});
