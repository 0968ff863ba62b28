import test from 'ava';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import type { Cdr } from '../../../engine/core/cdr.ts';
import {
  type AgentId,
  type CallId,
  instant,
  type LegId,
  type PhoneUser,
  type QueueId,
} from '../../../engine/core/ids.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { minutes } from './callback-story.ts';
import { configurationOf, Simulation } from './simulation.ts';

const phones = ['101', '102'] as PhoneUser[];
const leg = (id: string) => `leg-${id}` as LegId;
const stateOf = (line: Simulation, id: string) => line.world.calls.get(id as CallId)?.state;

/** What Asterisk's plan writes of a caller of ours whom it had. */
function told(line: Simulation, id: string, answeredMsAgo: number | null, endedMsAgo: number): void {
  line.loseLeg(leg(id));
  line.happen({
    type: 'UnseenCallEnded',
    at: line.at,
    callId: `again-${id}` as CallId,
    legId: leg(id),
    callerNumber: null,
    calledNumber: '015551234',
    trunk: 'sample',
    arrivedAt: instant(line.at - minutes(30)),
    answeredAt: answeredMsAgo === null ? null : instant(line.at - answeredMsAgo),
    endedAt: instant(line.at - endedMsAgo),
    phone: answeredMsAgo === null ? null : ('101' as PhoneUser),
    endedBy: 'agent',
  });
}

/** Three wait, the engine is gone, and Asterisk's plan takes them. */
function stranded(): Simulation {
  const line = new Simulation(configurationOf(2));
  for (const [index, id] of ['a', 'b', 'c'].entries()) line.call({ id, atMs: index * 1_000 });
  line.pass(minutes(1));
  line.kill();
  for (const id of ['a', 'b', 'c']) line.leaveToPlan(leg(id));
  line.pass(minutes(5));
  return line;
}

const oneRecordEach = (line: Simulation, ids: readonly string[]): Cdr[] =>
  ids.map((id) => {
    const closed = line.factsOf(id).filter(({ type }) => type === 'CallClosed');
    if (closed.length !== 1) throw new Error(`${closed.length} records of ${id}`);
    return line.cdr(id);
  });

test('[R9.2] [R2.4] whom the plan still has when the engine is back is offered to nobody until it hands them back, and keeps the place', (t) => {
  const line = stranded();
  line.restart(phones);
  t.is(line.world.stranded.size, 3);
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.pass(500);
  t.is(line.world.offers.size, 0, 'nobody is rung for who is elsewhere');
  line.pass(minutes(3));
  t.is(line.world.stranded.size, 0);
  const cdrs = oneRecordEach(line, ['a', 'b', 'c']);
  const answered = cdrs.map(({ humanAnsweredAt }) => humanAnsweredAt ?? 0);
  t.deepEqual(answered, answered.toSorted(), 'in the order of the tickets');
  t.true(cdrs.every(({ outcome, queueEntries }) => outcome === 'answered' && queueEntries.length === 1));
  t.deepEqual([line.unexpected, line.inAsterisk], [[], []]);
});

