import test from 'ava';
import fc from 'fast-check';
import { usualOutboundRule } from '../../../dialplan/outbound.ts';
import { choosePair } from '../../../engine/core/distribution.ts';
import type { AgentId, CallId, ContactId, LegId, PhoneUser } from '../../../engine/core/ids.ts';
import type { OverflowRule } from '../../../engine/core/overflow.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { callRow } from '../../../sql/line/call-row.ts';
import { callId, contact, dialled, lineOf, office } from './outside-line.ts';
import { randomAgents, randomCallers } from './random-people.ts';
import { movedBesideTone } from './story-laws.ts';

const toOffice = { kind: 'outside', contact: contact.id } as const;

test('[R1.10] a queue that overflows dials the other number by its rule; the figures count the answer', (t) => {
  const line = lineOf([{ name: 'nikogar', when: { kind: 'noAgent' }, action: toOffice }]);
  line.outside.set(office, { kind: 'answers', afterMs: 4_000, talksMs: 30_000 });
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(20_000);
  t.is(line.world.calls.get(callId)?.state, 'outside');
  line.pass(60_000);
  const cdr = line.cdr('a');
  t.like(cdr, { outcome: 'answered', hangUpSide: 'outside', agentId: null });
  t.truthy(cdr.humanAnsweredAt);
  t.like(cdr.outside?.[0], { contactId: contact.id, by: null, rule: 'nikogar', result: 'reached' });
  t.like(cdr.queueEntries[0], { leftBecause: 'answered' });
  t.is(cdr.queueEntries[0]?.overflows?.[0]?.rule, 'nikogar');
  t.like(presentWallboard(line.world, line.at)?.today, { offered: 1, answered: 1, overflowed: 1 });
  const row = callRow(cdr, true);
  t.is(row.talk_ms, 30_000);
  t.is(row.wait_ms, (cdr.humanAnsweredAt ?? 0) - (cdr.queueEntries[0]?.ticketAt ?? 0));
  t.deepEqual(line.inAsterisk, []);
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] nobody answers there: once and not again, the place stays, and an agent takes the caller', (t) => {
  const line = lineOf([{ name: 'dolgo', when: { kind: 'waited', seconds: 30 }, action: toOffice }]);
  line.outside.set(office, { kind: 'never' });
  line.call({ id: 'a', atMs: 0 });
  line.pass(200_000);
  t.is(dialled(line).length, 1);
  t.is(line.world.calls.get(callId)?.state, 'queued');
  t.is(line.world.entries.get('a-q1' as never)?.state, 'waiting');
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.pass(60_000);
  const cdr = line.cdr('a');
  t.is(cdr.queueEntries.length, 1, 'the place was never given up');
  t.like(cdr, { outcome: 'answered', agentId: 'agent1' });
  t.like(cdr.outside?.[0], { result: 'noAnswer' });
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] as many at once as the number has lines; the next one when a line is free, in the order of arrival', (t) => {
  const line = lineOf([{ name: 'nikogar', when: { kind: 'noAgent' }, action: toOffice }]);
  line.outside.set(office, { kind: 'answers', afterMs: 2_000, talksMs: 20_000 });
  for (const [index, id] of ['a', 'b', 'c'].entries()) line.call({ id, atMs: index * 500 });
  line.pass(20_000);
  t.is(dialled(line).length, 1);
  t.is(line.world.calls.get(callId)?.state, 'outside');
  line.pass(22_000);
  t.is(dialled(line).length, 2);
  t.is(line.world.calls.get('b' as CallId)?.state, 'outside');
  line.pass(60_000);
  t.is(dialled(line).length, 3);
  t.deepEqual(
    ['a', 'b', 'c'].map((id) => line.cdr(id).outcome),
    ['answered', 'answered', 'answered'],
  );
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] nobody answers the first one there: the next one, who waits for the line, is put through', (t) => {
  const line = lineOf([{ name: 'nikogar', when: { kind: 'noAgent' }, action: toOffice }]);
  line.outside.set(office, { kind: 'busy', afterMs: 2_000 });
  for (const id of ['a', 'b']) line.call({ id, atMs: 0 });
  line.pass(20_000);
  t.is(dialled(line).length, 2);
  t.deepEqual(
    [...line.world.calls.values()].map(({ state }) => state),
    ['queued', 'queued'],
  );
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] two numbers for the same case: the second is tried when nobody answers at the first', (t) => {
  const other = { ...contact, id: 'matična' as ContactId, number: '38614785678', code: '13' };
  const when = { kind: 'noAgent' } as const;
  const line = lineOf(
    [
      { name: 'prva', when, action: toOffice },
      { name: 'druga', when, action: { kind: 'outside', contact: other.id } },
    ],
    { contacts: [contact, other] },
  );
  line.outside.set(office, { kind: 'busy', afterMs: 2_000 });
  line.outside.set('+38614785678', { kind: 'answers', afterMs: 2_000, talksMs: 5_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(60_000);
  t.deepEqual(dialled(line), [office, '+38614785678']);
  const cdr = line.cdr('a');
  t.deepEqual(
    cdr.outside?.map(({ rule, result }) => [rule, result]),
    [
      ['prva', 'busy'],
      ['druga', 'reached'],
    ],
  );
  t.deepEqual(
    cdr.queueEntries[0]?.overflows?.map(({ rule }) => rule),
    ['prva', 'druga'],
  );
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] [R9.4] the hour’s calls are used up: no rule is spent on that, and they are dialled when the hour is over', (t) => {
  const line = lineOf([{ name: 'nikogar', when: { kind: 'noAgent' }, action: toOffice }], {
    outbound: { ...usualOutboundRule, callsPerHour: 1 },
  });
  line.outside.set(office, { kind: 'answers', afterMs: 2_000, talksMs: 5_000 });
  for (const [index, id] of ['a', 'b', 'c'].entries()) line.call({ id, atMs: index * 500 });
  line.pass(600_000);
  t.is(dialled(line).length, 1);
  t.like(presentWallboard(line.world, line.at)?.today, { overflowed: 1 });
  line.pass(3_600_000);
  t.is(dialled(line).length, 2);
  t.is(line.cdr('b').outside?.[0]?.result, 'reached');
  t.is(line.world.calls.get('c' as CallId)?.state, 'queued');
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] [R1.11] whoever is owed a callback is not on the line: nobody outside is dialled for them', (t) => {
  const line = lineOf([{ name: 'nikogar', when: { kind: 'noAgent' }, action: toOffice }], {
    callbacks: {
      offerAfterSeconds: null,
      promisedMinutes: 60,
      tries: 3,
      againAfterMinutes: { busy: 5, noAnswer: 5, failed: 5 },
      ringSeconds: 30,
      callLostBack: true,
      callAbandonedBackAfterSeconds: null,
    },
  });
  const added = line.command({
    type: 'AddCallback',
    callerNumber: '041 123 456',
    queueId: 'narocanje' as never,
    language: 'sl',
    notes: '',
  });
  t.deepEqual(added, { ok: true });
  line.pass(120_000);
  t.deepEqual(dialled(line), []);
});

