import test from 'ava';
import fc from 'fast-check';
import type { Configuration, QueueConfiguration } from '../../../engine/core/configuration.ts';
import { choosePair } from '../../../engine/core/distribution.ts';
import type { CallFact, Fact } from '../../../engine/core/facts.ts';
import type { AgentId, CallId, QueueEntryId, QueueId, Skill } from '../../../engine/core/ids.ts';
import type { OverflowRule } from '../../../engine/core/overflow.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { decodePlain, encodePlain } from '../../../engine/shell/journal/plain-json.ts';
import { randomAgents, randomCallers } from './random-people.ts';
import { configurationOf, Simulation } from './simulation.ts';

const helpers = 'pomoc' as QueueId;
const toHelpers = { kind: 'otherGroup', queue: helpers } as const;

/** Agents 1 and 2 serve the queue, 3 and 4 only that of the helpers. */
function withRules(overflow: readonly OverflowRule[]): Configuration {
  const base = configurationOf(4);
  const [queue] = base.queues as [QueueConfiguration];
  const agents = base.agents.map((agent, index) => ({
    ...agent,
    skills: (index < 2 ? ['narocanje', 'jezik:sl'] : ['pomoc', 'jezik:sl']).map((skill) => ({
      skill: skill as Skill,
      level: 1,
    })),
  }));
  return {
    ...base,
    agents,
    queues: [
      { ...queue, overflow },
      { ...queue, id: helpers, name: 'Pomoč', skills: ['pomoc' as Skill] },
    ],
  };
}

const overflows = (line: Simulation, id: string) =>
  line.factsOf(id).flatMap((fact) => (fact.type === 'Overflowed' ? [fact] : []));
const busy = { kind: 'answers', afterMs: 500, talksMs: 600_000 } as const;

test('[R1.10] who has waited too long is served by the other group, with the ticket of the first arrival', (t) => {
  const line = new Simulation(withRules([{ name: 'dolgo', when: { kind: 'waited', seconds: 30 }, action: toHelpers }]));
  line.atWork('agent1', busy);
  line.atWork('agent3', { kind: 'answers', afterMs: 500, talksMs: 5_000 });
  line.call({ id: 'x', atMs: 0 });
  line.call({ id: 'a', atMs: 1_000 });
  line.pass(38_000);
  t.is(line.world.calls.get('a' as CallId)?.state, 'queued');
  t.deepEqual(overflows(line, 'a'), []);
  line.pass(60_000);
  const cdr = line.cdr('a');
  t.like(cdr, { outcome: 'answered', agentId: 'agent3' });
  const [entry] = cdr.queueEntries;
  t.is(cdr.queueEntries.length, 1, 'the place was never given up');
  t.is((entry?.overflows?.[0]?.at ?? 0) - (entry?.ticketAt ?? 0), 30_000, 'at the very moment');
  t.like(entry?.overflows?.[0], { rule: 'dolgo', when: 'waited', action: toHelpers });
  t.is(presentWallboard(line.world, line.at)?.today.overflowed, 1);
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] nobody signed in: on arrival, and when the last one leaves; a pause is somebody', (t) => {
  const rules: readonly OverflowRule[] = [
    { name: 'nikogar', when: { kind: 'noAgent' }, action: { kind: 'offer', what: 'voiceMessage' } },
  ];
  const empty = new Simulation(withRules(rules));
  empty.call({ id: 'a', atMs: 0 });
  empty.pass(20_000);
  t.is(overflows(empty, 'a')[0]?.rule, 'nikogar');

  const left = new Simulation(withRules(rules));
  left.atWork('agent1');
  left.command({ type: 'Pause', agentId: 'agent1' as AgentId, reason: 'malica' });
  left.call({ id: 'a', atMs: 0 });
  left.pass(30_000);
  t.deepEqual(overflows(left, 'a'), []);
  left.command({ type: 'SignOut', agentId: 'agent1' as AgentId });
  t.is(overflows(left, 'a').length, 1);
  const entry = [...left.world.entries.values()][0];
  t.deepEqual(entry?.overflow?.offers, ['voiceMessage']);
});

test('[R1.10] a line that is too long, and a wait that is reckoned too long, count on arrival', (t) => {
  const line = new Simulation(
    withRules([
      { name: 'vrsta', when: { kind: 'length', callers: 1 }, action: { kind: 'offer', what: 'callback' } },
      { name: 'ocena', when: { kind: 'expected', seconds: 400 }, action: { kind: 'offer', what: 'voiceMessage' } },
    ]),
  );
  line.atWork('agent1', busy);
  for (const [index, id] of ['x', 'a', 'b', 'c'].entries()) line.call({ id, atMs: index * 1_000 });
  line.pass(30_000);
  t.deepEqual(
    ['x', 'a', 'b', 'c'].map((id) => overflows(line, id).map(({ rule }) => rule)),
    [[], [], ['ocena'], ['vrsta', 'ocena']],
  );
});

test('[R1.10] whoever stands before one who overflows is served by that group first', (t) => {
  const line = new Simulation(withRules([{ name: 'vrsta', when: { kind: 'length', callers: 0 }, action: toHelpers }]));
  line.call({ id: 'a', atMs: 0 });
  line.pass(20_000);
  t.deepEqual(overflows(line, 'a'), []);
  line.call({ id: 'b', atMs: 0 });
  line.pass(20_000);
  t.like(overflows(line, 'a')[0], { rule: null, when: 'inherited' });
  t.like(overflows(line, 'b')[0], { rule: 'vrsta', when: 'length' });
  line.atWork('agent3', { kind: 'answers', afterMs: 500, talksMs: 5_000 });
  line.pass(2_000);
  t.is(line.world.calls.get('a' as CallId)?.state, 'talking');
});

