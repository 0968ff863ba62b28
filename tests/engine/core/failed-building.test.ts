import test from 'ava';
import type { Command } from '../../../engine/core/commands.ts';
import type { OnCallEffect } from '../../../engine/core/effects.ts';
import type { AgentId, CallId, LegId } from '../../../engine/core/ids.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { callRow, talkRows } from '../../../sql/line/call-row.ts';
import { agreed, citizen, lives, minutes } from './callback-story.ts';
import { configurationOf, withCallbacks } from './simulated-line.ts';
import { Simulation } from './simulation.ts';

type Failing = (effect: OnCallEffect) => boolean;
const holding: Failing = (effect) => effect.type === 'CreateBridge' && effect.kind === 'holding';
const intoHolding: Failing = (effect) => effect.type === 'PutLegInBridge' && effect.bridgeId.startsWith('hold-');
const mixing: Failing = (effect) => effect.type === 'CreateBridge' && effect.kind === 'mixing';
const intoTalk: Failing = (effect) => effect.type === 'PutLegInBridge' && effect.bridgeId.startsWith('talk-');
const answering: Failing = (effect) => effect.type === 'AnswerLeg';

/** Fails so many times, and then no more. */
const failing = (line: Simulation, what: Failing, status: number, times = Number.POSITIVE_INFINITY): void => {
  let failed = 0;
  line.fails = (effect) => (what(effect) && failed++ < times ? status : null);
};

for (const status of [500, 0]) {
  test(`[R9.2] [R1.10] one answer of ${status} loses nobody: it is asked once more`, (t) => {
    for (const [name, what] of Object.entries({ answering, holding, intoHolding, mixing, intoTalk })) {
      const line = new Simulation(withCallbacks(1));
      failing(line, what, status, 1);
      line.call({ id: 'a', atMs: 0, from: '041123456' });
      line.pass(minutes(1));
      t.is(line.world.calls.get('a' as CallId)?.state, 'queued', name);
      line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 20_000 });
      line.pass(15_000);
      const call = line.world.calls.get('a' as CallId);
      t.is(call?.state, 'talking', name);
      if (call?.state === 'talking')
        t.deepEqual([...(line.bridges.get(call.bridgeId) ?? [])].sort(), [call.agentLegId, call.legId].sort(), name);
      line.pass(minutes(2));
      t.is(line.cdr('a').outcome, 'answered', name);
      t.is(line.cdr('a').talks?.length ?? 1, 1, name);
      t.deepEqual(line.unexpected, [], name);
    }
  });
}

test('[R1.10] a waiting caller whom Asterisk can not hold is owed a callback, with the place', (t) => {
  for (const what of [holding, intoHolding]) {
    const line = new Simulation(withCallbacks(1));
    failing(line, what, 500);
    line.call({ id: 'known', atMs: 0, from: '041123456' });
    line.call({ id: 'withheld', atMs: 0 });
    line.pass(minutes(1));
    t.like(line.cdr('known'), { outcome: 'callback', hangUpSide: 'line' });
    t.is(line.cdr('withheld').outcome, 'failed');
    t.like(lives(line).at(-1), { reason: 'lost', callerNumber: citizen.slice(1) });
    t.is(presentWallboard(line.world, line.at).callbacks.open, 1);
    t.deepEqual(line.unexpected, []);
  }
});

test('[R1.10] without the rule whom Asterisk can not hold is lost, and counted as such', (t) => {
  const line = new Simulation(withCallbacks(1, { callLostBack: false }));
  failing(line, holding, 500);
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(minutes(1));
  t.is(line.cdr('a').outcome, 'failed');
  t.is(line.world.callbacks.size, 0);
});

test('[R9.2] [R2.6] a caller whose talk can not be built stands in the queue again, first, and is served', (t) => {
  for (const what of [mixing, intoTalk]) {
    const line = new Simulation(configurationOf(1));
    line.call({ id: 'first', atMs: 0, from: '041000001' });
    line.call({ id: 'second', atMs: 5_000, from: '041000002' });
    line.pass(minutes(1));
    // Both times of one talk; the next one is built.
    let talk: string | null = null;
    line.fails = (effect) => {
      if (!what(effect) || !('bridgeId' in effect)) return null;
      talk ??= effect.bridgeId;
      return effect.bridgeId === talk ? 500 : null;
    };
    line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 20_000 });
    line.pass(minutes(5));
    const { queueEntries, talks, outcome } = line.cdr('first');
    t.is(outcome, 'answered');
    t.is(queueEntries.length, 2);
    t.is(queueEntries[1]?.ticketAt, queueEntries[0]?.ticketAt);
    t.is(talks?.length, 2);
    t.true((talks?.[1]?.startedAt ?? 0) < (line.cdr('second').humanAnsweredAt ?? 0), 'the old place');
    t.false(line.facts.some(({ type }) => type === 'CallTransferred'));
    t.is(line.world.agents.get('agent1' as AgentId)?.state, 'ready');
    t.deepEqual(line.inAsterisk, []);
    t.deepEqual(line.unexpected, []);
  }
});

