import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import { usualOutboundRule } from '../../../dialplan/outbound.ts';
import { type Cdr, foldCdr, openCdr } from '../../../engine/core/cdr.ts';
import type { Command } from '../../../engine/core/commands.ts';
import type { Configuration, QueueConfiguration, Strategy } from '../../../engine/core/configuration.ts';
import { choosePair } from '../../../engine/core/distribution.ts';
import type { Fact } from '../../../engine/core/facts.ts';
import type { AgentId, CallId, Instant, QueueId } from '../../../engine/core/ids.ts';
import type { World } from '../../../engine/core/world.ts';
import { contact, office } from './outside-line.ts';
import { configurationOf, type PhoneBehaviour, Simulation } from './simulation.ts';
import { callFacts, endsInOrder, outcomesOf } from './story-laws.ts';

const strategies: readonly Strategy[] = ['longestIdle', 'leastCalls', 'roundRobin', 'ringAll'];

const behaviour: fc.Arbitrary<PhoneBehaviour> = fc.oneof(
  fc.record({
    kind: fc.constant('answers' as const),
    afterMs: fc.integer({ min: 60, max: 25_000 }),
    talksMs: fc.integer({ min: 10, max: 90_000 }),
  }),
  fc.constant({ kind: 'never' as const }),
  fc.record({ kind: fc.constant('busy' as const), afterMs: fc.integer({ min: 60, max: 2_000 }) }),
  fc.record({ kind: fc.constant('rejects' as const), afterMs: fc.integer({ min: 60, max: 5_000 }) }),
);

const caller = fc.record(
  {
    atMs: fc.integer({ min: 0, max: 120_000 }),
    hangsUpAfterMs: fc.integer({ min: 0, max: 240_000 }),
    to: fc.constantFrom('015551234', '015551234', '015551234', '01999'),
    keys: fc.array(
      fc.record({ atMs: fc.integer({ min: 0, max: 20_000 }), digit: fc.constantFrom('1', '2', '5', '9', '#') }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['atMs'] },
);

const command = fc.record({
  atMs: fc.integer({ min: 0, max: 300_000 }),
  agent: fc.integer({ min: 1, max: 4 }),
  type: fc.constantFrom(
    'BecomeReady',
    'BecomeReady',
    'Pause',
    'SignOut',
    'SignIn',
    'FinishWrapUp',
    'HoldCaller',
    'ResumeCaller',
    ...Array<'TransferCall'>(6).fill('TransferCall'),
    ...Array<'ConsultAgent'>(12).fill('ConsultAgent'),
    ...Array<'ConsultOutside'>(12).fill('ConsultOutside'),
    'SwapParties',
    'SwapParties',
    'JoinParties',
    'JoinParties',
    'CompleteTransfer',
    'ReturnToCaller',
  ),
  to: fc.oneof(
    fc.constantFrom('narocanje', 'drugo').map((queueId) => ({ kind: 'queue' as const, queueId })),
    fc.integer({ min: 1, max: 4 }).map((index) => ({ kind: 'agent' as const, agentId: `agent${index}` })),
  ),
});

const trouble = fc.record({
  effect: fc.constantFrom(
    'RingPhone',
    'DialNumber',
    'CreateBridge',
    'PutLegInBridge',
    'PlayUtterances',
    'StartRecording',
    'HangUpLeg',
    'none',
  ),
  every: fc.integer({ min: 3, max: 40 }),
  /** Twice, and what is asked for once more fails as well. */
  inARow: fc.integer({ min: 1, max: 2 }),
});

/** Two queues that share agents; key 5 leads to the second. */
const sharing = fc.record({
  strategies: fc.tuple(fc.constantFrom(...strategies), fc.constantFrom(...strategies)),
  priorities: fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 })),
  levels: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
  minimumLevel: fc.integer({ min: 1, max: 3 }),
  widenAfterSeconds: fc.constantFrom(5, 30),
  lastAgentHours: fc.constantFrom(0, 1),
});

const story = fc.record({
  sharing,
  phones: fc.array(behaviour, { minLength: 1, maxLength: 4 }),
  outside: behaviour,
  callers: fc.array(caller, { minLength: 1, maxLength: 14 }),
  commands: fc.array(command, { maxLength: 40 }),
  trouble,
  delayMs: fc.integer({ min: 0, max: 300 }),
});

type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

