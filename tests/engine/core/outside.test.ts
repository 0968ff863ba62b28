import test from 'ava';
import fc from 'fast-check';
import { usualOutboundRule } from '../../../dialplan/outbound.ts';
import type { Configuration, OutsideContact } from '../../../engine/core/configuration.ts';
import { choosePair } from '../../../engine/core/distribution.ts';
import type { AgentId, CallId, ContactId, LegId, PlaybackId } from '../../../engine/core/ids.ts';
import type { OverflowRule } from '../../../engine/core/overflow.ts';
import { presentAgent } from '../../../engine/core/present-agent.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { decodePlain, encodePlain } from '../../../engine/shell/journal/plain-json.ts';
import { callRow } from '../../../sql/line/call-row.ts';
import { randomAgents, randomCallers } from './random-people.ts';
import { configurationOf, Simulation } from './simulation.ts';

const agent1 = 'agent1' as AgentId;
const callId = 'a' as CallId;
const office = '+38614781234';
const contact: OutsideContact = {
  id: 'tujci' as ContactId,
  name: 'Oddelek za tujce',
  kind: 'department',
  number: '38614781234',
  code: '12',
  lines: 1,
};
const outside = { kind: 'outside', contactId: contact.id } as const;

function lineOf(overflow: readonly OverflowRule[] = [], change: Partial<Configuration> = {}, agents = 2): Simulation {
  const base = configurationOf(agents, { outbound: usualOutboundRule, contacts: [contact], ...change });
  return new Simulation({ ...base, queues: base.queues.map((queue) => ({ ...queue, overflow })) });
}

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
/** Who is moved while an endless tone sounds: Asterisk would wait for its end, and hold up whatever is asked after it. */
function movedBesideTone(line: Simulation): LegId[] {
  const tones = new Map<PlaybackId, LegId>();
  const moved: LegId[] = [];
  for (const effect of line.effects) {
    if ('heardBy' in effect && effect.heardBy) tones.set(effect.heardBy.playbackId, effect.heardBy.legId);
    if (effect.type === 'StopPlayback') tones.delete(effect.playbackId);
    if (effect.type === 'PutLegInBridge' && [...tones.values()].includes(effect.legId)) moved.push(effect.legId);
  }
  return moved;
}
const dialled = (line: Simulation): string[] =>
  line.effects.flatMap((effect) => (effect.type === 'DialNumber' ? [effect.number] : []));
const together = (line: Simulation) =>
  [...line.bridges.values()].map((legs) => [...legs].sort()).filter((legs) => legs.length > 0);

test('[R2.6] [R2.10] an agent gives the caller to a number outside: they talk, unrecorded, and the record tells it', (t) => {
  const line = talking();
  line.outside.set(office, { kind: 'answers', afterMs: 5_000, talksMs: 20_000 });
  t.deepEqual(presentAgent(line.world, agent1, line.at)?.call?.transfer?.outside, [
    { id: contact.id, name: contact.name, kind: 'department', code: '12', free: true },
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