test('[R1.10] rules that come while callers wait hold for them at once', (t) => {
  const line = new Simulation(withRules([]));
  line.call({ id: 'a', atMs: 0 });
  line.pass(60_000);
  const configuration = withRules([{ name: 'dolgo', when: { kind: 'waited', seconds: 10 }, action: toHelpers }]);
  line.happen({ type: 'ConfigurationLoaded', at: line.at, configuration });
  t.is(overflows(line, 'a').length, 1);
});

test('[R1.10] [R9.2] what was opened for a caller survives a restart, and a due rule is not forgotten', (t) => {
  const line = new Simulation(
    withRules([
      { name: 'prva', when: { kind: 'waited', seconds: 20 }, action: { kind: 'offer', what: 'voiceMessage' } },
      { name: 'druga', when: { kind: 'waited', seconds: 60 }, action: toHelpers },
    ]),
  );
  line.call({ id: 'a', atMs: 0 });
  line.pass(40_000);
  const entry = [...line.world.entries.values()][0];
  const restored = decodePlain(encodePlain(line.world)) as typeof line.world;
  t.deepEqual(restored.entries.get(entry?.entryId as QueueEntryId)?.overflow, entry?.overflow);
  line.kill();
  line.pass(60_000);
  line.restart(['101', '103'] as never[]);
  line.pass(1_000);
  t.deepEqual(
    overflows(line, 'a').map(({ rule }) => rule),
    ['prva', 'druga'],
  );
});

const condition = fc.oneof(
  fc.constant({ kind: 'noAgent' as const }),
  fc.record({ kind: fc.constant('waited' as const), seconds: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('expected' as const), seconds: fc.integer({ min: 1, max: 600 }) }),
  fc.record({ kind: fc.constant('length' as const), callers: fc.integer({ min: 0, max: 4 }) }),
);
const story = fc.record({
  rules: fc.array(condition, { maxLength: 3 }),
  callers: randomCallers(12),
  agents: randomAgents(4),
});

test('[R1.10] [R2.3] laws: with any rules nobody of equal class is overtaken, and the ledger balances', (t) => {
  let helped = 0;
  fc.assert(
    fc.property(story, ({ rules, callers, agents }) => {
      const line = new Simulation(
        withRules(rules.map((when, index) => ({ name: `r${index}`, when, action: toHelpers }))),
      );
      for (const [index, one] of callers.entries()) line.call({ id: `c${index}`, ...one });
      const phone = { kind: 'answers', afterMs: 700, talksMs: 20_000 } as const;
      for (const [index, { atMs, out }] of agents.entries()) {
        line.after(atMs, () => line.atWork(`agent${index + 1}`, phone));
        line.after(atMs + out, () => line.command({ type: 'SignOut', agentId: `agent${index + 1}` as AgentId }));
      }
      for (let second = 0; second < 400; second += 1) {
        line.after(second * 1000, () => {
          if (choosePair(line.world) !== null) throw new Error('A free agent stands beside a waiting caller.');
        });
      }
      line.pass(400_000);
      for (let round = 0; round < 20 && line.world.calls.size > 0; round += 1) {
        for (const index of [1, 2]) line.atWork(`agent${index}`, phone);
        line.pass(60_000);
      }
      if (line.world.calls.size > 0 || line.world.line.length > 0) throw new Error('Somebody was left behind.');
      if (line.world.timers.size > 1) throw new Error(`Timers were left: ${[...line.world.timers.keys()]}`);
      if (line.unexpected.length > 0) throw new Error(JSON.stringify(line.unexpected));
      nobodyIsOvertaken(line.facts);
      for (const index of callers.keys()) {
        const ends = line.factsOf(`c${index}`).filter(({ type }) => type === 'CallHungUp');
        if (ends.length !== 1) throw new Error('The ledger does not balance.');
        const { agentId } = line.cdr(`c${index}`);
        if (agentId === 'agent3' || agentId === 'agent4') helped += 1;
      }
    }),
    { numRuns: 100, includeErrorInReport: true },
  );
  t.true(helped > 20, 'the other group helps out in the stories');
});

/** When a caller is offered, nobody who came earlier to this queue waits without a ringing phone. */
function nobodyIsOvertaken(facts: readonly Fact[]): void {
  const waiting = new Map<string, number>();
  const offered = new Map<string, { readonly entryId: string; readonly ticketAt: number }>();
  for (const fact of facts.filter((one): one is CallFact => 'callId' in one)) {
    if (fact.type === 'EntryQueued') waiting.set(fact.entryId, fact.ticketAt);
    if (fact.type === 'EntryLeft') waiting.delete(fact.entryId);
    if (fact.type === 'OfferMade') {
      const ticketAt = waiting.get(fact.entryId) ?? Number.NaN;
      waiting.delete(fact.entryId);
      if ([...waiting.values()].some((other) => other < ticketAt)) throw new Error('Somebody was overtaken.');
      offered.set(fact.offerId, { entryId: fact.entryId, ticketAt });
    }
    if (fact.type === 'OfferEnded' && fact.result !== 'answered' && fact.result !== 'callerLeft') {
      const back = offered.get(fact.offerId);
      if (back) waiting.set(back.entryId, back.ticketAt);
    }
  }
}
