import test from 'ava';
import type { QueueConfiguration } from '../../../engine/core/configuration.ts';
import type { AgentId, Skill } from '../../../engine/core/ids.ts';
import { configurationOf, type PhoneBehaviour, Simulation } from './simulation.ts';

const quick: PhoneBehaviour = { kind: 'answers', afterMs: 500, talksMs: 2_000 };

/** A line of so many agents whose queue differs from the usual; levels of skill stand beside the agents. */
function lineOf(
  change: Partial<QueueConfiguration>,
  levels: readonly number[],
  extra: readonly (readonly string[])[] = [],
): Simulation {
  const base = configurationOf(levels.length);
  const queues = base.queues.map((queue) => ({ ...queue, wrapUpSeconds: 0, ...change }));
  const agents = base.agents.map((agent, index) => ({
    ...agent,
    skills: [...agent.skills.map(({ skill }) => skill), ...((extra[index] ?? []) as Skill[])].map((skill) => ({
      skill,
      level: levels[index] ?? 1,
    })),
  }));
  return new Simulation({ ...base, queues, agents });
}

/** Who was rung, call by call, one call at a time. */
function served(line: Simulation, calls: number, everyMs = 60_000): string[] {
  for (let index = 0; index < calls; index += 1) {
    line.call({ id: `c${index}`, atMs: 0 });
    line.pass(everyMs);
  }
  return line.facts.flatMap((fact) => (fact.type === 'OfferMade' ? [fact.agentId] : []));
}

const atWork = (line: Simulation, ...agents: (readonly [string, PhoneBehaviour])[]) => {
  for (const [agent, behaviour] of agents) {
    line.atWork(agent, behaviour);
    line.pass(1_000);
  }
};

test('[R2.3] longest idle: whoever has been free the longest', (t) => {
  const line = lineOf({ strategy: 'longestIdle' }, [1, 1, 1]);
  atWork(line, ['agent2', quick], ['agent1', quick], ['agent3', quick]);
  t.deepEqual(served(line, 6), ['agent2', 'agent1', 'agent3', 'agent2', 'agent1', 'agent3']);
});

test('[R2.3] least calls: whoever answered fewest since sign-in; who signs in later is not given everything', (t) => {
  const line = lineOf({ strategy: 'leastCalls' }, [1, 1, 1]);
  atWork(line, ['agent1', quick], ['agent2', quick]);
  t.deepEqual(served(line, 4), ['agent1', 'agent2', 'agent1', 'agent2']);
  line.atWork('agent3', quick);
  t.deepEqual(served(line, 4).slice(4), ['agent1', 'agent2', 'agent3', 'agent1']);
});

test('[R2.3] round robin: whoever was offered longest ago, answered or not', (t) => {
  const line = lineOf({ strategy: 'roundRobin', ringSeconds: 3 }, [1, 1, 1]);
  atWork(line, ['agent1', quick], ['agent2', { kind: 'busy', afterMs: 100 }], ['agent3', quick]);
  t.deepEqual(served(line, 2), ['agent1', 'agent2', 'agent3']);
  line.atWork('agent2', quick);
  t.deepEqual(served(line, 3).slice(3), ['agent1', 'agent2', 'agent3']);
});

test('[R2.3] ring all: every free phone rings, the quickest gets the caller and the others stop', (t) => {
  const line = lineOf({ strategy: 'ringAll' }, [1, 1, 1]);
  atWork(
    line,
    ['agent1', { kind: 'never' }],
    ['agent2', { ...quick, afterMs: 2_000 }],
    ['agent3', { kind: 'busy', afterMs: 500 }],
  );
  line.call({ id: 'a', atMs: 0 });
  line.pass(60_000);
  const cdr = line.cdr('a');
  t.deepEqual(
    cdr.offers.map(({ agentId, result }) => [agentId, result]),
    [
      ['agent1', 'answeredElsewhere'],
      ['agent2', 'answered'],
      ['agent3', 'busy'],
    ],
  );
  t.is(line.world.agents.get('agent1' as AgentId)?.state, 'ready', 'who was too slow is no worse for it');
  t.is(line.world.legs.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R2.3] ring all: two answer in the same instant, one talks', (t) => {
  const line = lineOf({ strategy: 'ringAll' }, [1, 1]);
  atWork(
    line,
    ['agent1', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 }],
    ['agent2', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 }],
  );
  line.call({ id: 'a', atMs: 0 });
  line.pass(60_000);
  t.deepEqual(
    line.cdr('a').offers.map(({ result }) => result),
    ['answered', 'answeredElsewhere'],
  );
  t.deepEqual(line.unexpected, []);
  t.is(line.bridges.size, 0);
});

