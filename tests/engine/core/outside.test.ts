import test from 'ava';
import type { Configuration } from '../../../engine/core/configuration.ts';
import type { AgentId, CallId, ContactId, LegId } from '../../../engine/core/ids.ts';
import { presentAgent } from '../../../engine/core/present-agent.ts';
import { decodePlain, encodePlain } from '../../../engine/shell/journal/plain-json.ts';
import { callRow } from '../../../sql/line/call-row.ts';
import { callId, contact, dialled, lineOf, office } from './outside-line.ts';
import type { Simulation } from './simulation.ts';
import { movedBesideTone } from './story-laws.ts';

const agent1 = 'agent1' as AgentId;
const outside = { kind: 'outside', contactId: contact.id } as const;

/** Agent 1 talks with the caller. */
function talking(change: Partial<Configuration> = {}): Simulation {
  const line = lineOf([], change);
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(30_000);
  return line;
}

const transfer = (line: Simulation, to: { kind: 'outside'; contactId: ContactId } = outside) =>
  line.command({ type: 'TransferCall', agentId: agent1, callId, to });
const together = (line: Simulation) =>
  [...line.bridges.values()].map((legs) => [...legs].sort()).filter((legs) => legs.length > 0);

test('[R2.6] [R2.10] an agent gives the caller to a number outside: they talk, unrecorded, and the record tells it', (t) => {
  const line = talking();
  line.outside.set(office, { kind: 'answers', afterMs: 5_000, talksMs: 20_000 });
  t.deepEqual(presentAgent(line.world, agent1, line.at)?.call?.transfer?.outside, [
    { id: contact.id, name: contact.name, kind: 'department', code: '12', open: true, free: true },
  ]);
  t.deepEqual(transfer(line), { ok: true });
  line.pass(1_000);
  t.deepEqual(dialled(line), [office]);
  t.is(line.world.agents.get(agent1)?.state, 'wrapUp');
  const tone = line.effects.find((effect) => effect.type === 'DialNumber');
  t.is(tone?.type === 'DialNumber' ? tone.heardBy?.legId : null, 'leg-a' as LegId, 'the caller hears that it rings');
  line.pass(10_000);
  t.is(line.world.calls.get(callId)?.state, 'outside');
  t.deepEqual(together(line), [['a-o2-leg', 'leg-a']]);
  line.pass(60_000);
  const cdr = line.cdr('a');
  t.like(cdr, { outcome: 'answered', hangUpSide: 'outside', agentId: agent1 });
  t.like(cdr.transfers[0], { kind: 'blind', by: agent1, to: outside });
  t.is(cdr.outside?.length, 1);
  t.like(cdr.outside?.[0], { contactId: contact.id, by: agent1, rule: null, result: 'reached' });
  t.is(cdr.recordings?.length, 1, 'only the agent’s talk is recorded');
  const row = callRow(cdr, true);
  const agentMs = (cdr.talks?.[0]?.endedAt ?? 0) - (cdr.talks?.[0]?.startedAt ?? 0);
  t.is(row.talk_ms, agentMs + 20_000, 'both talks count');
  t.is(new Set(cdr.queueEntries.map(({ ticketAt }) => ticketAt)).size, 1);
  t.deepEqual(line.inAsterisk, []);
  t.is(line.world.calls.size + line.world.entries.size + line.world.line.length, 0);
  t.deepEqual(line.unexpected, []);
});

