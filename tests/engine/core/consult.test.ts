import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import type { Command } from '../../../engine/core/commands.ts';
import type { AgentId, CallId, LegId, QueueId } from '../../../engine/core/ids.ts';
import { presentAgent } from '../../../engine/core/present-agent.ts';
import { step } from '../../../engine/core/step.ts';
import { emptyWorld } from '../../../engine/core/world.ts';
import { callRow } from '../../../sql/line/call-row.ts';
import { everybodyIsWhereTheyShould, heard } from './consult-places.ts';
import { type PhoneBehaviour, Simulation } from './simulation.ts';

const agent1 = 'agent1' as AgentId;
const agent2 = 'agent2' as AgentId;
const callId = 'a' as CallId;
const caller = 'leg-a' as LegId;
const first = 'a-o1-leg' as LegId;
const second = 'a-o2-leg' as LegId;

/** Agent 1 talks with the caller; agent 2 is ready, with this phone. */
function talking(phone: PhoneBehaviour = { kind: 'answers', afterMs: 3_000 }): Simulation {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(20_000);
  line.atWork('agent2', phone);
  return line;
}

/** Agent 1 asks agent 2, who has answered. */
function asking(): Simulation {
  const line = talking();
  ask(line, 'ConsultAgent');
  line.pass(4_000);
  return line;
}

type Asked = 'ConsultAgent' | 'SwapParties' | 'JoinParties' | 'CompleteTransfer' | 'ReturnToCaller' | 'HoldCaller';

const ask = (line: Simulation, type: Asked) =>
  line.command({ type, agentId: agent1, callId, asked: agent2 } as Command);

const done = { ok: true } as const;
const stateOf = (line: Simulation, agentId: AgentId) => line.world.agents.get(agentId)?.state;

/** Everything is put down, and the record is closed. */
function closed(line: Simulation) {
  line.pass(90_000);
  const { calls, legs, entries, offers, consults } = line.world;
  if (calls.size + legs.size + entries.size + offers.size + consults.size + line.bridges.size > 0)
    throw new Error('Something was left behind.');
  if (line.unexpected.length > 0) throw new Error(JSON.stringify(line.unexpected));
  return line.cdr('a');
}

test('[R2.6] [R2.10] asked, toggled, joined and handed over: who hears whom, and one record of it all', (t) => {
  const line = talking();
  t.deepEqual(ask(line, 'ConsultAgent'), done);
  line.pass(1_000);
  t.deepEqual(heard(line), [first, caller].sort(), 'the caller hears music, the agent the ringing tone');
  t.is(stateOf(line, agent1), 'onHold');
  t.is(stateOf(line, agent2), 'offered');
  const tone = line.effects.findLast((effect) => effect.type === 'RingPhone');
  t.is(tone?.type === 'RingPhone' ? tone.heardBy?.legId : null, first);
  line.pass(3_000);
  t.deepEqual(heard(line), [`${first} + ${second}`, caller].sort());
  t.is(stateOf(line, agent2), 'talking');
  t.is(line.world.calls.get(callId)?.recording?.state, 'silent', 'the two agents are not recorded');

  t.deepEqual(ask(line, 'SwapParties'), done);
  line.pass(1_000);
  t.deepEqual(heard(line), [`${first} + ${caller}`, second].sort());
  t.is(stateOf(line, agent1), 'talking');
  t.is(line.world.calls.get(callId)?.recording?.state, 'running');
  t.deepEqual(ask(line, 'SwapParties'), done);
  line.pass(1_000);
  t.deepEqual(heard(line), [`${first} + ${second}`, caller].sort());

  t.deepEqual(ask(line, 'JoinParties'), done);
  const joinedAt = line.at;
  line.pass(5_000);
  t.deepEqual(heard(line), [[first, second, caller].sort().join(' + ')]);
  t.deepEqual(ask(line, 'CompleteTransfer'), done);
  const handedAt = line.at;
  line.pass(1_000);
  t.deepEqual(heard(line), [[second, caller].sort().join(' + ')]);
  t.is(stateOf(line, agent1), 'wrapUp');
  line.pass(9_000);
  line.hangUp(caller);
  const cdr = closed(line);
  t.like(cdr, { outcome: 'answered', agentId: 'agent2', hangUpSide: 'caller' });
  t.like(cdr.consults?.[0], { by: 'agent1', asked: 'agent2', joinedAt, endedAt: handedAt, result: 'completed' });
  t.deepEqual(cdr.transfers, [{ kind: 'attended', by: agent1, to: { kind: 'agent', agentId: agent2 }, at: handedAt }]);
  t.deepEqual(
    cdr.talks?.map(({ agentId, startedAt, endedAt }) => [agentId, startedAt, endedAt]),
    [
      [agent1, cdr.humanAnsweredAt, handedAt],
      [agent2, joinedAt, cdr.talkEndedAt],
    ],
  );
  t.is(callRow(cdr, true).talk_ms, (cdr.talkEndedAt ?? 0) - (cdr.humanAnsweredAt ?? 0), 'what was common counts once');
  t.is(cdr.holds.length, 2);
  t.deepEqual(
    cdr.recordings?.map(({ recordingId, agentId }) => [recordingId, agentId]),
    [
      ['a-r1', 'agent1'],
      ['a-r2', 'agent2'],
    ],
  );
  t.is(cdr.offers.length, 1, 'a question is no offer of the queue');
});

