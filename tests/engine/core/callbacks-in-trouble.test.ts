import test from 'ava';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import { usualOutboundRule } from '../../../dialplan/outbound.ts';
import { type AgentId, type CallId, instant, type LegId } from '../../../engine/core/ids.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { shortFlow } from '../../short-flow.ts';
import { agreed, citizen, dialled, lives, minutes, said } from './callback-story.ts';
import { configurationOf, withCallbacks } from './simulated-line.ts';
import { Simulation } from './simulation.ts';
import { movedBesideTone } from './story-laws.ts';

/** The closed line offers a callback by a node of the flow. */
const atNight = (agents: number) => {
  const base = withCallbacks(agents);
  const nodes = {
    ...base.flow.nodes,
    closed: { kind: 'say', prompts: [{ prompt: 'closedUntil' }], next: 'callback' },
    callback: { kind: 'callback', queue: 'narocanje', otherwise: 'end' },
  } as const;
  return { ...base, flow: { ...shortFlow, nodes } };
};
const sundayNight = instant(Date.parse('2026-11-22T22:00:00+01:00'));

test('[R1.7] [R1.11] outside the hours a callback is agreed on, and comes first at the next opening', (t) => {
  const line = new Simulation(atNight(1), sundayNight);
  line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.call({ id: 'night', atMs: 0, from: '041123456', keys: [{ atMs: 10_000, digit: '1' }] });
  line.pass(minutes(2));
  const cdr = line.cdr('night');
  t.like(cdr, { outcome: 'callback', closedReason: 'hours' });
  t.deepEqual(said(line, 'night').slice(-3), ['closedUntil', 'callbackConfirm', 'callbackAgreedFrom']);
  const opening = Date.parse('2026-11-23T08:00:00+01:00');
  t.like(lives(line).at(-1), { state: 'owed', dueAt: opening, reason: 'closed', promisedBy: opening + minutes(120) });
  line.pass(minutes(10 * 60 - 3));
  t.is(line.world.line.length, 0);
  line.pass(minutes(2));
  t.is(line.world.line.length, 1, 'it stands in the line as it opens');
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(minutes(2));
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached' });
  t.deepEqual(line.unexpected, []);
});

test('[R1.7] [R1.11] the sample’s closed line offers a callback on key one; star leads back to the choice', (t) => {
  const line = new Simulation({ ...withCallbacks(1), flow: defaultFlow }, sundayNight);
  const press = (id: string, digit: string) =>
    line.happen({ type: 'DigitPressed', at: line.at, legId: `leg-${id}` as LegId, digit });
  line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.call({ id: 'asks', atMs: 0, from: '041123456' });
  line.call({ id: 'thinks', atMs: 0, from: '041123457' });
  const spoke = (id: string, prompt: string, times = 1) => {
    const heard = () =>
      line.effects.filter(
        (effect) =>
          effect.type === 'PlayUtterances' &&
          effect.callId === id &&
          effect.utterances.some((one) => one.prompt === prompt),
      ).length;
    for (let passed = 0; heard() < times; passed += 1) {
      if (passed > 1_000) throw new Error(`${id} never heard ${prompt}.`);
      line.pass(100);
    }
  };
  for (const id of ['asks', 'thinks']) {
    spoke(id, 'optionCallback');
    press(id, '1');
    spoke(id, 'callbackConfirm');
  }
  press('asks', '1');
  press('thinks', '*');
  spoke('thinks', 'optionVoiceMessage', 2);
  press('thinks', '2');
  while (line.world.calls.get('thinks' as CallId)?.state !== 'leavingMessage') line.pass(100);
  line.pass(3_000);
  press('thinks', '#');
  line.pass(minutes(2));
  t.like(line.cdr('asks'), { outcome: 'callback', closedReason: 'hours', consent: null });
  t.like(line.cdr('thinks'), { outcome: 'voiceMessage', closedReason: 'hours' });
  t.true(said(line, 'asks').includes('callbackAgreedFrom'));
  t.like(presentWallboard(line.world, line.at).today, { offered: 2, closed: 2, callback: 0, voiceMessages: 0 });
  t.deepEqual(
    line.cdr('asks').flowPath.flatMap(({ choice }) => choice ?? []),
    ['povratni klic'],
  );
  line.pass(minutes(10 * 60));
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(minutes(2));
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached', reason: 'closed' });
  t.deepEqual(line.unexpected, []);
});

