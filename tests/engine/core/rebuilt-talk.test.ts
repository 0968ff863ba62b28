import test from 'ava';
import type { CallId, LegId, PhoneUser } from '../../../engine/core/ids.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { callRow, talkRows } from '../../../sql/line/call-row.ts';
import { agreed, citizen, lives, minutes } from './callback-story.ts';
import { contact, lineOf, office } from './outside-line.ts';
import { withCallbacks } from './simulated-line.ts';
import { Simulation } from './simulation.ts';

const phones = ['101', '102'] as PhoneUser[];

/** Asterisk refuses to make the next bridge of a talk, however often it is asked for. */
const refuseBridge = (line: Simulation): void => {
  let refused: string | null = null;
  line.fails = (effect) => {
    if (effect.type !== 'CreateBridge' || effect.kind !== 'mixing') return null;
    refused ??= effect.bridgeId;
    return effect.bridgeId === refused ? 500 : null;
  };
};

/** Ten minutes of talk; the engine is killed, or its connection is lost; the bridge is gone and is not made again. */
const loseBridge = (line: Simulation, id: string, how: 'killed' | 'lost' = 'killed'): void => {
  line.pass(minutes(10));
  const call = line.world.calls.get(id as CallId);
  if (call?.state !== 'talking' && call?.state !== 'outside') throw new Error(`They should talk: ${call?.state}`);
  if (how === 'killed') line.kill();
  else line.loseConnection();
  line.bridges.delete(call.bridgeId);
  refuseBridge(line);
  if (how === 'killed') line.restart(phones);
  else line.connect(phones);
};

const inQueueAgain = (line: Simulation): void => {
  for (let tenth = 0; line.world.calls.get('a' as CallId)?.entryCount !== 2; tenth += 1) {
    if (tenth === 600) throw new Error(`They should wait again: ${line.world.calls.get('a' as CallId)?.state}`);
    line.pass(100);
  }
};

test('[R2.10] [R9.2] a long talk that can not be rebuilt was one: the agent, the answer and its length stand', (t) => {
  for (const how of ['killed', 'lost'] as const) {
    const line = new Simulation(withCallbacks(1));
    line.call({ id: 'a', atMs: 0, from: '041123456' });
    line.atWork('agent1', { kind: 'answers', afterMs: 500 });
    line.pass(minutes(1));
    loseBridge(line, 'a', how);
    inQueueAgain(line);
    line.hangUp('leg-a' as LegId);
    line.pass(minutes(2));
    const cdr = line.cdr('a');
    t.like(cdr, { outcome: 'answered', agentId: 'agent1' }, how);
    t.truthy(cdr.humanAnsweredAt);
    t.is(cdr.talks?.length, 1);
    t.is(cdr.talks?.[0]?.notBuilt, undefined);
    t.is(talkRows(cdr).length, 1);
    t.true((callRow(cdr, true).talk_ms ?? 0) >= minutes(10));
    t.like(presentWallboard(line.world, line.at).today, { offered: 1, answered: 1 });
    t.deepEqual(line.unexpected, []);
  }
});

test('[R2.10] [R1.10] a long talk with a number outside that can not be rebuilt was one', (t) => {
  const action = { kind: 'outside', contact: contact.id } as const;
  const line = lineOf([{ name: 'prva', when: { kind: 'noAgent' }, action }]);
  line.outside.set(office, { kind: 'answers', afterMs: 5_000 });
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(minutes(1));
  loseBridge(line, 'a');
  line.pass(minutes(2));
  const cdr = line.cdr('a');
  t.like(cdr, { outcome: 'answered', hangUpSide: 'line' });
  t.truthy(cdr.humanAnsweredAt);
  t.like(cdr.outside?.[0], { contactId: contact.id, result: 'reached' });
  t.is(cdr.outside?.[0]?.notBuilt, undefined);
  t.like(callRow(cdr, true), { outside_contact_id: contact.id });
  t.like(presentWallboard(line.world, line.at).today, { offered: 1, answered: 1 });
  t.deepEqual(line.inAsterisk, []);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] [R9.2] a callback whose long talk can not be rebuilt has reached its person, and nobody is called again', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.outside.set(citizen, { kind: 'answers', afterMs: 1_000 });
  agreed(line);
  line.pass(minutes(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(minutes(1));
  loseBridge(line, 'a-cb-a1');
  line.pass(minutes(20));
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached', tries: [{ result: 'reached' }] });
  t.like(line.cdr('a-cb-a1'), { outcome: 'answered', agentId: 'agent1', dial: { result: 'reached' } });
  t.deepEqual(line.inAsterisk, []);
  t.deepEqual(line.unexpected, []);
});

test('[R2.10] [R9.2] an engine killed as the phone is picked up: a talk that is never built then either was none', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(minutes(1));
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  for (
    let tries = 0;
    tries < 3_000 && ![...line.world.offers.values()].some(({ state }) => state === 'ringing');
    tries += 1
  )
    line.pass(10);
  line.killAtNextEvent(0);
  line.pass(3_000);
  refuseBridge(line);
  line.restart(phones);
  inQueueAgain(line);
  line.hangUp('leg-a' as LegId);
  line.pass(minutes(1));
  t.like(line.cdr('a'), { outcome: 'callback', humanAnsweredAt: null, agentId: null });
  t.like(line.cdr('a').talks?.[0], { notBuilt: true });
  t.like(presentWallboard(line.world, line.at).today, { offered: 1, answered: 0 });
  t.deepEqual(line.unexpected, []);
});
