import test from 'ava';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import type { Flow } from '../../../dialplan/flow.ts';
import type { Configuration } from '../../../engine/core/configuration.ts';
import type { AgentId, CallId, LegId, QueueId } from '../../../engine/core/ids.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { agreed, minutes } from './callback-story.ts';
import { withCallbacks } from './simulated-line.ts';
import { configurationOf, mondayAtTen, Simulation } from './simulation.ts';

const callId = 'a' as CallId;

/** As an operator changes it while calls go on. */
function reload(line: Simulation, change: Partial<Configuration>): void {
  const configuration = { ...(line.world.configuration as Configuration), ...change, version: `at ${line.at}` };
  line.happen({ type: 'ConfigurationLoaded', at: line.at, configuration });
}

const straight: Flow = { first: 'straight', nodes: { straight: { kind: 'queue', queue: 'narocanje' } } };
const sunday = (mondayAtTen - 24 * 3_600_000) as typeof mondayAtTen;

test('[R9.2] [R1.4] whoever stands at a node that a changed flow lacks is led on, whatever they were at', (t) => {
  const stood = new Set<string>();
  // A key leads from the beginning to the menu, and out of hours chooses from what is offered; another one chooses from it.
  const menus = ['1', '2', '3', '4', '5'].map((digit) => [
    { atMs: 9_000, digit: '1' },
    { atMs: 14_000, digit },
  ]);
  for (const startAt of [mondayAtTen, sunday])
    for (const keys of [[], ...menus])
      for (let at = 500; at < 45_000; at += 1_500) {
        const line = new Simulation(configurationOf(1, { flow: defaultFlow }), startAt);
        line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
        line.call({ id: 'a', atMs: 0, keys });
        line.pass(at);
        const before = line.world.calls.get(callId);
        if (before === undefined) break;
        const node = 'node' in before ? before.node : '';
        stood.add(`${before.state} ${node}`);
        reload(line, { flow: straight });
        line.pass(600_000);
        const call = line.world.calls.get(callId);
        t.is(call, undefined, `${before.state} ${node}: ${call?.state}`);
        t.not(line.cdr('a').outcome, 'failed', `${before.state} ${node}`);
        t.deepEqual(line.unexpected, []);
      }
  for (const expected of [
    'speaking consent',
    'speaking menu',
    'listening change',
    'listening information',
    'listening afterHours',
  ])
    t.true(stood.has(expected), `${expected}, of ${[...stood].join(', ')}`);
});

test('[R9.2] [R1.7] a message that was being left when its node went is kept', (t) => {
  const line = new Simulation(configurationOf(1, { flow: defaultFlow }), sunday);
  line.call({ id: 'a', atMs: 0, keys: [{ atMs: 14_000, digit: '2' }] });
  for (let passed = 0; passed < 120_000 && line.world.calls.get(callId)?.state !== 'leavingMessage'; passed += 500)
    line.pass(500);
  t.is(line.world.calls.get(callId)?.state, 'leavingMessage');
  line.pass(10_000);
  reload(line, { flow: straight });
  line.pass(300_000);
  t.is(line.cdr('a').outcome, 'voiceMessage');
  t.is(line.world.openMessages.size, 1);
  t.deepEqual(line.unexpected, []);
});

test('[R9.2] [R1.10] who waits in a queue that is taken away waits in the first that there is, at the same place', (t) => {
  const base = configurationOf(1);
  const [queue] = base.queues;
  if (queue === undefined) throw new Error('There is no queue.');
  const second = { ...queue, id: 'druga' as QueueId, skills: ['druga' as never] };
  const flow = { first: 'straight', nodes: { straight: { kind: 'queue', queue: 'druga' } } } as Flow;
  const line = new Simulation({ ...base, queues: [queue, second], flow });
  line.call({ id: 'a', atMs: 0 });
  line.pass(5_000);
  reload(line, { flow: straight });
  line.call({ id: 'b', atMs: 0 });
  line.pass(60_000);
  const place = () => [...line.world.entries.values()].map(({ queueId, ticketAt }) => [queueId, ticketAt]);
  const [first] = place();
  t.is(first?.[0] as string | undefined, 'druga');
  reload(line, { queues: [queue] });
  t.deepEqual(place()[0], ['narocanje', first?.[1]] as never);
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 20_000 });
  line.pass(120_000);
  t.like(line.cdr('a'), { outcome: 'answered', agentId: 'agent1' });
  t.like(line.cdr('b'), { outcome: 'answered' });
  const answeredAt = (id: string) => Number(line.cdr(id).humanAnsweredAt);
  t.true(answeredAt('a') < answeredAt('b'), 'who came first is served first');
  t.deepEqual(line.unexpected, []);
});