test('[R9.2] [R1.10] whom Asterisk’s plan has is not put through to a number outside, and a ring that began before is taken back', (t) => {
  const rule: OverflowRule = { name: 'dolgo', when: { kind: 'waited', seconds: 30 }, action: toOffice };
  const waits = lineOf([rule]);
  const rung = lineOf([{ ...rule, when: { kind: 'noAgent' } }]);
  for (const line of [waits, rung]) {
    line.outside.set(office, { kind: 'answers', afterMs: 20_000, talksMs: 5_000 });
    line.call({ id: 'a', atMs: 0 });
    line.pass(20_000);
    line.kill();
    line.leaveToPlan('leg-a' as LegId);
    line.plan.keep('leg-a' as LegId);
    line.pass(2_000);
    line.restart(['101', '102'] as PhoneUser[]);
    line.pass(200_000);
    t.is(line.world.calls.get(callId)?.state, 'queued');
    t.is(dialled(line).length, line === rung ? 1 : 0, 'nobody outside is to hear silence');
    t.deepEqual(
      (line.world.calls.get(callId)?.cdr.outside ?? []).map(({ result }) => result),
      line === rung ? ['failed'] : [],
    );
    line.hangUp('leg-a' as LegId);
    line.pass(60_000);
    t.is(line.cdr('a').outcome, 'abandoned');
    t.deepEqual(line.inAsterisk, []);
    t.deepEqual(line.unexpected, []);
  }
});