function sharedConfiguration(count: number, told: Story['sharing']): Configuration {
  const base = configurationOf(count, { outbound: usualOutboundRule, contacts: [contact] });
  const [queue] = base.queues as [QueueConfiguration];
  const widening = [{ afterSeconds: told.widenAfterSeconds, minimumLevel: 1, without: [] }];
  const { minimumLevel, lastAgentHours } = told;
  const queues = ['narocanje', 'drugo'].map((id, index) => ({
    ...queue,
    id: id as QueueId,
    strategy: told.strategies[index as 0 | 1],
    priority: told.priorities[index as 0 | 1],
    minimumLevel,
    widening,
    lastAgentHours,
  }));
  const agents = base.agents.map((agent, index) => ({
    ...agent,
    skills: agent.skills.map(({ skill }) => ({ skill, level: told.levels[index] ?? 1 })),
  }));
  const { language, ...nodes } = base.flow.nodes;
  if (language?.kind !== 'choice') throw new Error('The flow of the sample begins with a choice.');
  const toOther = { next: 'other', language: 'sl' as const };
  const flow = {
    first: 'language',
    nodes: {
      ...nodes,
      language: { ...language, keys: { ...language.keys, 5: toOther } },
      other: { kind: 'queue' as const, queue: 'drugo' },
    },
  };
  return { ...base, queues, agents, flow };
}

const onlyTalkersAsk: ReadonlySet<string> = new Set([
  'TransferCall',
  'ConsultAgent',
  'ConsultOutside',
  'SwapParties',
  'JoinParties',
  'CompleteTransfer',
  'ReturnToCaller',
]);

/** One of those who talk, so that what only they can ask for is asked for often. */
function talker({ world }: Simulation, index: number): AgentId {
  const talking = [...world.agents.values()].filter(({ state }) => state === 'talking' || state === 'onHold');
  return talking[index % talking.length]?.agentId ?? (`agent${index}` as AgentId);
}

/** Plays a story to its end: in the last act every agent comes to work with a good phone and everybody is served. */
function play(
  { sharing, phones, outside, callers, commands, trouble, delayMs }: Story,
  watch: (line: Simulation) => void,
): Simulation {
  const line = new Simulation(sharedConfiguration(phones.length, sharing));
  line.delayMs = delayMs;
  line.outside.set(office, outside);
  let count = 0;
  line.fails = (effect) => (effect.type === trouble.effect && ++count % trouble.every < trouble.inARow ? 500 : null);
  for (const [index, phone] of phones.entries()) line.atWork(`agent${index + 1}`, phone);
  for (const [index, one] of callers.entries()) line.call({ id: `c${index}`, ...one });
  for (const { atMs, agent, type, to } of commands) {
    line.after(atMs, () => {
      const agentId = onlyTalkersAsk.has(type) ? talker(line, agent) : (`agent${agent}` as AgentId);
      const session = line.world.agents.get(agentId);
      const asked = [...line.world.agents.values()].find(({ state }) => state === 'ready')?.agentId ?? 'agent1';
      const callId = session && 'callId' in session ? session.callId : ('none' as CallId);
      const { id: contactId } = contact;
      line.command({ type, agentId, callId, reason: 'malica', to, asked, contactId } as unknown as Command);
    });
  }
  for (let second = 0; second < 400; second += 5) line.after(second * 1000, () => watch(line));
  line.pass(400_000);
  line.fails = () => null;
  for (let round = 0; round < 40 && line.world.calls.size > 0; round += 1) {
    for (const index of phones.keys())
      line.atWork(`agent${index + 1}`, { kind: 'answers', afterMs: 100, talksMs: 1_000 });
    line.pass(60_000);
    watch(line);
  }
  return line;
}

test('[R2.4] [R2.10] laws of the line hold in random stories', (t) => {
  let answered = 0;
  let transferred = 0;
  let notBuilt = 0;
  let askedOutside = 0;
  fc.assert(
    fc.property(story, (told) => {
      const line = play(told, ({ world }) => {
        const pair = choosePair(world);
        if (pair !== null) throw new Error(`A free agent stands beside a waiting caller: ${JSON.stringify(pair)}`);
        ableStandBesideNobody(world);
        const rung = [...world.agents.values()].flatMap((session) => {
          if (!('callId' in session) || session.state === 'wrapUp') return [];
          // A colleague who is asked has no caller of his own.
          const consult = world.consults.get(session.callId);
          const isAsked = consult !== undefined && 'agentId' in consult && consult.agentId === session.agentId;
          return isAsked ? [] : [session.callId];
        });
        if (new Set(rung).size !== rung.length && !told.sharing.strategies.includes('ringAll'))
          throw new Error('A caller was given to two agents.');
      });
      endsInOrder(line);
      outcomesOf(line.facts);
      if (!told.sharing.strategies.includes('ringAll')) nobodyIsOvertaken(line.facts, told.sharing.priorities);
      recordsAreFoldsOfFacts(line.facts);
      answered += callFacts(line.facts).filter(({ type }) => type === 'HumanAnswered').length;
      const count = (wanted: string) => callFacts(line.facts).filter(({ type }) => type === wanted).length;
      transferred += count('CallTransferred');
      notBuilt += count('TalkNotBuilt');
      askedOutside += callFacts(line.facts).filter(
        (fact) => fact.type === 'ConsultStarted' && 'contactId' in fact,
      ).length;
    }),
    { numRuns: 150, includeErrorInReport: true },
  );
  t.log(`${transferred} transfers, ${askedOutside} questions outside, ${notBuilt} talks that were not built`);
  t.true(answered > 100 && transferred > 0 && askedOutside > 0, 'the stories are not empty');
});

