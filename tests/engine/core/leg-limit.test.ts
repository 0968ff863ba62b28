import test from 'ava';
import fc from 'fast-check';
import { usualOutboundRule } from '../../../dialplan/outbound.ts';
import type { CallbackRules } from '../../../engine/core/callback-rules.ts';
import type { CallId, Instant, LegId } from '../../../engine/core/ids.ts';
import { isFull, legLimitOf, presentLegs, runsShortOfLegs } from '../../../engine/core/leg-limit.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { configurationOf, Simulation } from './simulation.ts';

test('[R2.10] two ports a leg, the first of them even', (t) => {
  t.is(legLimitOf({ from: 16_384, to: 18_383 }), 1_000);
  t.is(legLimitOf({ from: 20_000, to: 20_019 }), 10);
  t.is(legLimitOf({ from: 20_001, to: 20_020 }), 9);
});

const callbacks: CallbackRules = {
  offerAfterSeconds: null,
  promisedMinutes: 60,
  tries: 3,
  againAfterMinutes: { busy: 10, noAnswer: 30, failed: 5 },
  ringSeconds: 30,
  callLostBack: true,
  callAbandonedBackAfterSeconds: null,
};

const callers = (count: number, from = 0): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);

/** A line with so many legs on which so many call, a second apart. */
function lineWith(legLimit: number, agents: number, count: number, rules: CallbackRules = callbacks): Simulation {
  const line = new Simulation(configurationOf(agents, { legLimit, outbound: usualOutboundRule, callbacks: rules }));
  for (const index of callers(count)) line.call({ id: `c${index}`, atMs: index * 1_000, from: `0411234${10 + index}` });
  return line;
}

const refused = (line: Simulation): readonly string[] =>
  line.facts.flatMap((fact) => (fact.type === 'CallRefused' ? [`${fact.callId} ${fact.reason}`] : []));

test('[R1.1] [R1.10] [R2.10] the caller for whom there is no leg is refused with 34, recorded with the cause and owed a callback; those inside stay', (t) => {
  const line = lineWith(10, 1, 12);
  line.pass(30_000);
  t.deepEqual(refused(line), ['c9 lineFull', 'c10 lineFull', 'c11 lineFull'], 'one is kept for what passes');
  t.like(line.cdr('c9'), {
    outcome: 'callback',
    hangUpSide: 'line',
    hangUpCause: 34,
    refusedBecause: 'lineFull',
    callbackId: 'c9-cb',
  });
  t.false(line.effects.some((effect) => effect.type === 'AnswerLeg' && effect.legId === 'leg-c9'));
  t.deepEqual(presentLegs(line.world), { used: 9, limit: 10, full: true });
  t.like(line.world.callbacks.get('c9-cb' as never), { reason: 'lost', originalCallId: 'c9', state: 'waiting' });
  t.is(line.world.line.length, 9 + 3, 'all of them stand in the line');
  line.hangUp('leg-c0' as LegId);
  line.call({ id: 'later', atMs: 1_000, from: '041999999' });
  line.pass(20_000);
  t.is(refused(line).length, 3, 'there is room again');
  t.true(line.world.calls.has('later' as CallId));
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] [R2.10] who is at work keeps a leg for the phone and one for a number outside, and serves those who are there', (t) => {
  const line = lineWith(12, 2, 10);
  for (const agent of ['agent1', 'agent2']) line.atWork(agent, { kind: 'answers', afterMs: 2_000, talksMs: 10_000 });
  line.pass(9_500);
  t.deepEqual(refused(line), ['c7 lineFull', 'c8 lineFull', 'c9 lineFull']);
  const view = presentLegs(line.world);
  t.like(view, { full: true });
  t.true((view?.used ?? 13) <= 12);
  for (const index of callers(3, 7))
    line.outside.set(`+386411234${10 + index}`, { kind: 'answers', afterMs: 2_000, talksMs: 10_000 });
  line.pass(1_200_000);
  for (const index of callers(7)) t.is(line.cdr(`c${index}`).outcome, 'answered');
  t.is(line.world.callbacks.size, 0, 'and those who were refused were called back');
  t.deepEqual(line.unexpected, []);
});

test('[R5.3] [R1.10] whom a full line turns away is missed, or owed a call, and found it closed when it was', (t) => {
  const today = (line: Simulation) => presentWallboard(line.world, line.at).today;
  const turnedAway = (line: Simulation) => {
    line.pass(30_000);
    t.deepEqual(refused(line), ['c9 lineFull'], 'with what is kept for what passes');
    t.deepEqual(line.unexpected, []);
    return line.cdr('c9');
  };
  const lost = lineWith(10, 1, 10, { ...callbacks, callLostBack: false });
  t.like(turnedAway(lost), { outcome: 'failed', hangUpCause: 34, closedReason: null });
  t.like(today(lost), { offered: 10, failed: 1, refused: 0 });
  const owed = lineWith(10, 1, 10);
  t.like(turnedAway(owed), { outcome: 'callback', callbackId: 'c9-cb', closedReason: null });
  t.like(today(owed), { offered: 10, callback: 1, refused: 0 });
  const shut = lineWith(10, 1, 10);
  shut.pass(8_500);
  shut.command({ type: 'CloseLine', until: (shut.at + 3_600_000) as Instant });
  const { callbackId, ...record } = turnedAway(shut);
  t.like(record, { outcome: 'closed', closedReason: 'supervisor' });
  t.is(callbackId, undefined);
});

test('[R9.2] who was held in Asterisk without an engine has a leg already and is never sent away', (t) => {
  const line = lineWith(10, 1, 9);
  line.call({ id: 'held', atMs: 9_000, heldMs: 5_000, from: '041777777' });
  line.pass(30_000);
  t.deepEqual(refused(line), []);
});

test('[R2.10] where nobody knows how many legs there can be nobody is refused', (t) => {
  const line = new Simulation(configurationOf(1));
  for (const index of callers(60)) line.call({ id: `c${index}`, atMs: index * 1_000, from: `04112${1000 + index}` });
  line.pass(61_000);
  t.deepEqual(refused(line), []);
  t.is(presentLegs(line.world), null);
});

test('[R2.10] law: half is for callers whoever is at work, what is used is within the limit, and a warning comes before anybody is refused', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 40 }), fc.integer({ min: 0, max: 12 }), (limit, atWork) => {
      const line = lineWith(limit, Math.max(1, atWork), limit + 4);
      for (const index of callers(atWork, 1)) line.atWork(`agent${index}`, { kind: 'never' });
      let warned = false;
      for (const second of callers(limit + 6)) {
        line.pass(1_000);
        const view = presentLegs(line.world);
        if (view === null) throw new Error('there is a limit');
        warned ||= runsShortOfLegs(view);
        if (refused(line).length > 0 && !warned) throw new Error(`nobody was warned before second ${second}`);
        if (isFull(line.world) !== view.full) throw new Error('the quick answer is another one');
      }
      const inside = [...line.world.calls.values()].filter(
        ({ state }) => state !== 'ending' && state !== 'ended',
      ).length;
      if (inside < Math.floor(limit / 2)) throw new Error(`only ${inside} of ${limit} were let in`);
    }),
    { numRuns: 30 },
  );
  t.pass();
});