const party = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('answers' as const),
      afterMs: fc.integer({ min: 1, max: 40_000 }),
      talksMs: fc.integer({ min: 1, max: 60_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'never' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('busy' as const), afterMs: fc.integer({ min: 1, max: 5_000 }) }),
  },
);
const story = fc.record({
  party,
  seconds: fc.integer({ min: 1, max: 60 }),
  lines: fc.integer({ min: 1, max: 3 }),
  callers: randomCallers(10),
  agents: randomAgents(2),
});

test('[R1.10] [R2.3] laws: no free agent beside a waiting caller, never more than the lines, and the ledger balances', (t) => {
  let reached = 0;
  fc.assert(
    fc.property(story, ({ party: behaviour, seconds, lines, callers, agents }) => {
      const rule: OverflowRule = { name: 'dolgo', when: { kind: 'waited', seconds }, action: toOffice };
      const line = lineOf([rule], { contacts: [{ ...contact, lines }] });
      line.outside.set(office, behaviour);
      for (const [index, one] of callers.entries()) line.call({ id: `c${index}`, ...one });
      const phone = { kind: 'answers', afterMs: 700, talksMs: 20_000 } as const;
      for (const [index, { atMs, out }] of agents.entries()) {
        line.after(atMs, () => line.atWork(`agent${index + 1}`, phone));
        line.after(atMs + out, () => line.command({ type: 'SignOut', agentId: `agent${index + 1}` as AgentId }));
      }
      for (let second = 0; second < 400; second += 1) {
        line.after(second * 1000, () => {
          if (choosePair(line.world) !== null) throw new Error('A free agent stands beside a waiting caller.');
          const there = [...line.world.legs.values()].filter(
            ({ party: { role }, state }) => role === 'outside' && state !== 'ended' && state !== 'closing',
          );
          if (there.length > lines) throw new Error('More callers than lines were put through.');
        });
      }
      line.pass(400_000);
      for (let round = 0; round < 20 && line.world.calls.size > 0; round += 1) {
        for (const index of [1, 2]) line.atWork(`agent${index}`, phone);
        line.pass(60_000);
      }
      if (line.world.calls.size > 0 || line.world.line.length > 0) throw new Error('Somebody was left behind.');
      if (line.inAsterisk.length > 0) throw new Error(`Left in Asterisk: ${line.inAsterisk}`);
      if (movedBesideTone(line).length > 0) throw new Error('A caller is moved while the ringing tone sounds.');
      if (line.world.timers.size > 1) throw new Error(`Timers were left: ${[...line.world.timers.keys()]}`);
      if (line.unexpected.length > 0) throw new Error(JSON.stringify(line.unexpected));
      for (const index of callers.keys()) {
        const ends = line.factsOf(`c${index}`).filter(({ type }) => type === 'CallHungUp');
        if (ends.length !== 1) throw new Error('The ledger does not balance.');
        if (line.cdr(`c${index}`).outside?.some(({ result }) => result === 'reached')) reached += 1;
      }
    }),
    { numRuns: 100, includeErrorInReport: true },
  );
  t.log(`${reached} callers were put through`);
  t.true(reached > 5, 'the other number helps out in the stories');
});
