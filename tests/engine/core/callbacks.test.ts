import test from 'ava';
import { usualOutboundRule } from '../../../dialplan/outbound.ts';
import type { AgentId, CallId } from '../../../engine/core/ids.ts';
import { agreed, citizen, dialled, lives, minutes, said, states } from './callback-story.ts';
import { callbackRules, configurationOf, mondayAtTen, withCallbacks } from './simulated-line.ts';
import { Simulation } from './simulation.ts';

test('[R1.10] [R1.11] whoever asks in the queue is called when it is their turn, once an agent is there', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.outside.set(citizen, { kind: 'answers', afterMs: 4_000, talksMs: 30_000 });
  agreed(line);
  line.pass(minutes(3));
  const first = line.cdr('a');
  t.is(first.outcome, 'callback');
  t.is(first.queueEntries[0]?.leftBecause, 'callback');
  t.deepEqual(said(line, 'a').slice(-3), ['callbackOffer', 'callbackConfirm', 'callbackAgreed']);
  const saidForMs = (first.endedAt ?? 0) - first.startedAt - 109_000;
  t.true(saidForMs >= line.utteranceMs, 'the promise is said to its end, out of the queue');
  t.deepEqual(states(line), ['owed', 'owed', 'waiting']);
  t.deepEqual(dialled(line), [], 'nobody is dialled while no agent is there');
  t.is(line.world.calls.size, 1);

  line.atWork('agent1', { kind: 'answers', afterMs: 3_000 });
  line.pass(2_900);
  t.deepEqual(dialled(line), [], 'the agent’s phone rings first');
  line.pass(200);
  t.deepEqual(dialled(line), [citizen]);
  t.deepEqual(states(line).slice(-1), ['reserved']);
  line.pass(5_000);
  t.is(line.world.calls.get('a-cb-a1' as CallId)?.state, 'greeting', 'the person hears who calls');
  line.pass(3_000);
  t.deepEqual(states(line).slice(-1), ['talking']);
  line.pass(minutes(2));
  const [closed] = lives(line).slice(-1);
  t.like(closed, { state: 'closed', outcome: 'reached', closedBy: null, originalCallId: 'a', reason: 'asked' });
  t.is(closed?.ticketAt, first.queueEntries[0]?.ticketAt, 'the place is that of the first arrival');
  const attempt = line.cdr('a-cb-a1');
  t.like(attempt, {
    direction: 'outbound',
    callbackId: 'a-cb',
    callerNumber: '38641123456',
    outcome: 'answered',
    agentId: 'agent1',
    consent: 'given',
  });
  t.like(attempt.dial, { result: 'reached', cause: null });
  t.true((attempt.recordingSeconds ?? 0) > 20, 'recorded by the consent of the first call');
  t.is(line.world.callbacks.size, 0);
  t.is(line.world.callbackOfNumber.size, 0);
  t.is(line.world.calls.size, 0);
  t.is(line.world.legs.size, 0);
  t.is(line.bridges.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] without consent in the first call the callback is not recorded', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.outside.set(citizen, { kind: 'answers', afterMs: 4_000, talksMs: 30_000 });
  const keys = ['9', '1', '1'].map((digit, index) => ({ atMs: [7_000, 90_000, 94_000][index] ?? 0, digit }));
  line.call({ id: 'a', atMs: 0, from: '041123456', keys });
  line.pass(minutes(3));
  line.atWork('agent1');
  line.pass(minutes(2));
  t.is(line.cdr('a').consent, 'refused');
  t.is(line.cdr('a-cb-a1').outcome, 'answered');
  t.false(line.effects.some(({ type }) => type === 'StartRecording'));
});