test('[R2.6] handed over right out of the question, and while the colleague hears music', (t) => {
  for (const before of [[], ['SwapParties']] as const) {
    const line = asking();
    for (const type of before) ask(line, type);
    line.pass(1_000);
    t.deepEqual(ask(line, 'CompleteTransfer'), done);
    line.pass(1_000);
    t.deepEqual(heard(line), [[second, caller].sort().join(' + ')]);
    t.is(line.bridges.size, 1);
    line.hangUp(second);
    t.like(closed(line), { outcome: 'answered', agentId: 'agent2', hangUpSide: 'agent' });
  }
});

test('[R2.6] back to the caller from everywhere: the colleague is free at once, without wrap-up', (t) => {
  for (const before of [[], ['SwapParties'], ['JoinParties']] as const) {
    const line = asking();
    for (const type of before) ask(line, type);
    line.pass(1_000);
    t.deepEqual(ask(line, 'ReturnToCaller'), done);
    line.pass(1_000);
    t.deepEqual(heard(line), [[first, caller].sort().join(' + ')]);
    t.is(line.bridges.size, 1);
    t.is(stateOf(line, agent1), 'talking');
    t.is(stateOf(line, agent2), before.includes('JoinParties' as never) ? 'wrapUp' : 'ready');
    line.hangUp(caller);
    const cdr = closed(line);
    t.like(cdr, { agentId: before.includes('JoinParties' as never) ? 'agent2' : 'agent1' });
    t.is(cdr.consults?.[0]?.result, 'released');
    t.is(cdr.transfers.length, 0);
  }
});

test('[R2.6] the colleague does not answer: the caller stays on hold until the agent goes back', (t) => {
  for (const [phone, result, paused] of [
    [{ kind: 'never' }, 'noAnswer', 'noAnswer'],
    [{ kind: 'busy', afterMs: 1_000 }, 'busy', 'busy'],
    [{ kind: 'rejects', afterMs: 1_000 }, 'rejected', 'rejected'],
  ] as const) {
    const line = talking(phone);
    ask(line, 'ConsultAgent');
    t.deepEqual(ask(line, 'SwapParties'), { ok: false, refusal: 'notAnsweredYet' });
    line.pass(21_000);
    t.deepEqual(heard(line), [first, caller].sort());
    t.is(line.world.consults.size, 0);
    t.like(line.world.agents.get(agent2), { state: 'paused', reason: paused });
    t.deepEqual(line.command({ type: 'ResumeCaller', agentId: agent1, callId }), done);
    line.pass(1_000);
    t.deepEqual(heard(line), [[first, caller].sort().join(' + ')]);
    line.hangUp(caller);
    t.is(closed(line).consults?.[0]?.result, result);
  }
});