test('[R9.2] [R2.10] whom the plan put through has one record with its true times, whether it ends before or after the engine is back', (t) => {
  const line = stranded();
  const ticketAt = line.world.calls.get('a' as CallId)?.ticketAt ?? null;
  line.revive();
  told(line, 'a', 60_000, 20_000);
  t.like(line.cdr('a'), {
    outcome: 'answered',
    agentId: 'agent1',
    humanAnsweredAt: line.at - 60_000,
    talkEndedAt: line.at - 20_000,
    endedAt: line.at - 20_000,
    hangUpSide: 'agent',
    recordingId: null,
  });
  t.like(line.cdr('a').queueEntries[0], { ticketAt, leftBecause: 'answered', leftAt: line.at - 60_000 });
  line.plan.keep(leg('b'));
  line.connect(phones);
  line.atWork('agent2', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.pass(minutes(2));
  t.is(stateOf(line, 'b'), 'queued', 'a talk that the plan made is not disturbed');
  t.is(line.cdr('c').outcome, 'answered');
  told(line, 'b', 50_000, 10_000);
  t.like(line.cdr('b'), { outcome: 'answered', hangUpSide: 'agent', talkEndedAt: line.at - 10_000 });
  told(line, 'b', 50_000, 10_000);
  line.pass(minutes(1));
  oneRecordEach(line, ['a', 'b', 'c']);
  t.is(line.world.calls.size + line.world.entries.size + line.world.stranded.size, 0);
  t.deepEqual([line.unexpected, line.inAsterisk], [[], []]);
});

test('[R9.2] [R3.2] whom an agent had talked with before the plan put them through is counted as answered once', (t) => {
  const line = new Simulation(configurationOf(2));
  line.atWork('agent2', { kind: 'answers', afterMs: 1_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(minutes(1));
  const humanAnsweredAt = line.world.calls.get('a' as CallId)?.cdr.humanAnsweredAt ?? null;
  const [queue] = configurationOf(2).queues;
  const agentId = 'agent2' as AgentId;
  const to = { kind: 'queue', queueId: queue?.id as QueueId } as const;
  t.deepEqual(line.command({ type: 'TransferCall', agentId, callId: 'a' as CallId, to }), { ok: true });
  line.command({ type: 'SignOut', agentId });
  line.pass(minutes(1));
  line.kill();
  line.leaveToPlan(leg('a'));
  line.pass(minutes(1));
  line.revive();
  told(line, 'a', 60_000, 20_000);
  t.like(line.cdr('a'), { outcome: 'answered', humanAnsweredAt, talkEndedAt: line.at - 20_000 });
  t.deepEqual(
    line.cdr('a').talks?.map((talk) => talk.agentId),
    ['agent2', 'agent1'] as AgentId[],
  );
  t.like(presentWallboard(line.world, line.at)?.today, { offered: 1, answered: 1 });
  t.deepEqual(line.unexpected, []);
});

test('[R9.2] who gives up with the plan is abandoned once: told by it, or by nobody', (t) => {
  const line = stranded();
  line.plan.keep(leg('a'));
  line.plan.keep(leg('b'));
  line.restart(phones);
  line.hangUp(leg('a'));
  t.is(stateOf(line, 'a'), 'queued', 'the plan may yet tell of a talk');
  told(line, 'a', null, 1_000);
  t.like(line.cdr('a'), { outcome: 'abandoned', hangUpSide: 'caller', endedAt: line.at - 1_000 });
  const hungUpAt = line.at;
  line.hangUp(leg('b'));
  line.pass(minutes(1));
  t.like(line.cdr('b'), { outcome: 'abandoned', endedAt: hungUpAt });
  told(line, 'b', 50_000, 10_000);
  t.is(line.factsOf('again-b').length, 0, 'what is told too late is no second call');
  line.hangUp(leg('c'));
  line.pass(minutes(1));
  oneRecordEach(line, ['a', 'b', 'c']);
  t.is(line.world.calls.size + line.world.stranded.size, 0);
  t.deepEqual([line.unexpected, line.inAsterisk], [[], []]);
});

test('[R9.2] stranded in the middle of the menu, or before the answer: the way goes on when they are handed back', (t) => {
  const line = new Simulation(configurationOf(1, { flow: defaultFlow }));
  line.call({ id: 'early', atMs: 7_998 });
  line.call({ id: 'speaks', atMs: 0 });
  line.call({ id: 'listens', atMs: 1_000 });
  line.pass(8_000);
  line.kill();
  for (const id of ['early', 'speaks', 'listens']) line.leaveToPlan(leg(id));
  line.pass(minutes(2));
  line.restart(phones);
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.pass(minutes(10));
  const cdrs = oneRecordEach(line, ['early', 'speaks', 'listens']);
  t.deepEqual(
    cdrs.map(({ outcome }) => outcome),
    ['answered', 'answered', 'answered'],
  );
  t.deepEqual([line.unexpected, line.inAsterisk], [[], []]);
});

for (const when of ['before anybody is free', 'while a phone rings for them'] as const) {
  test(`[R9.2] who leaves for the plan late, after an engine is back, is taken up at the knock: ${when}`, (t) => {
    const line = new Simulation(configurationOf(1));
    line.call({ id: 'a', atMs: 0 });
    line.pass(minutes(1));
    line.restart(phones);
    t.is(line.world.stranded.size, 0, 'the way out was asked for and waits for the end of what is heard');
    if (when === 'while a phone rings for them') line.atWork('agent1', { kind: 'answers', afterMs: 500 });
    line.leaveToPlan(leg('a'));
    line.pass(1_000);
    t.is(stateOf(line, 'a'), when === 'before anybody is free' ? 'queued' : 'talking');
    line.pass(2_000);
    t.deepEqual([...line.bridges.values()].filter((legs) => legs.has(leg('a'))).length, 1, 'music, or the agent');
    line.atWork('agent1', { kind: 'answers', afterMs: 500 });
    line.pass(1_000);
    t.deepEqual(
      [...line.bridges.values()].map((legs) => [...legs].toSorted()),
      [['a-o1-leg', 'leg-a']],
    );
    line.hangUp(leg('a'));
    line.pass(minutes(1));
    oneRecordEach(line, ['a']);
    t.deepEqual([line.unexpected, line.inAsterisk], [[], []]);
  });
}
