import test from 'ava';
import type { QueueConfiguration } from '../../../engine/core/configuration.ts';
import type { CallId, Instant, QueueId, Skill } from '../../../engine/core/ids.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { emptyWorld, type World } from '../../../engine/core/world.ts';
import { decodePlain, encodePlain } from '../../../engine/shell/journal/plain-json.ts';
import { BusyLine, type Outcome, outcomesOf } from './busy-line.ts';
import { configurationOf, Simulation } from './simulation.ts';

const share = (outcomes: readonly Outcome[]): number => {
  const judged = outcomes.filter(({ kept }) => kept !== null);
  return judged.filter(({ kept }) => kept).length / judged.length;
};

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;

for (const [spread, load] of [
  [0.3, 1],
  [0.6, 1.05],
  [1, 1.2],
] as const) {
  test(`[R1.8] estimates hold what they say on busy days: talks of spread ${spread}, load ${load}`, (t) => {
    const seed = 20_261_122;
    const busy = new BusyLine({ seed, agents: 6, load, spread });
    for (let day = 0; day < 3; day += 1) busy.passDay();
    const outcomes = outcomesOf(busy.line);
    const spoken = outcomes.filter(({ told }) => told.estimateSeconds !== null);
    const judged = spoken.filter(({ kept }) => kept !== null);
    t.log(`${outcomes.length} announcements, ${spoken.length} with a time, ${judged.length} judged`);
    t.true(judged.length > 1000, `seed ${seed}`);
    t.true(spoken.length > 0.75 * outcomes.length, 'most callers are told a time');

    t.log(`kept ${share(spoken).toFixed(3)}`);
    t.true(share(spoken) > 0.85, 'at least 85 % are answered within what was said');
    for (const [name, places] of [
      ['first', [1, 1]],
      ['second to fifth', [2, 5]],
      ['beyond', [6, 99]],
    ] as const) {
      const there = spoken.filter(({ told }) => told.position >= places[0] && told.position <= places[1]);
      const waits = there.flatMap(({ actualSeconds }) => actualSeconds ?? []);
      const said = there.map(({ told }) => told.estimateSeconds ?? 0);
      t.log(`place ${name}: kept ${share(there).toFixed(3)}, median said ${median(said)} s, was ${median(waits)} s`);
      t.true(share(there) > 0.8, `at the place ${name}`);
      // Whoever says "an hour" to everybody keeps that too, and helps nobody.
      t.true(median(said) < 60 + 2.5 * median(waits), `not much too long at the place ${name}`);
    }
    const errors = judged.flatMap(({ told, actualSeconds }) => {
      if (actualSeconds === null || told.estimateSeconds === null) return [];
      const { estimateSeconds, fromSeconds = estimateSeconds } = told;
      return Math.max(actualSeconds - estimateSeconds, fromSeconds - actualSeconds, 0);
    });
    t.log(`median error ${median(errors).toFixed(1)} s`);
    t.true(median(errors) < 60);

    for (const told of Map.groupBy(spoken, (each) => each.told.callId).values()) {
      for (const [index, { told: next }] of told.entries()) {
        const last = told[index - 1]?.told.estimateSeconds ?? Number.POSITIVE_INFINITY;
        if ((next.estimateSeconds ?? 0) > last) t.not(next.longerBecause, undefined, 'longer than the last one');
      }
    }
    const { estimates } = presentWallboard(busy.line.world, busy.line.at).queues[0] ?? {};
    t.is(estimates?.silence, null);
    t.true((estimates?.spoken ?? 0) > 50);
    t.deepEqual(busy.line.unexpected, []);
  });
}

test('[R1.8] [R2.9] when talks suddenly take much longer the time is not told, and is told again once it is right', (t) => {
  const busy = new BusyLine({ seed: 7, agents: 6, load: 1.1, spread: 0.5 });
  busy.passDay();
  const before = outcomesOf(busy.line).length;
  t.is(presentWallboard(busy.line.world, busy.line.at).queues[0]?.estimates?.silence, null);
  busy.talkFactor = 5;
  for (let hour = 0; hour < 3; hour += 1) busy.passHour(1);
  const during = outcomesOf(busy.line).slice(before);
  t.true(during.some(({ told }) => told.silence === 'poorlyCalibrated'));
  busy.talkFactor = 1;
  busy.line.pass(21 * 3_600_000);
  busy.passDay();
  const last = outcomesOf(busy.line).slice(-200);
  t.true(last.filter(({ told }) => told.estimateSeconds !== null).length > 150);
});

/** A line that knows its waits: the last forecasts were all right. */
function provenLine(agents: number): Simulation {
  const line = new Simulation(configurationOf(agents));
  const queueId = 'narocanje' as QueueId;
  line.world.handling.set(
    queueId,
    Array.from({ length: 40 }, (_, index) => (60 + index * 10) * 1000),
  );
  line.world.forecasts.set(
    queueId,
    Array.from({ length: 60 }, (_, index) => ({ score: (index % 3) / 2 - 0.5, within: true, spoken: null })),
  );
  return line;
}

const toldTo = (line: Simulation, id: string) =>
  line.world.calls.get(id as CallId)?.cdr.queueEntries[0]?.estimates ?? [];