const agent1 = 'agent1' as AgentId;

/** Without agent 1, as when an administrator disables somebody. */
const withoutFirst = (line: Simulation): void =>
  reload(line, { agents: configurationOf(2).agents.filter(({ id }) => id !== agent1) });

test('[R2.2] [R2.9] who is disabled while ready, paused or rung is signed out at once, and is not rung', (t) => {
  for (const state of ['ready', 'paused', 'offered'] as const) {
    const line = new Simulation(configurationOf(2));
    line.atWork('agent1', { kind: 'never' });
    if (state === 'paused') line.command({ type: 'Pause', agentId: agent1, reason: 'malica' });
    if (state === 'offered') {
      line.call({ id: 'a', atMs: 0 });
      line.pass(16_000);
    }
    t.is(line.world.agents.get(agent1)?.state, state);
    withoutFirst(line);
    t.is(line.world.agents.get(agent1)?.state, 'signedOut', state);
    t.deepEqual(line.command({ type: 'BecomeReady', agentId: agent1 }), { ok: false, refusal: 'unknownAgent' });
    line.pass(24 * 3_600_000);
    reload(line, { agents: configurationOf(2).agents });
    t.is(line.world.agents.get(agent1)?.state, 'signedOut', 'enabled again, and not at work by that');
    t.deepEqual(line.unexpected, []);
  }
});

test('[R2.2] [R2.6] who is disabled during a talk brings it to its end and is signed out after the wrap-up', (t) => {
  const line = new Simulation(configurationOf(2));
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(30_000);
  const hold = { agentId: agent1, callId } as const;
  t.true(line.command({ type: 'HoldCaller', ...hold }).ok);
  withoutFirst(line);
  t.is(line.world.agents.get(agent1)?.state, 'onHold');
  const onBoard = () => presentWallboard(line.world, line.at).agents.find(({ id }) => id === agent1)?.state;
  t.is(onBoard(), 'onHold', 'the wallboard shows who is still at work');
  t.deepEqual(line.command({ type: 'BecomeReady', agentId: agent1 }), { ok: false, refusal: 'unknownAgent' });
  t.true(line.command({ type: 'ResumeCaller', ...hold }).ok);
  t.is(line.world.agents.get(agent1)?.state, 'talking');
  line.pass(5_000);
  line.hangUp('leg-a' as LegId);
  line.pass(1_000);
  t.is(line.world.agents.get(agent1)?.state, 'wrapUp');
  t.true(line.command({ type: 'DescribeCall', ...hold, disposition: null, notes: 'zapisano', nextStep: '' }).ok);
  line.pass(60_000);
  t.is(line.world.agents.get(agent1)?.state, 'signedOut');
  t.is(onBoard(), undefined);
  t.like(line.cdr('a'), { outcome: 'answered', agentId: 'agent1' });
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] [R1.6] a closing that is entered puts callbacks off that wait for an agent', (t) => {
  const base = withCallbacks(1);
  const line = new Simulation(base);
  const wish = { callerNumber: '041100001', queueId: 'narocanje' as QueueId, language: 'sl', notes: '' } as const;
  t.true(line.command({ type: 'AddCallback', ...wish }).ok);
  line.pass(60_000);
  const callback = () => [...line.world.callbacks.values()][0];
  t.is(callback()?.state, 'waiting');
  const today = { date: '2026-11-23', periods: [], note: '' };
  reload(line, { openingHours: { ...base.openingHours, exceptions: [today] } });
  t.is(callback()?.state, 'owed');
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.pass(3_600_000);
  t.is(line.effects.filter(({ type }) => type === 'DialNumber').length, 0, 'nobody is dialled while it is closed');
  line.outside.set('+38641100001', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.pass(24 * 3_600_000);
  t.is(line.effects.filter(({ type }) => type === 'DialNumber').length, 1);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] [R9.4] when the outbound side is taken away, an alarm counts every promise that can not be kept', (t) => {
  const line = new Simulation(withCallbacks(1));
  agreed(line);
  line.pass(minutes(3));
  const failing = () => presentWallboard(line.world, line.at).callbacks.failing;
  t.is(failing(), 0);
  const { outbound: _, ...configuration } = withCallbacks(1);
  line.happen({ type: 'ConfigurationLoaded', at: line.at, configuration });
  line.pass(minutes(1));
  t.is(line.world.callbacks.size, 1);
  t.is(failing(), 1);
  line.happen({ type: 'ConfigurationLoaded', at: line.at, configuration: withCallbacks(1) });
  t.is(failing(), 0);
  t.deepEqual(line.unexpected, []);
});