test('[R1.7] where none may be agreed on, the closed line offers no callback', (t) => {
  const line = new Simulation(configurationOf(1, { flow: defaultFlow }), sundayNight);
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(minutes(2));
  t.false(said(line, 'a').includes('optionCallback'));
  t.true(said(line, 'a').includes('optionVoiceMessage'));
  t.is(line.cdr('a').outcome, 'closed');
});

test('[R1.7] whoever wants no callback at night goes the way of the flow, and the call found the line closed', (t) => {
  const line = new Simulation(atNight(1), sundayNight);
  line.call({ id: 'star', atMs: 0, from: '041123456', keys: [{ atMs: 12_000, digit: '*' }] });
  line.call({ id: 'silent', atMs: 0, from: '041123457' });
  line.call({ id: 'leaves', atMs: 0, from: '041123458', hangsUpAfterMs: 12_000 });
  line.call({
    id: 'agrees',
    atMs: 0,
    from: '041123459',
    keys: [{ atMs: 12_000, digit: '1' }],
    hangsUpAfterMs: 12_500,
  });
  line.pass(minutes(3));
  t.is(line.cdr('star').outcome, 'closed');
  t.is(line.cdr('silent').outcome, 'closed');
  t.is(line.cdr('leaves').outcome, 'closed');
  t.is(line.cdr('agrees').outcome, 'callback', 'the promise stands from the key on');
  t.is(line.world.callbacks.size, 1);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] at closing time callbacks that nobody took wait for the next opening', (t) => {
  const line = new Simulation(withCallbacks(1), instant(Date.parse('2026-11-23T17:55:00+01:00')));
  agreed(line);
  line.pass(minutes(4));
  t.is(line.world.line.length, 1);
  line.pass(minutes(3));
  t.is(line.world.line.length, 0);
  t.like(lives(line).at(-1), { state: 'owed', dueAt: Date.parse('2026-11-24T08:00:00+01:00') });
  line.pass(minutes(14 * 60));
  t.is(line.world.line.length, 1);
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] [R9.2] waiting callers whom a dead Asterisk loses are called back, with their place', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.call({ id: 'known', atMs: 0, from: '041123456' });
  line.call({ id: 'withheld', atMs: 0 });
  line.call({ id: 'abroad', atMs: 0, from: '+43199999999' });
  line.pass(minutes(1));
  line.restartAsterisk();
  line.pass(5_000);
  line.connect([]);
  line.pass(1_000);
  t.like(line.cdr('known'), { outcome: 'callback', hangUpSide: 'line', hangUpCause: 41 });
  t.is(line.cdr('withheld').outcome, 'failed');
  t.is(line.cdr('abroad').outcome, 'failed');
  line.connect(['101' as never]);
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(minutes(2));
  const [closed] = lives(line).slice(-1);
  t.like(closed, { state: 'closed', outcome: 'reached', reason: 'lost' });
  t.is(closed?.ticketAt, line.cdr('known').queueEntries[0]?.ticketAt);
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] whoever hangs up after a long wait is called back where the rule says so, and stays an abandoned call', (t) => {
  const line = new Simulation(withCallbacks(1, { callAbandonedBackAfterSeconds: 120 }));
  line.call({ id: 'short', atMs: 0, from: '041000001', hangsUpAfterMs: minutes(1) });
  line.call({ id: 'long', atMs: 0, from: '041123456', hangsUpAfterMs: minutes(4) });
  line.pass(minutes(6));
  t.is(line.cdr('short').outcome, 'abandoned');
  t.is(line.cdr('long').outcome, 'abandoned');
  t.deepEqual([...line.world.callbackOfNumber.keys()], ['38641123456']);
  t.deepEqual(line.unexpected, []);
});

test('[R9.2] [R1.11] the engine killed while the person is being dialled dials nobody twice at once', (t) => {
  for (const [what, restart] of [
    ['the person answers the new engine', (line: Simulation) => line.restart(['101' as never])],
    [
      'Asterisk was killed too',
      (line: Simulation) => {
        line.kill();
        line.restartAsterisk();
        line.restart(['101' as never]);
      },
    ],
  ] as const) {
    const line = new Simulation(withCallbacks(1));
    line.outside.set(citizen, { kind: 'answers', afterMs: 20_000, talksMs: 10_000 });
    agreed(line);
    line.pass(minutes(3));
    line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
    line.pass(5_000);
    t.is(dialled(line).length, 1);
    restart(line);
    line.pass(1_000);
    t.is(dialled(line).length, 1, what);
    line.pass(minutes(15));
    t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached' }, what);
    t.true(dialled(line).length <= 2, what);
    t.deepEqual(line.unexpected, [], what);
  }
});