/** The same law without the choice's own code: who is ready at the needed level has nobody to serve. */
function ableStandBesideNobody(world: World): void {
  for (const entry of world.entries.values()) {
    const queue = world.configuration?.queues.find(({ id }) => id === entry.queueId);
    if (entry.state !== 'waiting' || queue === undefined) continue;
    const widened = (world.at - entry.ticketAt) / 1000 >= (queue.widening[0]?.afterSeconds ?? 0);
    const level = widened ? 1 : queue.minimumLevel;
    for (const agent of world.configuration?.agents ?? []) {
      const able = agent.skills.every((skill) => skill.level >= level);
      if (able && world.agents.get(agent.id)?.state === 'ready')
        throw new Error(`${agent.id} is free beside ${entry.entryId}.`);
    }
  }
}

type Waiting = {
  readonly ticketAt: Instant;
  readonly rank: number;
  readonly language: string;
  readonly queueId: string;
};

/** When a caller is offered, nobody of the same queue and language, or of a better class, who came earlier waits without a ringing phone. */
function nobodyIsOvertaken(facts: readonly Fact[], priorities: readonly [number, number]): void {
  const waiting = new Map<string, Waiting>();
  const offered = new Map<string, { entryId: string; entry: Waiting }>();
  const rungOutside = new Map<string, { entryId: string; entry: Waiting }>();
  const languages = new Map<CallId, string>();
  for (const fact of callFacts(facts)) {
    if (fact.type === 'LanguageChosen') languages.set(fact.callId, fact.language);
    if (fact.type === 'EntryQueued') {
      const { queueId, ticketAt } = fact;
      const rank = priorities[queueId === 'narocanje' ? 0 : 1];
      waiting.set(fact.entryId, { ticketAt, rank, language: languages.get(fact.callId) ?? '', queueId });
    }
    if (fact.type === 'EntryLeft') waiting.delete(fact.entryId);
    if (fact.type === 'OfferMade') {
      const entry = waiting.get(fact.entryId);
      if (entry === undefined) throw new Error('A caller who does not wait was offered.');
      for (const other of waiting.values()) {
        // Whom this agent could have served as well: the longer wait of an earlier ticket never asks for more.
        // Whom an agent asked for by name need not be able to serve anybody else.
        if (fact.directed === true || other.language !== entry.language || other.ticketAt >= entry.ticketAt) continue;
        if (other.rank >= entry.rank) throw new Error('Somebody was overtaken.');
      }
      waiting.delete(fact.entryId);
      offered.set(fact.offerId, { entryId: fact.entryId, entry });
    }
    // It rings outside for whoever was given there; in vain, and they wait on.
    if (fact.type === 'OutsideDialled') {
      const entry = waiting.get(fact.entryId);
      if (entry === undefined) throw new Error('A caller who does not wait was put through.');
      waiting.delete(fact.entryId);
      rungOutside.set(fact.legId, { entryId: fact.entryId, entry });
    }
    if (fact.type === 'OutsideEnded' && fact.result !== 'reached' && fact.result !== 'callerLeft') {
      const back = rungOutside.get(fact.legId);
      if (back) waiting.set(back.entryId, back.entry);
    }
    if (fact.type === 'OfferEnded' && fact.result !== 'answered' && fact.result !== 'callerLeft') {
      const back = offered.get(fact.offerId);
      if (back) waiting.set(back.entryId, back.entry);
    }
  }
}

function recordsAreFoldsOfFacts(facts: readonly Fact[]): void {
  const records = new Map<CallId, Cdr>();
  for (const fact of callFacts(facts)) {
    if (fact.type === 'CallStarted') {
      records.set(
        fact.callId,
        openCdr(fact.callId, fact.legId, fact.callerNumber, fact.calledNumber, fact.trunk, fact.at),
      );
    }
    const record = records.get(fact.callId);
    if (record === undefined) throw new Error('A fact came before its call.');
    const folded = foldCdr(record, fact);
    records.set(fact.callId, folded);
    if (fact.type === 'CallClosed' && !isDeepStrictEqual({ ...folded, startedAt: 0 }, { ...fact.cdr, startedAt: 0 })) {
      throw new Error(`The record of ${fact.callId} is not the fold of its facts.`);
    }
  }
}
