import test from 'ava';
import type { AgentId, CallId, LegId } from '../../../engine/core/ids.ts';
import { Simulation } from './simulation.ts';

const callId = 'a' as CallId;
const caller = 'leg-a' as LegId;
const first = 'a-o1-leg' as LegId;
const second = 'a-o2-leg' as LegId;

function talking(): Simulation {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(20_000);
  line.atWork('agent2', { kind: 'answers', afterMs: 2_000 });
  return line;
}

function key(line: Simulation, legId: LegId, digits: string): void {
  for (const digit of digits) {
    line.happen({ type: 'DigitPressed', at: line.at, legId, digit });
    line.pass(100);
  }
}

const stateOf = (line: Simulation, agentId: string) => line.world.agents.get(agentId as AgentId)?.state;

function refer(line: Simulation, legId: LegId, to: string, attended = false): boolean | undefined {
  const before = line.effects.length;
  line.happen({ type: 'LegReferred', at: line.at, legId, to, attended });
  const answer = line.effects.slice(before).find((effect) => effect.type === 'AnswerRefer');
  return answer?.type === 'AnswerRefer' ? answer.accepted : undefined;
}

test('[R2.6] a question, toggled, joined and handed over on the keys of the phone', (t) => {
  const line = talking();
  key(line, first, '*2102#');
  t.is(line.world.consults.get(callId)?.state, 'ringing');
  line.pass(3_000);
  for (const [keys, state] of [
    ['*4', 'parked'],
    ['*4', 'asking'],
    ['*5', 'joined'],
  ] as const) {
    key(line, first, keys);
    t.is(line.world.consults.get(callId)?.state, state);
  }
  key(line, first, '*7');
  t.is(stateOf(line, 'agent1'), 'wrapUp');
  t.like(line.world.calls.get(callId), { state: 'talking', agentId: 'agent2' });
  const carriedOut = line.facts.filter((fact) => fact.type === 'CommandCarriedOut' && fact.by.kind === 'phone');
  t.is(carriedOut.length, 5, 'each stands in the journal with the phone that asked');
});

test('[R2.6] given to a phone and to a queue; back to the caller', (t) => {
  const line = talking();
  key(line, first, '*2102#');
  line.pass(3_000);
  key(line, first, '*6');
  t.is(line.world.consults.size, 0);
  t.is(stateOf(line, 'agent1'), 'talking');
  key(line, first, '*3102#');
  t.is(stateOf(line, 'agent1'), 'wrapUp');
  line.pass(3_000);
  t.like(line.world.calls.get(callId), { state: 'talking', agentId: 'agent2' });
  key(line, 'a-o3-leg' as LegId, '*31#');
  t.is(line.world.calls.get(callId)?.state, 'queued');
});

test('[R2.6] [R9.4] nobody else’s keys do anything, and a wrong code is told to the agent alone', (t) => {
  const line = talking();
  key(line, caller, '*3102#');
  t.is(stateOf(line, 'agent1'), 'talking', 'the caller’s keys are no codes');
  for (const keys of ['*2999#', '*39#', '*7', '*2101#']) {
    const before = line.effects.length;
    key(line, first, keys);
    const said = line.effects.slice(before).find(({ type }) => type === 'PlayUtterances');
    t.like(said, { legId: first }, keys);
  }
  const before = line.effects.length;
  key(line, first, '*3041999888');
  key(line, first, '12#');
  t.is(line.effects.length, before, 'a number leads nowhere');
  key(line, first, '*21');
  line.pass(6_000);
  key(line, first, '02#');
  t.is(line.world.consults.size, 0, 'whoever waits begins anew');
  key(line, first, '*2*2102#');
  t.is(line.world.consults.size, 1, 'a star begins anew');
  line.pass(3_000);
  key(line, second, '*7');
  t.is(line.world.consults.get(callId)?.state, 'asking', 'who is asked decides nothing');
  line.hangUp(caller);
  line.pass(60_000);
  t.is(line.world.calls.size + line.world.keyed.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R2.6] [R9.4] a REFER of the phone means what its keys mean after *3, and nothing else is done for it', (t) => {
  const line = talking();
  for (const to of ['041999888', '+38641999888', 'trunk-trunk', '999', '9', '*11', '*2102', '*4', '', '*8'])
    t.is(refer(line, first, to), false, to);
  t.is(refer(line, first, '102', true), false, 'in the place of another call');
  t.is(refer(line, caller, '102'), false, 'of the caller');
  t.is(refer(line, 'nobody' as LegId, '102'), undefined);
  t.is(stateOf(line, 'agent1'), 'talking');
  t.is(refer(line, first, '102'), true);
  const [answer, ...rest] = line.effects.slice(line.effects.findLastIndex(({ type }) => type === 'AnswerRefer'));
  t.like(answer, { accepted: true });
  t.true(
    rest.some((effect) => effect.type === 'HangUpLeg' && effect.legId === first),
    'the phone is told before it is put down',
  );
  line.pass(5_000);
  t.like(line.world.calls.get(callId), { state: 'talking', agentId: 'agent2' });
  t.is(refer(line, second, '1'), true, 'to a queue');
  t.is(line.world.calls.get(callId)?.state, 'queued');
  t.is(refer(line, second, '1'), false, 'too late');
  t.deepEqual(line.unexpected, []);
});

test('[R2.6] who was taken out of the administration during the talk is refused the transfer, so that the phone keeps it', (t) => {
  const line = talking();
  const { configuration } = line.world;
  if (configuration === null) throw new Error('There is a configuration.');
  const agents = configuration.agents.filter(({ phone }) => phone !== '101');
  line.happen({ type: 'ConfigurationLoaded', at: line.at, configuration: { ...configuration, agents } });
  t.is(refer(line, first, '102'), false);
  const before = line.effects.length;
  key(line, first, '*3102#');
  t.is(line.effects.length, before, 'keys are not answered at all');
  t.is(line.world.calls.get(callId)?.state, 'talking');
  line.hangUp(caller);
  line.pass(60_000);
  t.is(line.world.calls.size, 0);
  t.deepEqual(line.unexpected, []);
});