test('[R9.2] [R1.11] the engine killed as the person answers: the agent’s ringing tone ends before they are brought together', (t) => {
  for (const greeted of [true, false]) {
    for (let effects = 0; effects < 6; effects += 1) {
      const base = withCallbacks(1);
      const sl = Object.fromEntries(Object.entries(base.prompts.sl).filter(([key]) => key !== 'callbackGreeting'));
      const line = new Simulation(greeted ? base : { ...base, prompts: { ...base.prompts, sl } });
      line.outside.set(citizen, { kind: 'answers', afterMs: 20_000, talksMs: 10_000 });
      agreed(line);
      line.pass(minutes(3));
      line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
      line.pass(20_500);
      t.is(dialled(line).length, 1);
      line.killAtNextEvent(effects);
      line.pass(1_000);
      line.restart(['101' as never]);
      line.pass(minutes(15));
      t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached' });
      t.deepEqual(movedBesideTone(line), [], `after ${effects} effects, ${greeted ? 'greeted' : 'at once'}`);
      t.deepEqual(line.unexpected, []);
    }
  }
});

test('[R9.2] a killed engine keeps every callback, wherever it stands', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: 10_000 });
  agreed(line);
  line.pass(107_000);
  line.restart(['101' as never]);
  line.pass(1_000);
  t.is(line.world.dialogues.size, 1, 'the question is put again');
  line.pass(minutes(2));
  line.restart(['101' as never]);
  line.pass(1_000);
  t.is(line.world.callbacks.size, 1);
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(minutes(2));
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached' });
  t.deepEqual(line.unexpected, []);
});