test('[R1.8] the time is longer than the last one only when agents went away, and the record says so', (t) => {
  const line = provenLine(4);
  for (let agent = 1; agent <= 4; agent += 1) line.atWork(`agent${agent}`, { kind: 'answers', afterMs: 500 });
  for (let call = 0; call < 4; call += 1) line.call({ id: `busy${call}`, atMs: call });
  line.pass(20_000);
  for (let call = 0; call < 5; call += 1) line.call({ id: `w${call}`, atMs: 0 });
  line.pass(30_000);
  const [first] = toldTo(line, 'w4');
  t.truthy(first?.estimateSeconds);
  t.is(first?.forecast?.agents, 4);
  t.is(first?.forecast?.turn, 5);
  for (const agent of ['agent1', 'agent2', 'agent3'])
    line.command({ type: 'Pause', agentId: agent as never, reason: 'malica' });
  line.pass(60_000);
  const second = toldTo(line, 'w4').at(-1);
  t.is(second?.forecast?.agents, 1);
  t.is(second?.longerBecause, 'fewerAgents');
  t.true((second?.estimateSeconds ?? 0) > (first?.estimateSeconds ?? 0));
});

test('[R1.8] a caller of higher priority is a cause for a longer time', (t) => {
  const base = configurationOf(2);
  const [queue] = base.queues as [QueueConfiguration];
  const urgent = { ...queue, id: 'nujno' as QueueId, priority: 5 };
  const { language, ...nodes } = base.flow.nodes;
  if (language?.kind !== 'choice') throw new Error('The flow of the sample begins with a choice.');
  const flow = {
    first: 'language',
    nodes: {
      ...nodes,
      language: { ...language, keys: { ...language.keys, 5: { next: 'urgent', language: 'sl' as const } } },
      urgent: { kind: 'queue' as const, queue: 'nujno' },
    },
  };
  const line = provenLine(2);
  line.happen({ type: 'ConfigurationLoaded', at: line.at, configuration: { ...base, queues: [queue, urgent], flow } });
  for (const agent of ['agent1', 'agent2']) line.atWork(agent, { kind: 'answers', afterMs: 500 });
  for (let call = 0; call < 2; call += 1) line.call({ id: `busy${call}`, atMs: call });
  line.pass(20_000);
  line.call({ id: 'w', atMs: 0 });
  line.pass(30_000);
  for (let call = 0; call < 12; call += 1) line.call({ id: `u${call}`, atMs: call, keys: [{ atMs: 500, digit: '5' }] });
  line.pass(60_000);
  const [first, second] = toldTo(line, 'w');
  t.is(second?.longerBecause, 'overtaken');
  t.is(second?.position, first?.position, 'the place in the own queue is the same');
  t.is(second?.forecast?.turn, 13);
});

test('[R1.8] agents who pause after this call and those who lack the skill do not shorten the wait', (t) => {
  const base = configurationOf(4);
  const agents = base.agents.map((agent, index) =>
    index === 3 ? { ...agent, skills: [{ skill: 'drugo' as Skill, level: 1 }] } : agent,
  );
  const line = provenLine(4);
  line.happen({ type: 'ConfigurationLoaded', at: line.at, configuration: { ...base, agents } });
  for (let agent = 1; agent <= 4; agent += 1) line.atWork(`agent${agent}`, { kind: 'answers', afterMs: 500 });
  for (let call = 0; call < 3; call += 1) line.call({ id: `busy${call}`, atMs: call });
  line.pass(20_000);
  line.command({ type: 'Pause', agentId: 'agent1' as never, reason: 'malica' });
  line.call({ id: 'w', atMs: 0 });
  line.pass(20_000);
  t.is(toldTo(line, 'w')[0]?.forecast?.agents, 2);
});

test('[R1.8] nothing is said of the wait before enough is known, without agents, or without an approved prompt', (t) => {
  const fresh = new Simulation(configurationOf(1));
  fresh.call({ id: 'a', atMs: 0 });
  fresh.pass(20_000);
  t.like(toldTo(fresh, 'a')[0], { position: 1, estimateSeconds: null, silence: 'nobodyAtWork' });
  fresh.atWork('agent1', { kind: 'never' });
  fresh.call({ id: 'b', atMs: 0 });
  fresh.pass(20_000);
  t.like(toldTo(fresh, 'b')[0], { position: 2, estimateSeconds: null, silence: 'tooLittleKnown' });

  const base = configurationOf(1);
  const { estimatedWait: _, ...prompts } = base.prompts.sl;
  const line = provenLine(1);
  line.happen({
    type: 'ConfigurationLoaded',
    at: line.at,
    configuration: { ...base, prompts: { ...base.prompts, sl: prompts } },
  });
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.call({ id: 'talks', atMs: 0 });
  line.call({ id: 'w', atMs: 100 });
  line.pass(40_000);
  t.like(toldTo(line, 'w')[0], { estimateSeconds: null, silence: 'notApproved' });
});

test('[R9.2] the proof of forecasts comes through a snapshot; one from before there were any is read', (t) => {
  const busy = new BusyLine({ seed: 3, agents: 3, load: 1, spread: 0.5 });
  busy.passHour(1);
  const restored = decodePlain(encodePlain(busy.line.world)) as World;
  t.deepEqual(restored.forecasts, busy.line.world.forecasts);
  t.true([...restored.forecasts.values()].flat().length > 20);
  const { forecasts: _, ...old } = restored;
  const world: World = { ...emptyWorld(), ...(decodePlain(encodePlain(old)) as Partial<World>) };
  t.is(world.forecasts.size, 0);
  t.is(presentWallboard(world, world.at as Instant).queues[0]?.estimates?.silence, 'tooLittleKnown');
});
