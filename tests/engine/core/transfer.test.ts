import test from 'ava';
import type { TransferTarget } from '../../../engine/core/call.ts';
import type { AgentId, CallId, LegId, QueueId } from '../../../engine/core/ids.ts';
import { presentAgent } from '../../../engine/core/present-agent.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { callRow, talkRows } from '../../../sql/line/call-row.ts';
import { configurationOf, Simulation } from './simulation.ts';

const agent1 = 'agent1' as AgentId;
const agent2 = 'agent2' as AgentId;
const callId = 'a' as CallId;
const callerLeg = 'leg-a' as LegId;

/** Two queues of the same agents, and a second one that only agent 2 knows. */
function line(): Simulation {
  const base = configurationOf(2);
  const queues = base.queues.flatMap((queue) => [
    queue,
    { ...queue, id: 'druga' as QueueId, name: 'Druga raven', skills: ['druga' as never], wrapUpSeconds: 10 },
  ]);
  const agents = base.agents.map((agent) =>
    agent.id === agent2 ? { ...agent, skills: [...agent.skills, { skill: 'druga' as never, level: 1 }] } : agent,
  );
  return new Simulation({ ...base, queues, agents });
}

/** Agent 1 talks with the caller; agent 2 comes to work afterwards. */
function talking(): Simulation {
  const told = line();
  told.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  told.call({ id: 'a', atMs: 0 });
  told.pass(30_000);
  if (told.world.agents.get(agent1)?.state !== 'talking') throw new Error('Agent 1 does not talk.');
  return told;
}

const toAgent2 = { kind: 'agent', agentId: agent2 } as const;
const toSecondQueue = { kind: 'queue', queueId: 'druga' as QueueId } as const;

/** The bridges in which somebody is, and who. */
const together = (told: Simulation) =>
  [...told.bridges.values()].map((legs) => [...legs].sort()).filter((legs) => legs.length > 0);

test('[R2.6] [R2.10] to another queue: the ticket stays, the first agent wraps up, the talks add up', (t) => {
  const told = talking();
  told.atWork('agent2', { kind: 'answers', afterMs: 4_000, talksMs: 20_000 });
  const { ticketAt } = [...told.world.entries.values()][0] ?? {};
  t.deepEqual(told.command({ type: 'TransferCall', agentId: agent1, callId, to: toSecondQueue }), { ok: true });
  const transferredAt = told.at;
  t.is(told.world.agents.get(agent1)?.state, 'wrapUp', 'the first agent writes up his part');
  t.is(told.world.agents.get(agent2)?.state, 'offered');
  told.pass(1_000);
  t.deepEqual(together(told), [[callerLeg]], 'the caller hears music');
  told.pass(90_000);
  const cdr = told.cdr('a');
  t.like(cdr, { outcome: 'answered', agentId: 'agent2', hangUpSide: 'agent' });
  t.deepEqual(
    cdr.queueEntries.map((entry) => [entry.queueId, entry.ticketAt, entry.leftBecause]),
    [
      ['narocanje', ticketAt, 'answered'],
      ['druga', ticketAt, 'answered'],
    ],
  );
  t.deepEqual(cdr.transfers, [{ kind: 'blind', by: agent1, to: toSecondQueue, at: transferredAt }]);
  const [first, second] = cdr.talks ?? [];
  t.is(first?.startedAt, cdr.humanAnsweredAt ?? undefined, 'the wait ended with the first human');
  t.like(first, { agentId: 'agent1', endedAt: transferredAt });
  t.like(second, { agentId: 'agent2', endedAt: cdr.talkEndedAt });
  t.is((first?.wrapUpEndedAt ?? 0) - transferredAt, 30_000, 'wrap-up by the queue that the caller came from');
  t.is((second?.wrapUpEndedAt ?? 0) - (second?.endedAt ?? 0), 10_000);
  const row = callRow(cdr, true);
  const talkMs = transferredAt - (first?.startedAt ?? 0) + 20_000;
  t.is(row.talk_ms, talkMs, 'the second wait is no talk');
  t.is(row.wrap_up_ms, 40_000);
  t.deepEqual(
    talkRows(cdr).map(({ agent_id, ordinal }) => [ordinal, agent_id]),
    [
      [0, 'agent1'],
      [1, 'agent2'],
    ],
  );
  t.deepEqual(
    cdr.recordings?.map(({ recordingId, agentId }) => [recordingId, agentId]),
    [
      ['a-r1', 'agent1'],
      ['a-r2', 'agent2'],
    ],
    'each talk is recorded for itself',
  );
  t.true(Math.abs((cdr.recordings?.[1]?.seconds ?? 0) - 20) < 0.1);
  t.is(told.effects.filter(({ type }) => type === 'SealRecording').length, 2);
  t.like(presentWallboard(told.world, told.at).today, { offered: 1, answered: 1 }, 'one call, answered once');
  t.is(told.world.calls.size + told.world.legs.size + told.world.entries.size + told.bridges.size, 0);
  t.deepEqual(told.unexpected, []);
});

