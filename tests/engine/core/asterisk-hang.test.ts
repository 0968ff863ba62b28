import test from 'ava';
import type { AgentId, CallId, LegId, PhoneUser } from '../../../engine/core/ids.ts';
import { configurationOf, Simulation } from './simulation.ts';

const phones = ['101', '102'] as PhoneUser[];
const call = (line: Simulation, id: string) => line.world.calls.get(id as CallId);

test('[R9.2] bridges hang: who calls now waits in Asterisk, nobody is offered, and all is taken up in order', (t) => {
  const line = new Simulation();
  line.call({ id: 'waits', atMs: 0 });
  line.pass(20_000);
  t.is(call(line, 'waits')?.state, 'queued');
  line.hang();
  line.pass(5_000);
  t.like(line.world.asteriskHangs, { resources: ['bridges'] });
  line.call({ id: 'held', atMs: 0 });
  line.call({ id: 'leaves', atMs: 10, hangsUpAfterMs: 9_000 });
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 5_000 });
  const arrivedAt = line.at;
  line.pass(30_000);
  t.is(line.world.agents.get('agent1' as AgentId)?.state, 'ready', 'a phone that could not be bridged is not rung');
  t.is(call(line, 'held')?.state, 'answering');
  t.true(line.world.heldOff.has('leg-held' as LegId));
  t.like(line.cdr('leaves'), { outcome: 'abandoned', hangUpSide: 'caller', responderAnsweredAt: null });
  line.comeBack(phones);
  line.pass(90_000);
  t.is(line.world.asteriskHangs, null);
  t.like(line.cdr('waits'), { outcome: 'answered' });
  t.like(line.cdr('held'), { outcome: 'answered', startedAt: arrivedAt });
  t.is(line.cdr('held').queueEntries[0]?.ticketAt, arrivedAt, 'the wait counts from the arrival');
  t.is(line.world.heldOff.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R9.2] a talk that begins as bridges hang is not given up: it is built when they are back', (t) => {
  const line = new Simulation();
  line.call({ id: 'a', atMs: 0 });
  line.pass(20_000);
  line.atWork('agent1', { kind: 'answers', afterMs: 3_000, talksMs: 60_000 });
  line.pass(1_000);
  line.hang();
  line.pass(20_000);
  t.is(call(line, 'a')?.state, 'talking', 'they were brought together, and nobody knows how far it got');
  line.comeBack(phones);
  line.pass(1_000);
  t.is(Math.max(...[...line.bridges.values()].map(({ size }) => size)), 2, 'both hear each other');
  line.pass(90_000);
  t.like(line.cdr('a'), { outcome: 'answered', hangUpSide: 'agent' });
});

test('[R9.2] a node beside others sends new callers on with 503, but not those who were held already', (t) => {
  const edge = { callsPerNumberPerMinute: 20, callsPerSecond: 50, whenAsteriskHangs: 'refuse' } as const;
  const line = new Simulation(configurationOf(1, { edge }));
  line.hang();
  line.pass(5_000);
  line.call({ id: 'new', atMs: 0 });
  line.call({ id: 'held', atMs: 0, heldMs: 60_000 });
  line.pass(3_000);
  t.like(line.cdr('new'), { outcome: 'failed', hangUpCause: 42, refusedBecause: 'asteriskHangs' });
  t.is(call(line, 'held')?.state, 'answering');
});

test('[R9.2] who was held off and is with the plan when the connection is back is taken at the first knock', (t) => {
  const line = new Simulation(configurationOf(1));
  line.hang();
  line.pass(5_000);
  line.call({ id: 'held', atMs: 0 });
  line.pass(1_000);
  line.loseConnection();
  line.connect(phones);
  t.true(line.world.heldOff.has('leg-held' as LegId) && line.world.stranded.has('leg-held' as LegId));
  line.pass(3_000);
  t.not(call(line, 'held')?.state, 'answering');
  t.is(line.effects.filter(({ type }) => type === 'LeaveLegToPlan').length, 1, 'not sent away once more');
  t.is(line.world.heldOff.size + line.world.stranded.size, 0);
  t.deepEqual(line.unexpected, []);
});