test('[R1.10] [R1.11] a talk that was never built closes no promise: who then gives up in the queue is called', (t) => {
  // One who was promised a call before, and one whom the line loses for the first time.
  for (const promised of [true, false]) {
    const line = new Simulation(withCallbacks(1));
    line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: 20_000 });
    if (promised) agreed(line);
    line.pass(minutes(3));
    line.call({ id: 'again', atMs: 0, from: '041123456' });
    line.pass(20_000);
    t.is(lives(line).at(-1)?.state, promised ? 'callingIn' : undefined);
    failing(line, mixing, 500, 2);
    line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 20_000 });
    while (line.world.calls.get('again' as CallId)?.entryCount !== 2) line.pass(100);
    t.is(lives(line).at(-1)?.state, 'callingIn', 'owed until somebody really talks with them');
    line.hangUp('leg-again' as LegId);
    line.pass(1_000);
    t.is(line.world.callbacks.size, 1, 'and after they have gone');
    line.pass(minutes(5));
    t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached' });
    t.is(line.world.callbacks.size + line.world.callbackOfNumber.size, 0);
    t.deepEqual(line.inAsterisk, []);
    t.deepEqual(line.unexpected, []);
  }
});

test('[R2.10] [R1.10] who was never brought together with anybody and goes is not recorded as answered', (t) => {
  for (const callLostBack of [true, false]) {
    const line = new Simulation(withCallbacks(1, { callLostBack }));
    line.call({ id: 'a', atMs: 0, from: '041123456' });
    line.pass(minutes(1));
    failing(line, mixing, 500, 2);
    line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 20_000 });
    while (line.world.calls.get('a' as CallId)?.entryCount !== 2) line.pass(100);
    const today = () => presentWallboard(line.world, line.at).today;
    t.like(today(), { offered: 1, answered: 0, answeredInTime: 0, answerWaitMs: 0 });
    line.hangUp('leg-a' as LegId);
    line.pass(minutes(1));
    const cdr = line.cdr('a');
    const outcome = callLostBack ? 'callback' : 'abandoned';
    t.like(cdr, { outcome, humanAnsweredAt: null, agentId: null, talkEndedAt: null });
    t.like(cdr.talks?.[0], { agentId: 'agent1', notBuilt: true });
    t.like(callRow(cdr, true), { outcome, human_answered_at: null, talk_ms: null });
    t.deepEqual(talkRows(cdr), []);
    t.like(today(), { offered: 1, answered: 0, [outcome]: 1 });
    t.deepEqual(line.unexpected, []);
  }
});

test('[R2.10] [R2.6] whom another agent had answered before stays answered, by that agent', (t) => {
  const line = new Simulation(configurationOf(2));
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(minutes(1));
  const { humanAnsweredAt } = line.world.calls.get('a' as CallId)?.cdr ?? {};
  line.atWork('agent2', { kind: 'answers', afterMs: 500 });
  line.pass(1_000);
  failing(line, mixing, 500, 2);
  const to = { kind: 'agent', agentId: 'agent2' as AgentId } as const;
  t.true(line.command({ type: 'TransferCall', agentId: 'agent1' as AgentId, callId: 'a' as CallId, to }).ok);
  while (line.world.calls.get('a' as CallId)?.entryCount !== 3) line.pass(100);
  line.hangUp('leg-a' as LegId);
  line.pass(minutes(2));
  t.like(line.cdr('a'), { outcome: 'answered', agentId: 'agent1', humanAnsweredAt });
  t.deepEqual(
    line.cdr('a').talks?.map(({ agentId, notBuilt = false }) => [agentId, notBuilt]),
    [
      ['agent1', false],
      ['agent2', true],
    ],
  );
  t.is(talkRows(line.cdr('a')).length, 1);
  t.like(presentWallboard(line.world, line.at).today, { offered: 1, answered: 1 });
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] whose talk is built the second time is owed nothing after it', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(minutes(1));
  failing(line, mixing, 500, 2);
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 20_000 });
  line.pass(minutes(3));
  t.is(line.cdr('a').outcome, 'answered');
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'handledOtherwise' });
  t.is(line.world.callbacks.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] who is called back and can not be brought together with the agent was not reached, and is called again', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: 20_000 });
  agreed(line);
  line.pass(minutes(3));
  failing(line, mixing, 500, 2);
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 20_000 });
  line.pass(minutes(2));
  t.like(lives(line).at(-1), { state: 'owed', tries: [{ result: 'failed' }] });
  line.pass(minutes(20));
  const closed = lives(line).at(-1);
  t.like(closed, { state: 'closed', outcome: 'reached' });
  t.deepEqual(
    closed?.tries.map(({ result }) => result),
    ['failed', 'reached'],
  );
  t.like(line.cdr('a-cb-a1'), { outcome: 'notReached', humanAnsweredAt: null, dial: { result: 'failed' } });
  t.deepEqual(line.inAsterisk, []);
  t.deepEqual(line.unexpected, []);
});