test('[R2.3] levels: only who knows enough is rung, until the wait widens the circle', (t) => {
  const widening = [
    { afterSeconds: 30, minimumLevel: 2, without: [] },
    { afterSeconds: 60, minimumLevel: 1, without: [] },
  ];
  const line = lineOf({ minimumLevel: 3, widening }, [1, 2]);
  atWork(line, ['agent1', quick], ['agent2', { kind: 'never' }]);
  line.call({ id: 'a', atMs: 0 });
  line.pass(180_000);
  const cdr = line.cdr('a');
  const queuedAt = cdr.queueEntries[0]?.queuedAt ?? 0;
  t.deepEqual(
    cdr.offers.map(({ agentId, madeAt, result }) => [agentId, madeAt - queuedAt, result]),
    [
      ['agent2', 30_000, 'noAnswer'],
      ['agent1', 60_000, 'answered'],
    ],
  );
});

test('[R2.3] widening drops a skill that is not needed any more', (t) => {
  const skills = ['narocanje', 'ue:litija'] as Skill[];
  const line = lineOf(
    { skills, widening: [{ afterSeconds: 20, minimumLevel: 1, without: ['ue:litija' as Skill] }] },
    [1],
  );
  atWork(line, ['agent1', quick]);
  line.call({ id: 'a', atMs: 0 });
  line.pass(120_000);
  t.is((line.cdr('a').humanAnsweredAt ?? 0) - (line.cdr('a').queueEntries[0]?.queuedAt ?? 0), 20_505);
});

test('[R2.3] the last agent is preferred when the same number calls again, while free and for so many hours', (t) => {
  const line = lineOf({ lastAgentHours: 1 }, [1, 1]);
  atWork(line, ['agent1', quick], ['agent2', quick]);
  const call = (id: string, from: string) => {
    line.call({ id, atMs: 0, from });
    line.pass(60_000);
    return line.cdr(id).agentId;
  };
  t.is(call('a', '041111111'), 'agent1' as AgentId);
  t.is(call('b', '041111111'), 'agent1' as AgentId, 'again the same, though agent2 is idle longer');
  t.is(call('c', '041222222'), 'agent2' as AgentId);
  line.pass(2 * 3_600_000);
  t.is(call('d', '041222222'), 'agent1' as AgentId, 'after two hours nobody remembers');
});

test('[R2.3] queues that share agents: the higher priority first, of equal ones the earlier ticket', (t) => {
  for (const [priority, order] of [
    [0, ['a', 'b', 'c']],
    [1, ['b', 'a', 'c']],
  ] as const) {
    const base = configurationOf(1);
    const [queue] = base.queues as [QueueConfiguration];
    const other = { ...queue, id: 'drugo' as QueueConfiguration['id'], priority };
    const toOther = { ...base.flow, nodes: { ...base.flow.nodes, queue2: { kind: 'queue' as const, queue: 'drugo' } } };
    const language = base.flow.nodes.language;
    const nodes =
      language?.kind === 'choice'
        ? { ...toOther.nodes, language: { ...language, keys: { 5: { next: 'queue2' } } } }
        : toOther.nodes;
    const line = new Simulation({
      ...base,
      queues: [
        { ...queue, wrapUpSeconds: 0 },
        { ...other, wrapUpSeconds: 0 },
      ],
      flow: { ...base.flow, nodes },
    });
    line.call({ id: 'a', atMs: 0 });
    line.call({ id: 'b', atMs: 12_000, keys: [{ atMs: 100, digit: '5' }] });
    line.call({ id: 'c', atMs: 15_000 });
    line.pass(40_000);
    line.atWork('agent1', quick);
    line.pass(120_000);
    const answered = (['a', 'b', 'c'] as const).toSorted(
      (x, y) => (line.cdr(x).humanAnsweredAt ?? 0) - (line.cdr(y).humanAnsweredAt ?? 0),
    );
    t.deepEqual(answered, [...order]);
  }
});