test('[R2.6] by the ticket: whoever is transferred stands before those who came later', (t) => {
  const told = talking();
  told.call({ id: 'b', atMs: 0 });
  told.pass(20_000);
  t.deepEqual(
    told.command({
      type: 'TransferCall',
      agentId: agent1,
      callId,
      to: { kind: 'queue', queueId: 'narocanje' as QueueId },
    }),
    { ok: true },
  );
  t.deepEqual(
    told.world.line.map((entryId) => told.world.entries.get(entryId)?.callId),
    ['a', 'b'],
  );
  told.atWork('agent2', { kind: 'answers', afterMs: 1_000, talksMs: 1_000 });
  told.pass(5_000);
  t.is(told.cdr('a').agentId, agent2, 'the transferred caller is served first');
});

test('[R2.6] to an agent who does not answer: the caller stands in the queue again, at the old place', (t) => {
  const told = talking();
  told.atWork('agent2', { kind: 'never' });
  told.call({ id: 'b', atMs: 0, hangsUpAfterMs: 300_000 });
  told.pass(1_000);
  t.deepEqual(told.command({ type: 'TransferCall', agentId: agent1, callId, to: toAgent2 }), { ok: true });
  t.is(told.world.agents.get(agent2)?.state, 'offered', 'the agent who was asked for rings');
  told.pass(20_100);
  t.like(told.world.agents.get(agent2), { state: 'paused', reason: 'noAnswer' });
  t.is(told.world.entries.get('a-q2' as never)?.queueId, 'narocanje' as QueueId);
  told.pass(9_950);
  t.is(told.world.agents.get(agent1)?.state, 'offered', 'the first agent has wrapped up and gets the caller back');
  told.pass(2_000);
  const call = told.world.calls.get(callId);
  t.is(call?.state, 'talking');
  t.is(call?.cdr.offers.at(-1)?.agentId, agent1);
  told.hangUp(callerLeg);
  told.pass(60_000);
  const cdr = told.cdr('a');
  t.deepEqual(
    cdr.offers.map(({ agentId, result }) => [agentId, result]),
    [
      ['agent1', 'answered'],
      ['agent2', 'noAnswer'],
      ['agent1', 'answered'],
    ],
  );
  t.deepEqual(
    cdr.talks?.map(({ agentId }) => agentId),
    ['agent1', 'agent1'],
  );
  t.deepEqual(told.unexpected, []);
});

test('[R2.6] whoever hangs up while waiting after a transfer was answered, and the queue says left', (t) => {
  const told = talking();
  told.command({ type: 'TransferCall', agentId: agent1, callId, to: toSecondQueue });
  told.pass(5_000);
  told.hangUp(callerLeg);
  told.pass(60_000);
  const cdr = told.cdr('a');
  t.like(cdr, { outcome: 'answered', hangUpSide: 'caller', agentId: 'agent1' });
  t.is(cdr.queueEntries[1]?.leftBecause, 'abandoned');
  t.like(presentWallboard(told.world, told.at).today, { offered: 1, answered: 1, abandoned: 0 });
});

test('[R2.6] [R1.10] the time that was talked is no wait for overflow rules; the place is by the ticket all the same', (t) => {
  const base = configurationOf(2);
  const rule = {
    name: 'dolgo čakanje',
    when: { kind: 'waited', seconds: 60 },
    action: { kind: 'offer', what: 'voiceMessage' },
  } as const;
  const told = new Simulation({ ...base, queues: base.queues.map((queue) => ({ ...queue, overflow: [rule] })) });
  told.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  told.call({ id: 'a', atMs: 0 });
  told.pass(200_000);
  told.command({
    type: 'TransferCall',
    agentId: agent1,
    callId,
    to: { kind: 'queue', queueId: 'narocanje' as QueueId },
  });
  told.command({ type: 'Pause', agentId: agent1, reason: 'malica' });
  const rules = () => told.world.entries.get('a-q2' as never)?.overflow?.rules ?? [];
  told.pass(50_000);
  t.deepEqual(rules(), []);
  told.pass(15_000);
  t.deepEqual(rules(), ['dolgo čakanje']);
});