test('[R2.6] the colleague hangs up: the agent goes on with whom there is', (t) => {
  const asked = asking();
  asked.hangUp(second);
  asked.pass(1_000);
  t.deepEqual(heard(asked), [first, caller].sort(), 'nobody is put through unasked');
  t.is(stateOf(asked, agent2), 'ready');
  asked.command({ type: 'ResumeCaller', agentId: agent1, callId });
  asked.pass(1_000);
  asked.hangUp(first);
  t.is(closed(asked).consults?.[0]?.result, 'left');

  for (const before of ['SwapParties', 'JoinParties'] as const) {
    const line = asking();
    ask(line, before);
    line.pass(1_000);
    line.hangUp(second);
    line.pass(1_000);
    t.deepEqual(heard(line), [[first, caller].sort().join(' + ')], `after ${before}`);
    line.hangUp(caller);
    t.is(closed(line).consults?.[0]?.result, 'left');
  }
});

test('[R2.6] the agent hangs up: the colleague has the caller', (t) => {
  for (const before of [[], ['SwapParties'], ['JoinParties']] as const) {
    const line = asking();
    for (const type of before) ask(line, type);
    line.pass(1_000);
    line.hangUp(first);
    line.pass(1_000);
    t.deepEqual(heard(line), [[second, caller].sort().join(' + ')]);
    t.is(stateOf(line, agent1), 'wrapUp');
    line.hangUp(caller);
    const cdr = closed(line);
    t.like(cdr, { outcome: 'answered', agentId: 'agent2' });
    t.is(cdr.transfers[0]?.kind, 'attended');
  }
});

test('[R2.6] the agent goes while the colleague’s phone rings: it rings on for the caller, and nobody is lost', (t) => {
  for (const how of ['hangs up', 'by command'] as const) {
    const line = talking({ kind: 'answers', afterMs: 10_000 });
    ask(line, 'ConsultAgent');
    line.pass(2_000);
    if (how === 'hangs up') line.hangUp(first);
    else t.deepEqual(ask(line, 'CompleteTransfer'), done);
    line.pass(1_000);
    t.deepEqual(heard(line), [caller]);
    t.is(line.effects.filter(({ type }) => type === 'RingPhone').length, 2, 'the phone rings on, it is not rung anew');
    line.pass(8_000);
    t.deepEqual(heard(line), [[second, caller].sort().join(' + ')]);
    line.hangUp(caller);
    const cdr = closed(line);
    t.deepEqual(
      cdr.talks?.map(({ agentId }) => agentId),
      [agent1, agent2],
    );
    t.deepEqual(
      cdr.offers.map(({ agentId, result }) => [agentId, result]),
      [
        [agent1, 'answered'],
        [agent2, 'answered'],
      ],
    );
  }
  const line = talking({ kind: 'never' });
  ask(line, 'ConsultAgent');
  line.pass(2_000);
  line.hangUp(first);
  line.pass(60_000);
  t.is(stateOf(line, agent1), 'talking', 'the caller stood in the queue and came to the first who was free');
});

test('[R2.6] the caller hangs up meanwhile: everybody is free', (t) => {
  for (const before of [null, [], ['SwapParties'], ['JoinParties']] as const) {
    const line = before === null ? talking({ kind: 'never' }) : asking();
    if (before === null) ask(line, 'ConsultAgent');
    for (const type of before ?? []) ask(line, type);
    line.pass(1_000);
    line.hangUp(caller);
    line.pass(1_000);
    t.deepEqual(heard(line), []);
    t.is(stateOf(line, agent1), 'wrapUp');
    t.is(stateOf(line, agent2), before?.includes('JoinParties' as never) ? 'wrapUp' : 'ready');
    t.is(closed(line).consults?.[0]?.result, 'callEnded');
  }
});

test('[R2.6] what does not fit is refused', (t) => {
  const line = talking();
  t.deepEqual(ask(line, 'SwapParties'), { ok: false, refusal: 'notConsulting' });
  ask(line, 'ConsultAgent');
  line.pass(4_000);
  t.deepEqual(ask(line, 'ConsultAgent'), { ok: false, refusal: 'consulting' }, 'one colleague at a time');
  t.deepEqual(ask(line, 'HoldCaller'), { ok: false, refusal: 'consulting' });
  const transfer = { type: 'TransferCall', callId, to: { kind: 'queue', queueId: 'narocanje' as QueueId } } as const;
  t.deepEqual(line.command({ ...transfer, agentId: agent1 }), { ok: false, refusal: 'consulting' });
  t.deepEqual(line.command({ ...transfer, agentId: agent2 }), { ok: false, refusal: 'notTalking' }, 'who is asked');
  t.deepEqual(line.command({ type: 'CompleteTransfer', agentId: agent2, callId }), {
    ok: false,
    refusal: 'notTalking',
  });
  t.deepEqual(line.command({ type: 'HoldCaller', agentId: agent2, callId }), { ok: false, refusal: 'notTalking' });
});