test('[R2.6] a hold whose bridge can not be made is none: they go on hearing each other', (t) => {
  const line = new Simulation(configurationOf(1));
  line.call({ id: 'a', atMs: 0, from: '041000001' });
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 60_000 });
  while (line.world.calls.get('a' as CallId)?.state !== 'talking') line.pass(1_000);
  failing(line, holding, 500);
  line.command({ type: 'HoldCaller', agentId: 'agent1' as AgentId, callId: 'a' as CallId });
  line.pass(5_000);
  t.like(line.world.calls.get('a' as CallId), { state: 'talking', hold: null });
  line.pass(minutes(2));
  t.is(line.cdr('a').outcome, 'answered');
  t.deepEqual(line.unexpected, []);
});

test('[R2.6] while the caller can not be put on hold no colleague is asked: the caller never hears it', (t) => {
  for (const when of ['as the phone rings', 'as the agent goes back to the colleague'] as const) {
    const line = new Simulation(configurationOf(2));
    const callId = 'a' as CallId;
    const ask = (type: 'ConsultAgent' | 'SwapParties') =>
      line.command({ type, agentId: 'agent1', callId, asked: 'agent2' } as Command);
    line.call({ id: 'a', atMs: 0, from: '041000001' });
    line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 60_000 });
    while (line.world.calls.get(callId)?.state !== 'talking') line.pass(1_000);
    line.atWork('agent2', { kind: 'answers', afterMs: 3_000 });
    const goesBack = when === 'as the agent goes back to the colleague';
    if (goesBack) {
      ask('ConsultAgent');
      line.pass(4_000);
      ask('SwapParties');
      line.pass(1_000);
    }
    failing(line, holding, 500);
    t.deepEqual(ask(goesBack ? 'SwapParties' : 'ConsultAgent'), { ok: true });
    line.pass(5_000);
    const call = line.world.calls.get(callId);
    t.like(call, { state: 'talking', hold: null, agentId: 'agent1' }, when);
    if (call?.state === 'talking')
      t.deepEqual([...(line.bridges.get(call.bridgeId) ?? [])].sort(), [call.agentLegId, call.legId].sort(), when);
    t.is(line.world.consults.size, 0, when);
    t.is(line.world.agents.get('agent2' as AgentId)?.state, 'ready', when);
    line.pass(minutes(2));
    t.is(line.cdr('a').outcome, 'answered');
    t.is(line.cdr('a').consults?.[0]?.result, 'released');
    t.deepEqual(line.inAsterisk, []);
    t.deepEqual(line.unexpected, []);
  }
});

test('[R2.8] a talk whose bridge is made the second time is recorded, as the caller has agreed', (t) => {
  for (const muted of [false, true]) {
    const line = new Simulation(configurationOf(1));
    const ofRecording = () =>
      line.effects.flatMap(({ type }) => (type === 'StartRecording' || type === 'MuteRecording' ? [type] : []));
    line.delayMs = 100;
    line.call({ id: 'a', atMs: 0, from: '041000001' });
    line.pass(minutes(1));
    let failed = 0;
    line.fails = (effect) => {
      if (mixing(effect) && failed++ === 0) return 500;
      // Where there is no bridge there is nothing to record.
      return effect.type === 'StartRecording' && !line.bridges.has(effect.bridgeId) ? 404 : null;
    };
    line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 20_000 });
    while (line.world.calls.get('a' as CallId)?.state !== 'talking') line.pass(10);
    if (muted) line.command({ type: 'PauseRecording', agentId: 'agent1' as AgentId, callId: 'a' as CallId });
    line.pass(minutes(3));
    t.deepEqual(
      ofRecording(),
      muted
        ? ['StartRecording', 'MuteRecording', 'StartRecording', 'MuteRecording']
        : ['StartRecording', 'StartRecording'],
      'what is not to be heard is silence from the beginning',
    );
    t.true(Math.abs((line.cdr('a').recordingSeconds ?? 0) - 20) < 1);
    t.is(line.effects.filter(({ type }) => type === 'SealRecording').length, 1);
    t.deepEqual(line.inAsterisk, []);
    t.deepEqual(line.unexpected, []);
  }
});

test('[R2.8] a recording that can not begin is asked for once more, and is then told as failed', (t) => {
  const line = new Simulation(configurationOf(1));
  failing(line, (effect) => effect.type === 'StartRecording', 500);
  line.call({ id: 'a', atMs: 0, from: '041000001' });
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 20_000 });
  line.pass(minutes(3));
  t.is(line.effects.filter(({ type }) => type === 'StartRecording').length, 2);
  t.deepEqual(
    line.factsOf('a').flatMap((fact) => (fact.type === 'RecordingStored' ? [fact.result] : [])),
    ['failed'],
  );
  t.like(line.cdr('a'), { outcome: 'answered', recordingId: null });
  t.is(line.world.recordings.size, 0);
  t.deepEqual(line.unexpected, []);
});