test('[R1.11] busy, no answer, then reached: tried again by the schedule, with the first place in the line', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.outside.set(citizen, { kind: 'busy', afterMs: 1_000 });
  agreed(line);
  line.pass(minutes(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.pass(10_000);
  t.like(line.cdr('a-cb-a1'), { outcome: 'notReached', hangUpSide: 'caller', hangUpCause: 17 });
  t.is(line.cdr('a-cb-a1').dial?.result, 'busy');
  t.is(line.world.agents.get('agent1' as AgentId)?.state, 'ready', 'the agent has nothing to wrap up');
  line.outside.set(citizen, { kind: 'never' });
  line.pass(minutes(5));
  t.deepEqual(dialled(line).length, 2, 'again after five minutes');
  line.pass(minutes(1));
  t.is(line.cdr('a-cb-a2').dial?.result, 'noAnswer');
  line.outside.set(citizen, { kind: 'answers', afterMs: 2_000, talksMs: 10_000 });
  line.pass(minutes(29));
  t.is(dialled(line).length, 2);
  line.pass(minutes(3));
  t.is(dialled(line).length, 3);
  const [closed] = lives(line).slice(-1);
  t.like(closed, { state: 'closed', outcome: 'reached' });
  t.deepEqual(
    closed?.tries.map(({ result }) => result),
    ['busy', 'noAnswer', 'reached'],
  );
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] after the last try it is closed as not reached, and a number that nobody has at once', (t) => {
  const line = new Simulation(withCallbacks(1, { tries: 2 }));
  line.outside.set(citizen, { kind: 'busy', afterMs: 1_000 });
  agreed(line);
  line.pass(minutes(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.pass(minutes(10));
  t.is(dialled(line).length, 2);
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'notReached' });
  t.is(line.world.callbacks.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] the agent who puts the phone down while it rings ends the ringing; it is tried again later', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.outside.set(citizen, { kind: 'never' });
  agreed(line);
  line.pass(minutes(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.pass(20_000);
  t.is(line.cdr('a-cb-a1').dial?.result, 'agentLeft');
  t.like(lives(line).at(-1), { state: 'owed' });
  t.deepEqual(line.inAsterisk, [], 'nobody rings on');
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] a number is keyed in and said again; one that may not be dialled is refused; a withheld one must be', (t) => {
  const line = new Simulation(withCallbacks(1));
  const keys = [...'1', ...'0901234567#', ...'031555666#', '1'].map((digit, index) => ({
    atMs: 90_000 + index * 300,
    digit,
  }));
  keys.push({ atMs: 110_000, digit: '1' });
  line.call({ id: 'a', atMs: 0, keys });
  line.pass(minutes(3));
  const cdr = line.cdr('a');
  t.is(cdr.outcome, 'callback');
  t.true(said(line, 'a').includes('callbackNumberRefused'));
  t.is(lives(line)[0]?.callerNumber, '38631555666');
  const confirmed = line.effects.flatMap((effect) => (effect.type === 'PlayUtterances' ? effect.utterances : []));
  t.deepEqual(
    confirmed.filter(({ prompt }) => prompt === 'callbackConfirm').map(({ values }) => values),
    [{ number: 38631555666 }],
  );
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] whoever says nothing, or takes it back, stays in the queue at the same place', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.call({ id: 'silent', atMs: 0, from: '041123456', keys: [{ atMs: 90_000, digit: '1' }] });
  line.call({
    id: 'star',
    atMs: 1_000,
    from: '041999999',
    keys: [
      { atMs: 90_000, digit: '1' },
      { atMs: 92_000, digit: '*' },
    ],
  });
  line.pass(minutes(4));
  t.is(line.world.callbacks.size, 0);
  t.is(line.world.dialogues.size, 0);
  t.is(line.world.line.length, 2);
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 2_000 });
  line.pass(minutes(3));
  t.is(line.cdr('silent').outcome, 'answered');
  t.is(line.cdr('star').outcome, 'answered');
  t.true(said(line, 'star').includes('callbackNotWanted'));
  t.true((line.cdr('silent').humanAnsweredAt ?? 0) < (line.cdr('star').humanAnsweredAt ?? 0));
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] an agent who becomes free while the number is being confirmed takes the caller', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.call({ id: 'a', atMs: 0, from: '041123456', keys: [{ atMs: 90_000, digit: '1' }] });
  line.pass(91_000);
  t.is(line.world.dialogues.size, 1);
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 2_000 });
  line.pass(minutes(2));
  t.is(line.cdr('a').outcome, 'answered');
  t.is(line.world.dialogues.size, 0);
  t.is(line.world.callbacks.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] it is not offered before the time, without the rule, or where nothing may be dialled', (t) => {
  const rules = [
    withCallbacks(1, { offerAfterSeconds: null }),
    withCallbacks(1, { offerAfterSeconds: 600 }),
    configurationOf(1),
    configurationOf(1, { callbacks: callbackRules }),
    configurationOf(1, { outbound: usualOutboundRule }),
  ];
  for (const configuration of rules) {
    const line = new Simulation(configuration);
    agreed(line);
    line.pass(minutes(3));
    t.is(line.world.line.length, 1);
    t.is(line.world.callbacks.size, 0);
    t.deepEqual(line.unexpected, []);
  }
});

test('[R1.11] callbacks and callers are served by their tickets, whoever they are', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.call({ id: 'before', atMs: 0, from: '041000001' });
  line.after(2_000, () => agreed(line, 'a'));
  line.call({ id: 'behind', atMs: 4_000, from: '041000002' });
  line.pass(minutes(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 4_000 });
  line.pass(minutes(5));
  const answeredAt = ['before', 'a-cb-a1', 'behind'].map((id) => line.cdr(id).humanAnsweredAt ?? 0);
  t.deepEqual(answeredAt, answeredAt.toSorted(), 'in the order of arrival');
  t.true(answeredAt.every((at) => at > 0));
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] who is owed a callback and calls again has its place; served, nothing is owed any more', (t) => {
  const line = new Simulation(withCallbacks(1));
  agreed(line);
  line.call({ id: 'other', atMs: 10_000, from: '041000002' });
  line.call({ id: 'again', atMs: minutes(3), from: '041123456' });
  line.pass(minutes(5));
  t.is(line.world.callbacks.get('a-cb' as never)?.state, 'callingIn');
  t.is(line.cdr('a-cb-a1').outcome, 'withdrawn', 'nobody dials who is on the line');
  t.is(line.world.line.length, 2);
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 4_000 });
  line.pass(minutes(3));
  t.true(
    (line.cdr('again').humanAnsweredAt ?? 0) < (line.cdr('other').humanAnsweredAt ?? 0),
    'the first place is theirs',
  );
  const [entry] = line.cdr('again').queueEntries;
  t.true((entry?.ticketAt ?? 0) > mondayAtTen + minutes(3), 'the wait runs from their own arrival');
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'handledOtherwise' });
  t.deepEqual(dialled(line), []);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] who is owed a callback, calls again and hangs up is called back all the same, once', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  agreed(line);
  line.call({ id: 'again', atMs: minutes(3), from: '041123456', hangsUpAfterMs: 60_000 });
  agreedLater(line);
  line.pass(minutes(9));
  t.is(line.cdr('again').outcome, 'abandoned');
  t.is(line.cdr('third').outcome, 'callback');
  t.is(line.cdr('third').callbackId, line.cdr('a').callbackId, 'one caller has one open callback');
  t.is(line.world.callbacks.size, 1);
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(minutes(3));
  t.is(dialled(line).length, 1);
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached' });
  t.deepEqual(line.unexpected, []);
});

function agreedLater(line: Simulation): void {
  const keys = [
    { atMs: 90_000, digit: '1' },
    { atMs: 94_000, digit: '1' },
  ];
  line.call({ id: 'third', atMs: minutes(5), from: '041123456', keys });
}