test('[R2.5] [R2.6] both consoles show the question', (t) => {
  const line = asking();
  const view = (agentId: AgentId) => presentAgent(line.world, agentId, line.at)?.call;
  t.deepEqual(view(agent1)?.consult, { part: 'asks', name: 'Agent 2', state: 'asking' });
  t.like(view(agent2), {
    consult: { part: 'isAsked', name: 'Agent 1', state: 'asking' },
    answeredAt: null,
    transfer: null,
  });
  t.is(view(agent2)?.callId, callId, 'the colleague sees whose call it is about');
  ask(line, 'CompleteTransfer');
  t.is(view(agent2)?.consult, null);
  t.truthy(view(agent2)?.transfer, 'and has the talk afterwards');
});

const act = fc.record({
  waitMs: fc.integer({ min: 0, max: 4_000 }),
  act: fc.constantFrom(
    'ConsultAgent',
    'ConsultAgent',
    'SwapParties',
    'JoinParties',
    'CompleteTransfer',
    'ReturnToCaller',
    'HoldCaller',
    'ResumeCaller',
    'TransferCall',
    'BecomeReady',
    'SignOut',
    'caller hangs up',
    'talker hangs up',
    'colleague hangs up',
    'restart',
    'lost',
    'back',
  ),
});

test('[R2.6] [R9.2] in random stories of a talk everybody hears whom they should, and all ends well', (t) => {
  const ended = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.array(act, { minLength: 2, maxLength: 14 }),
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 300 }),
      (acts, killAfter, delayMs) => {
        const line = talking();
        line.delayMs = delayMs;
        for (const [index, { waitMs, act }] of acts.entries()) {
          if (index === killAfter) line.killAtNextEvent(index % 4);
          perform(line, act);
          if (index === killAfter) line.restart(phones);
          line.pass(waitMs);
        }
        line.connect(phones);
        line.pass(5_000);
        everybodyIsWhereTheyShould(line, callId);
        for (let round = 0; round < 30 && line.world.calls.size > 0; round += 1) {
          line.atWork('agent1', { kind: 'answers', afterMs: 100, talksMs: 500 });
          line.atWork('agent2', { kind: 'answers', afterMs: 100, talksMs: 500 });
          line.hangUp(caller);
          line.pass(60_000);
        }
        closed(line);
        for (const { result } of line.cdr('a').consults ?? [])
          ended.set(result ?? '', (ended.get(result ?? '') ?? 0) + 1);
        const world = emptyWorld();
        for (const event of line.events) step(world, event);
        if (!isDeepStrictEqual(world, line.world)) throw new Error('A replay led to another world.');
      },
    ),
    { numRuns: 300, includeErrorInReport: true },
  );
  for (const result of ['completed', 'released', 'left', 'callEnded']) t.true((ended.get(result) ?? 0) > 0, result);
});

const phones = ['101', '102'] as never;

function perform(line: Simulation, act: string): void {
  const call = line.world.calls.get(callId);
  const talker = call?.state === 'talking' ? call : null;
  const agentId = talker?.agentId ?? agent1;
  const asked = agentId === agent1 ? agent2 : agent1;
  switch (act) {
    case 'caller hangs up':
      return line.hangUp(caller);
    case 'talker hangs up':
      return line.hangUp(talker?.agentLegId ?? first);
    case 'colleague hangs up':
      return line.hangUp(line.world.consults.get(callId)?.legId ?? second);
    case 'restart':
      return line.restart(phones);
    case 'lost':
      return line.loseConnection();
    case 'back':
      return line.connect(phones);
    default: {
      const to = { kind: 'agent', agentId: asked };
      line.ask({ type: act, agentId: act === 'SignOut' ? asked : agentId, callId, asked, to } as unknown as Command);
    }
  }
}