test('[R9.4] [R1.11] the limits of dialling put a callback off and lose nothing', (t) => {
  const base = withCallbacks(1);
  const line = new Simulation({ ...base, outbound: { ...usualOutboundRule, callsPerHour: 1 } });
  line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: 10_000 });
  line.outside.set('+38641000002', { kind: 'answers', afterMs: 1_000, talksMs: 10_000 });
  agreed(line);
  line.after(1_000, () => agreed(line, 'b', '041000002'));
  line.pass(minutes(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(minutes(20));
  t.is(dialled(line).length, 1);
  t.is(line.world.callbacks.size, 1);
  line.pass(minutes(70));
  t.is(dialled(line).length, 2);
  t.is(line.world.callbacks.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] when Asterisk refuses to dial, the agent is free again and it is tried later', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.fails = (effect) => (effect.type === 'DialNumber' ? 500 : null);
  agreed(line);
  line.pass(minutes(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(5_000);
  t.is(line.cdr('a-cb-a1').dial?.result, 'failed');
  t.is(line.world.agents.get('agent1' as AgentId)?.state, 'ready');
  line.fails = () => null;
  line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: 10_000 });
  line.pass(minutes(12));
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached' });
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] while nothing can be dialled no try of the person is used up, no promise is kept, and an alarm says so', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.fails = (effect) => (effect.type === 'DialNumber' ? 500 : null);
  line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: 10_000 });
  agreed(line);
  line.pass(minutes(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(minutes(45));
  const [open] = lives(line).slice(-1);
  t.is(open?.state, 'owed');
  t.true((open?.tries.length ?? 0) > 3, 'more often than the person would be tried');
  const board = () => presentWallboard(line.world, line.at);
  t.like(board().today, { promises: 0, promisesKept: 0 });
  t.like(board().callbacks, { open: 1, failing: 1, oldestPromiseAt: open?.promisedBy });
  line.fails = () => null;
  line.pass(minutes(12));
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached' });
  t.like(board().today, { promises: 1, promisesKept: 1 });
  t.is(board().callbacks.failing, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] whom nothing ever rang in days of trouble is not reached, and the promise is broken', (t) => {
  const line = new Simulation(withCallbacks(1));
  line.fails = (effect) => (effect.type === 'DialNumber' ? 500 : null);
  agreed(line);
  line.pass(minutes(3));
  for (let day = 0; day < 5; day += 1) {
    line.atWork('agent1', { kind: 'answers', afterMs: 500 });
    line.pass(minutes(24 * 60));
    const [last] = lives(line).slice(-1);
    if (day === 0) t.is(last?.state, 'owed');
    if (last?.state === 'closed') break;
  }
  const [closed] = lives(line).slice(-1);
  t.like(closed, { state: 'closed', outcome: 'notReached' });
  t.deepEqual([...new Set(closed?.tries.map(({ rungAt }) => rungAt))], [null]);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] a person who is rung and does not answer has their tries, whatever failed between them', (t) => {
  const line = new Simulation(withCallbacks(1));
  let dials = 0;
  line.fails = (effect) => (effect.type === 'DialNumber' && ++dials % 2 === 0 ? 500 : null);
  line.outside.set(citizen, { kind: 'never' });
  agreed(line);
  line.pass(minutes(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 500 });
  line.pass(minutes(180));
  const [closed] = lives(line).slice(-1);
  t.like(closed, { state: 'closed', outcome: 'notReached' });
  t.deepEqual(
    closed?.tries.map(({ result }) => result),
    ['noAnswer', 'failed', 'noAnswer', 'failed', 'noAnswer'],
  );
  t.like(presentWallboard(line.world, line.at).today, { promises: 1, promisesKept: 1 });
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] a second caller of a number who agrees during the talk of the first is called too', (t) => {
  for (const again of [false, true]) {
    const line = new Simulation(withCallbacks(2));
    line.outside.set(citizen, { kind: 'answers', afterMs: 1_000, talksMs: minutes(6) });
    agreed(line);
    line.pass(minutes(3));
    line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: minutes(6) });
    line.pass(10_000);
    t.is(lives(line).at(-1)?.state, 'talking');
    agreed(line, 'b');
    line.pass(minutes(3));
    t.like(line.cdr('b'), { outcome: 'callback', callbackId: 'b-cb' });
    t.is(line.world.callbacks.size, 1, 'one is open at a time');
    t.like(lives(line).at(-1), { callbackId: 'b-cb', state: 'owed' }, 'and what was promised stands in the record');
    // Through a snapshot, and with a third of the same number, who has the second's.
    line.restart(['101' as never, '102' as never]);
    agreed(line, 'c');
    line.pass(minutes(2));
    if (again) {
      line.call({ id: 'd', atMs: 0, from: '041123456' });
      line.atWork('agent2', { kind: 'answers', afterMs: 500, talksMs: 10_000 });
    }
    line.pass(minutes(20));
    t.is(line.cdr('c').callbackId, 'b-cb' as never);
    const closed = lives(line).filter(({ state }) => state === 'closed');
    t.deepEqual(
      closed.map(({ callbackId }) => callbackId),
      again ? ['b-cb', 'a-cb'] : ['a-cb', 'b-cb'],
    );
    t.is(dialled(line).length, again ? 1 : 2);
    if (again) t.like(closed[0], { outcome: 'handledOtherwise', closedBy: null, tries: [] });
    if (!again) t.true((closed[1]?.askedAt ?? 0) < (closed[0]?.tries[0]?.endedAt ?? 0), 'by the hour of the promise');
    t.is(line.world.laterCallbacks.size + line.world.callbacks.size, 0);
    t.deepEqual(line.unexpected, []);
  }
});

test('[R1.10] a rule of overflow offers a callback as soon as its condition holds', (t) => {
  const base = withCallbacks(1, { offerAfterSeconds: null });
  const rule = {
    name: 'nihče ni prijavljen',
    when: { kind: 'noAgent' },
    action: { kind: 'offer', what: 'callback' },
  } as const;
  const line = new Simulation({ ...base, queues: base.queues.map((queue) => ({ ...queue, overflow: [rule] })) });
  const keys = [
    { atMs: 30_000, digit: '1' },
    { atMs: 35_000, digit: '1' },
  ];
  line.call({ id: 'a', atMs: 0, from: '041123456', keys });
  line.pass(minutes(2));
  t.is(line.cdr('a').outcome, 'callback');
  t.true(said(line, 'a').includes('callbackOffer'));
  t.deepEqual(line.unexpected, []);
});