test('[R2.6] what can not be done is refused, and the talk goes on', (t) => {
  const told = talking();
  const transfer = (to: TransferTarget, by = agent1) => told.command({ type: 'TransferCall', agentId: by, callId, to });
  t.deepEqual(transfer({ kind: 'queue', queueId: 'ni je' as QueueId }), { ok: false, refusal: 'unknownTarget' });
  t.deepEqual(transfer({ kind: 'agent', agentId: 'nihče' as AgentId }), { ok: false, refusal: 'unknownTarget' });
  t.deepEqual(transfer({ kind: 'agent', agentId: agent1 }), { ok: false, refusal: 'unknownTarget' }, 'to oneself');
  t.deepEqual(transfer(toAgent2), { ok: false, refusal: 'agentNotFree' }, 'not at work');
  t.deepEqual(transfer(toAgent2, agent2), { ok: false, refusal: 'unknownCall' }, 'somebody else’s call');
  told.hangUp(callerLeg);
  told.pass(100);
  t.deepEqual(transfer(toSecondQueue), { ok: false, refusal: 'notTalking' }, 'in wrap-up');
});

test('[R2.6] on hold as in the talk; the music’s bridge goes with the talk', (t) => {
  const told = talking();
  told.command({ type: 'HoldCaller', agentId: agent1, callId });
  told.pass(1_000);
  t.deepEqual(told.command({ type: 'TransferCall', agentId: agent1, callId, to: toSecondQueue }), { ok: true });
  told.pass(1_000);
  t.deepEqual(together(told), [[callerLeg]]);
  t.is(told.bridges.size, 1);
  t.truthy(told.world.calls.get(callId)?.cdr.holds[0]?.endedAt, 'the hold ended with the talk');
  t.deepEqual(told.unexpected, []);
});

test('[R2.6] [R2.5] the console shows where the caller can go, and to the second agent what the first wrote', (t) => {
  const told = talking();
  const describe = (agentId: AgentId, notes: string, disposition: string | null) =>
    told.command({ type: 'DescribeCall', agentId, callId, disposition, notes, nextStep: '' });
  t.deepEqual(presentAgent(told.world, agent1, told.at)?.call?.transfer?.agents, [
    { id: agent2, name: 'Agent 2', state: 'signedOut', free: false },
  ]);
  told.atWork('agent2', { kind: 'answers', afterMs: 1_000 });
  const targets = presentAgent(told.world, agent1, told.at)?.call?.transfer;
  t.like(targets?.agents[0], { state: 'ready', free: true });
  t.deepEqual(
    targets?.queues.map(({ name, waiting }) => [name, waiting]),
    [
      ['Naročanje', 0],
      ['Druga raven', 0],
    ],
  );
  describe(agent1, 'potni list', 'narocanje');
  told.command({ type: 'TransferCall', agentId: agent1, callId, to: toAgent2 });
  told.pass(2_000);
  const second = presentAgent(told.world, agent2, told.at)?.call;
  t.like(second, { notes: '', disposition: null });
  t.deepEqual(second?.earlier, [{ name: 'Agent 1', notes: 'potni list', nextStep: '' }]);
  t.is(presentAgent(told.world, agent1, told.at)?.call?.transfer, null, 'in wrap-up there is nothing to transfer');
  describe(agent2, 'osebna izkaznica', 'drugo');
  describe(agent1, 'potni list in dovoljenje', null);
  told.hangUp(callerLeg);
  told.pass(60_000);
  t.like(told.cdr('a'), { disposition: 'drugo', notes: 'osebna izkaznica\npotni list in dovoljenje' });
});

test('[R9.2] the engine is killed at any moment of a transfer: the caller stands in the queue and is served', (t) => {
  for (let effects = 0; effects < 9; effects += 1) {
    const told = talking();
    told.atWork('agent2', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
    told.killAtNextEvent(effects);
    told.ask({ type: 'TransferCall', agentId: agent1, callId, to: toSecondQueue });
    told.pass(2_000);
    told.restart(['101', '102'] as never);
    told.pass(120_000);
    const cdr = told.cdr('a');
    t.is(cdr.outcome, 'answered', `after ${effects} effects`);
    t.deepEqual(
      cdr.talks?.map(({ agentId }) => agentId),
      ['agent1', 'agent2'],
      `after ${effects} effects`,
    );
    t.is(told.world.calls.size, 0);
    t.deepEqual(told.inAsterisk, [], `after ${effects} effects nothing is left in Asterisk`);
  }
});
