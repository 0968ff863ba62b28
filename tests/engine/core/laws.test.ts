import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import { type Cdr, foldCdr, openCdr } from '../../../engine/core/cdr.ts';
import { choosePair } from '../../../engine/core/dispatch.ts';
import type { CallFact, Fact } from '../../../engine/core/facts.ts';
import type { AgentId, CallId, Instant } from '../../../engine/core/ids.ts';
import { step } from '../../../engine/core/step.ts';
import { emptyWorld } from '../../../engine/core/world.ts';
import { decodePlain, encodePlain } from '../../../engine/shell/journal/plain-json.ts';
import { configurationOf, type PhoneBehaviour, Simulation } from './simulation.ts';

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
      fc.record({ atMs: fc.integer({ min: 0, max: 20_000 }), digit: fc.constantFrom('1', '2', '9', '#') }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['atMs'] },
);

const command = fc.record({
  atMs: fc.integer({ min: 0, max: 300_000 }),
  agent: fc.integer({ min: 1, max: 4 }),
  type: fc.constantFrom('BecomeReady', 'BecomeReady', 'Pause', 'SignOut', 'SignIn', 'FinishWrapUp'),
});

const trouble = fc.record({
  effect: fc.constantFrom('RingPhone', 'CreateBridge', 'PlayUtterances', 'StartRecording', 'HangUpLeg', 'none'),
  every: fc.integer({ min: 3, max: 40 }),
});

const story = fc.record({
  phones: fc.array(behaviour, { minLength: 1, maxLength: 4 }),
  callers: fc.array(caller, { minLength: 1, maxLength: 14 }),
  commands: fc.array(command, { maxLength: 12 }),
  trouble,
  delayMs: fc.integer({ min: 0, max: 300 }),
});

type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

/** Plays a story to its end: in the last act every agent comes to work with a good phone and everybody is served. */
function play({ phones, callers, commands, trouble, delayMs }: Story, watch: (line: Simulation) => void): Simulation {
  const line = new Simulation(configurationOf(phones.length));
  line.delayMs = delayMs;
  let count = 0;
  line.fails = (effect) => (effect.type === trouble.effect && ++count % trouble.every === 0 ? 500 : null);
  for (const [index, phone] of phones.entries()) line.atWork(`agent${index + 1}`, phone);
  for (const [index, one] of callers.entries()) line.call({ id: `c${index}`, ...one });
  for (const { atMs, agent, type } of commands) {
    const agentId = `agent${agent}` as AgentId;
    line.after(atMs, () =>
      line.command(type === 'Pause' ? { type, agentId, reason: 'malica' } : ({ type, agentId } as never)),
    );
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

const callFacts = (facts: readonly Fact[]) =>
  facts.filter((fact): fact is CallFact => 'callId' in fact && fact.type !== 'AgentStateChanged');

test('[R2.4] [R2.10] laws of the line hold in random stories', (t) => {
  let answered = 0;
  fc.assert(
    fc.property(story, (told) => {
      const line = play(told, ({ world }) => {
        const pair = choosePair(world);
        if (pair !== null) throw new Error(`A free agent stands beside a waiting caller: ${JSON.stringify(pair)}`);
        const rung = [...world.agents.values()].flatMap((session) =>
          'callId' in session && session.state !== 'wrapUp' ? [session.callId] : [],
        );
        if (new Set(rung).size !== rung.length) throw new Error('A caller was given to two agents.');
      });
      if (line.world.calls.size > 0)
        throw new Error(`Calls were never closed: ${[...line.world.calls.values()].map(({ state }) => state)}`);
      if (line.unexpected.length > 0) throw new Error(JSON.stringify(line.unexpected));
      for (const name of ['legs', 'legsOfCall', 'entries', 'offers', 'recordings'] as const) {
        if (line.world[name].size > 0) throw new Error(`${name} were left behind.`);
      }
      if (line.world.line.length > 0) throw new Error('The line holds an entry that is gone.');
      ledgerBalances(line);
      nobodyIsOvertaken(line.facts);
      recordsAreFoldsOfFacts(line.facts);
      replayLeadsToTheSameWorld(line);
      answered += callFacts(line.facts).filter(({ type }) => type === 'HumanAnswered').length;
    }),
    { numRuns: 150, includeErrorInReport: true },
  );
  t.true(answered > 100, 'the stories are not empty');
});

/** offered = answered + abandoned + closed + refused + failed, each call once. */
function ledgerBalances({ facts }: Simulation): void {
  const ends = new Map<CallId, string[]>();
  for (const fact of callFacts(facts)) {
    if (fact.type === 'CallStarted') ends.set(fact.callId, []);
    if (fact.type === 'CallHungUp') ends.get(fact.callId)?.push(fact.outcome);
  }
  for (const [callId, outcomes] of ends)
    if (outcomes.length !== 1) throw new Error(`${callId} ended in ${outcomes.length} outcomes.`);
  for (const fact of callFacts(facts)) {
    if (fact.type !== 'CallClosed') continue;
    const { outcome, humanAnsweredAt } = fact.cdr;
    if ((outcome === 'answered') !== (humanAnsweredAt !== null)) throw new Error(`${fact.callId} is ${outcome}.`);
  }
}

/** When a caller is offered, nobody who needs the same skills and came earlier waits without a ringing phone. */
function nobodyIsOvertaken(facts: readonly Fact[]): void {
  const waiting = new Map<string, { ticketAt: Instant; language: string }>();
  const offered = new Map<string, { entryId: string; entry: { ticketAt: Instant; language: string } }>();
  const languages = new Map<CallId, string>();
  for (const fact of callFacts(facts)) {
    if (fact.type === 'LanguageChosen') languages.set(fact.callId, fact.language);
    if (fact.type === 'EntryQueued')
      waiting.set(fact.entryId, { ticketAt: fact.ticketAt, language: languages.get(fact.callId) ?? '' });
    if (fact.type === 'EntryLeft') waiting.delete(fact.entryId);
    if (fact.type === 'OfferMade') {
      const entry = waiting.get(fact.entryId);
      if (entry === undefined) throw new Error('A caller who does not wait was offered.');
      for (const other of waiting.values()) {
        if (other.language === entry.language && other.ticketAt < entry.ticketAt)
          throw new Error('Somebody was overtaken.');
      }
      waiting.delete(fact.entryId);
      offered.set(fact.offerId, { entryId: fact.entryId, entry });
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

/** From nothing, and from a snapshot in the middle. */
function replayLeadsToTheSameWorld(line: Simulation): void {
  const world = emptyWorld();
  const facts: Fact[] = [];
  let copy = emptyWorld();
  for (const [index, event] of line.events.entries()) {
    facts.push(...step(world, event).facts);
    if (index === Math.floor(line.events.length / 2)) copy = decodePlain(encodePlain(world)) as typeof world;
    else if (index > line.events.length / 2) step(copy, event);
  }
  if (!isDeepStrictEqual(facts, line.facts)) throw new Error('A replay told other facts.');
  if (!isDeepStrictEqual(world, line.world)) throw new Error('A replay led to another world.');
  if (!isDeepStrictEqual(copy, line.world)) throw new Error('A replay from a snapshot led to another world.');
}