for (const [how, behaviour, result] of [
  ['nobody answers', { kind: 'never' }, 'noAnswer'],
  ['it is busy', { kind: 'busy', afterMs: 1_000 }, 'busy'],
] as const) {
  test(`[R2.6] ${how} outside: the caller is back in the old place and served by an agent`, (t) => {
    const line = talking();
    line.outside.set(office, behaviour);
    line.call({ id: 'b', atMs: 0 });
    line.pass(1_000);
    transfer(line);
    line.pass(500);
    line.command({ type: 'Pause', agentId: agent1, reason: 'malica' });
    line.pass(40_000);
    t.is(line.world.calls.get(callId)?.state, 'queued');
    t.is(line.world.line[0], 'a-q2' as never, 'before whoever came later');
    line.atWork('agent2', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
    line.pass(60_000);
    const cdr = line.cdr('a');
    t.deepEqual(
      cdr.talks?.map(({ agentId }) => agentId),
      ['agent1', 'agent2'],
    );
    t.like(cdr.outside?.[0], { result });
    line.hangUp('leg-b' as LegId);
    line.pass(60_000);
    t.deepEqual(line.inAsterisk, []);
    t.deepEqual(line.unexpected, []);
  });
}

test('[R2.6] [R9.4] by the keys of the phone; only a number of the directory, by the rule, and as often as it has lines', (t) => {
  const line = talking();
  const key = (digits: string): void => {
    for (const digit of digits) {
      line.happen({ type: 'DigitPressed', at: line.at, legId: 'a-o1-leg' as LegId, digit });
      line.pass(100);
    }
  };
  key('*899#');
  key('*8041999888#');
  t.is(line.world.calls.get(callId)?.state, 'talking');
  t.deepEqual(dialled(line), []);
  t.deepEqual(transfer(line, { kind: 'outside', contactId: 'ni je' as ContactId }), {
    ok: false,
    refusal: 'unknownTarget',
  });
  key('*812#');
  t.deepEqual(dialled(line), [office]);
  line.hangUp('leg-a' as LegId);
  line.pass(60_000);

  const foreign = talking({ contacts: [{ ...contact, number: '43199999999' }] });
  t.deepEqual(transfer(foreign), { ok: false, refusal: 'contactRefused' }, 'abroad by no rule');
  const without = talking({ contacts: [] });
  t.deepEqual(transfer(without), { ok: false, refusal: 'unknownTarget' });
  for (const other of [foreign, without]) t.deepEqual(dialled(other), []);
});

test('[R2.6] [R9.4] ten calls a day to one number are for citizens; a department is dialled as often as it has to be', (t) => {
  const line = lineOf([], {}, 1);
  line.outside.set(office, { kind: 'answers', afterMs: 1_000, talksMs: 1_000 });
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  for (let round = 0; round < 15; round += 1) {
    const id = `c${round}`;
    line.call({ id, atMs: 0 });
    line.pass(60_000);
    line.command({ type: 'TransferCall', agentId: agent1, callId: id as CallId, to: outside });
    line.pass(60_000);
    line.command({ type: 'FinishWrapUp', agentId: agent1 });
  }
  t.is(dialled(line).length, 15);
});

test('[R2.6] [R2.2] the caller hangs up while it rings outside, and while they talk', (t) => {
  const ringing = talking();
  ringing.outside.set(office, { kind: 'never' });
  transfer(ringing);
  ringing.pass(2_000);
  ringing.hangUp('leg-a' as LegId);
  ringing.pass(60_000);
  t.like(ringing.cdr('a'), { outcome: 'answered', hangUpSide: 'caller' });
  t.like(ringing.cdr('a').outside?.[0], { result: 'callerLeft' });
  const talks = talking();
  talks.outside.set(office, { kind: 'answers', afterMs: 1_000 });
  transfer(talks);
  talks.pass(5_000);
  talks.hangUp('leg-a' as LegId);
  talks.pass(60_000);
  t.like(talks.cdr('a'), { outcome: 'answered', hangUpSide: 'caller' });
  for (const line of [ringing, talks]) {
    t.deepEqual(line.inAsterisk, []);
    t.is(line.world.calls.size, 0);
    t.deepEqual(line.unexpected, []);
  }
});

test('[R2.6] [R9.2] the engine is killed at any moment of it: the caller talks there, or is served', (t) => {
  for (const moment of ['transfer', 'answer', 'silence'] as const) {
    for (let effects = 0; effects < 8; effects += 1) {
      const line = talking();
      const isSilent = moment === 'silence';
      line.outside.set(office, isSilent ? { kind: 'never' } : { kind: 'answers', afterMs: 3_000, talksMs: 20_000 });
      if (moment === 'transfer') line.killAtNextEvent(effects);
      line.ask({ type: 'TransferCall', agentId: agent1, callId, to: outside });
      if (moment !== 'transfer') {
        line.pass(1_000);
        line.command({ type: 'FinishWrapUp', agentId: agent1 });
        line.command({ type: 'Pause', agentId: agent1, reason: 'malica' });
        line.pass(isSilent ? 28_900 : 1_900);
        line.killAtNextEvent(effects);
      }
      line.pass(1_500);
      line.restart(['101', '102'] as never);
      line.atWork('agent2', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
      line.pass(200_000);
      const cdr = line.cdr('a');
      t.is(cdr.outcome, 'answered', `${moment} after ${effects} effects`);
      t.is(line.world.calls.size, 0, `${moment} after ${effects} effects`);
      t.deepEqual(line.inAsterisk, [], `${moment} after ${effects} effects nothing is left in Asterisk`);
      t.deepEqual(movedBesideTone(line), [], `${moment} after ${effects} effects the tone is over`);
      t.deepEqual(line.unexpected, []);
    }
  }
});

test('[R9.2] a snapshot holds a ring and a talk outside, and the line goes on from it', (t) => {
  const line = talking();
  line.outside.set(office, { kind: 'answers', afterMs: 3_000 });
  transfer(line);
  line.pass(1_000);
  const ringing = decodePlain(encodePlain(line.world)) as typeof line.world;
  t.deepEqual(ringing.entries, line.world.entries);
  line.pass(5_000);
  const talks = decodePlain(encodePlain(line.world)) as typeof line.world;
  t.deepEqual(talks.calls, line.world.calls);
});

test('[R2.10] [R1.10] somebody answers outside, and they can not be brought together: nobody talked there', (t) => {
  // By a rule, before any agent was there; and after an agent's talk.
  for (const byRule of [true, false]) {
    const action = { kind: 'outside', contact: contact.id } as const;
    const line = byRule ? lineOf([{ name: 'prva', when: { kind: 'noAgent' }, action }]) : talking();
    line.outside.set(office, { kind: 'answers', afterMs: 5_000, talksMs: 20_000 });
    line.fails = (effect) => (effect.type === 'CreateBridge' && effect.bridgeId.startsWith('talk-') ? 500 : null);
    if (byRule) line.call({ id: 'a', atMs: 0, from: '041123456' });
    else transfer(line);
    line.pass(120_000);
    const cdr = line.cdr('a');
    t.like(cdr.outside?.[0], { result: 'failed', notBuilt: true });
    t.is(cdr.outcome, byRule ? 'failed' : 'answered');
    t.is(cdr.agentId, byRule ? null : agent1);
    t.is(cdr.humanAnsweredAt === null, byRule);
    t.like(callRow(cdr, true), { outside_contact_id: null });
    t.deepEqual(line.inAsterisk, []);
    t.deepEqual(line.unexpected, []);
  }
});
