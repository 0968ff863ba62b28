import test from 'ava';
import fc from 'fast-check';
import type { Configuration } from '../../../engine/core/configuration.ts';
import type { Fact, Outcome } from '../../../engine/core/facts.ts';
import type { CallbackId, CallId, Instant, PhoneUser } from '../../../engine/core/ids.ts';
import { withCallbacks } from './simulated-line.ts';
import { type PhoneBehaviour, Simulation } from './simulation.ts';
import { callFacts, endsInOrder, outcomesOf } from './story-laws.ts';

/** Few numbers, so that who is owed a callback often calls again. */
const numbers = ['041100001', '041100002', '041100003'] as const;

const agentPhone: fc.Arbitrary<PhoneBehaviour> = fc.oneof(
  fc.record({
    kind: fc.constant('answers' as const),
    afterMs: fc.integer({ min: 60, max: 15_000 }),
    talksMs: fc.integer({ min: 1_000, max: 120_000 }),
  }),
  fc.constant({ kind: 'never' as const }),
  fc.record({ kind: fc.constant('rejects' as const), afterMs: fc.integer({ min: 60, max: 5_000 }) }),
);
const outside: fc.Arbitrary<PhoneBehaviour> = fc.oneof(
  fc.record({
    kind: fc.constant('answers' as const),
    afterMs: fc.integer({ min: 60, max: 30_000 }),
    talksMs: fc.integer({ min: 100, max: 60_000 }),
  }),
  fc.constant({ kind: 'never' as const }),
  fc.record({ kind: fc.constant('busy' as const), afterMs: fc.integer({ min: 60, max: 2_000 }) }),
  fc.record({ kind: fc.constant('rejects' as const), afterMs: fc.integer({ min: 60, max: 5_000 }) }),
);

const caller = fc.record(
  {
    atMs: fc.integer({ min: 0, max: 400_000 }),
    from: fc.constantFrom(...numbers, '+43199999999'),
    asksAfterMs: fc.integer({ min: 60_000, max: 180_000 }),
    keys: fc.array(fc.constantFrom('1', '1', '1', '2', '*', '#', '9', '041777888#1'), { minLength: 1, maxLength: 4 }),
    hangsUpAfterMs: fc.integer({ min: 0, max: 600_000 }),
  },
  { requiredKeys: ['atMs', 'from', 'asksAfterMs', 'keys'] },
);

const blow = fc.record({
  atMs: fc.integer({ min: 0, max: 900_000 }),
  kind: fc.constantFrom('restartEngine', 'restartAsterisk', 'loseConnection'),
});

const story = fc.record({
  phones: fc.array(agentPhone, { minLength: 1, maxLength: 3 }),
  comeAtMs: fc.integer({ min: 0, max: 300_000 }),
  outside: fc.array(outside, { minLength: 3, maxLength: 3 }),
  callers: fc.array(caller, { minLength: 1, maxLength: 10 }),
  blows: fc.array(blow, { maxLength: 2 }),
  byHand: fc.array(
    fc.record({ atMs: fc.integer({ min: 0, max: 1_200_000 }), kind: fc.constantFrom('close', 'retry') }),
    { maxLength: 3 },
  ),
  failEvery: fc.integer({ min: 2, max: 30 }),
  abandonedBack: fc.boolean(),
  delayMs: fc.integer({ min: 0, max: 200 }),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

const phonesOf = (count: number): PhoneUser[] =>
  Array.from({ length: count }, (_, index) => `10${index + 1}` as PhoneUser);

function play(told: Story, watch: (line: Simulation) => void): Simulation {
  const base = withCallbacks(told.phones.length, {
    callAbandonedBackAfterSeconds: told.abandonedBack ? 60 : null,
    offerAfterSeconds: 30,
  });
  const configuration: Configuration = {
    ...base,
    queues: base.queues.map((queue) => ({ ...queue, wrapUpSeconds: 5 })),
  };
  const line = new Simulation(configuration);
  const reachable = phonesOf(told.phones.length);
  line.delayMs = told.delayMs;
  let dials = 0;
  line.fails = (effect) => (effect.type === 'DialNumber' && ++dials % told.failEvery === 0 ? 500 : null);
  for (const [index, behaviour] of told.outside.entries())
    line.outside.set(`+386${numbers[index]?.slice(1)}`, behaviour);
  for (const [index, one] of told.callers.entries()) {
    const keys = [...one.keys.join('')].map((digit, place) => ({ atMs: one.asksAfterMs + place * 2_500, digit }));
    const { atMs, from } = one;
    line.call({
      id: `c${index}`,
      atMs,
      from,
      keys,
      ...('hangsUpAfterMs' in one ? { hangsUpAfterMs: one.hangsUpAfterMs } : {}),
    });
  }
  line.after(told.comeAtMs, () => {
    for (const [index, phone] of told.phones.entries()) line.atWork(`agent${index + 1}`, phone);
  });
  for (const { atMs, kind } of told.blows) {
    line.after(atMs, () => {
      if (kind === 'restartEngine') return line.restart(reachable);
      if (kind === 'restartAsterisk') line.restartAsterisk();
      else line.loseConnection();
      line.after(3_000, () => line.connect(reachable));
    });
  }
  for (const { atMs, kind } of told.byHand) {
    line.after(atMs, () => {
      const { laterCallbacks, callbacks } = line.world;
      // Those that are kept for later are the rarer ones.
      const one = [...laterCallbacks.values(), ...callbacks.values()][0];
      if (one === undefined) return;
      const { callbackId } = one;
      if (kind === 'retry') line.command({ type: 'RetryCallback', callbackId, notes: '' });
      else line.command({ type: 'CloseCallback', callbackId, outcome: 'cancelled', notes: '' });
    });
  }
  for (let second = 0; second < 1_200; second += 5) line.after(second * 1000, () => watch(line));
  line.pass(1_200_000);
  line.fails = () => null;
  for (const number of numbers)
    line.outside.set(`+386${number.slice(1)}`, { kind: 'answers', afterMs: 100, talksMs: 10_000 });
  line.outside.set('+38641777888', { kind: 'busy', afterMs: 100 });
  const busy = () => line.world.calls.size + line.world.callbacks.size + line.world.laterCallbacks.size > 0;
  for (let round = 0; round < 150 && busy(); round += 1) {
    for (const index of told.phones.keys())
      line.atWork(`agent${index + 1}`, { kind: 'answers', afterMs: 100, talksMs: 20_000 });
    line.pass(60_000);
    watch(line);
  }
  return line;
}

test('[R1.10] [R1.11] [R9.2] laws of callbacks hold in random stories', (t) => {
  let kept = 0;
  let owed = 0;
  fc.assert(
    fc.property(story, (told) => {
      const line = play(told, ({ world }) => {
        const open = [...world.callbacks.values()].map(({ callerNumber }) => callerNumber);
        if (new Set(open).size !== open.length) throw new Error('A caller is owed two callbacks.');
        if (open.length !== world.callbackOfNumber.size) throw new Error('The index of numbers is wrong.');
        const busy = [...world.agents.values()].flatMap((session) => ('callId' in session ? [session.callId] : []));
        if (new Set(busy).size !== busy.length) throw new Error('A call was given to two agents.');
      });
      endsInOrder(line);
      if (line.inAsterisk.length > 0) throw new Error(`Asterisk still has ${line.inAsterisk}`);
      if (line.world.callbacks.size > 0)
        throw new Error(`Callbacks were never closed: ${JSON.stringify([...line.world.callbacks.values()])}`);
      if (line.world.laterCallbacks.size > 0) throw new Error('What was kept for later was never owed.');
      if (line.world.callbackOfNumber.size > 0) throw new Error('The index of numbers holds what is closed.');
      ledgersBalance(line.facts);
      nobodyIsDialledWithoutAgentOrTwice(line.facts);
      nobodyIsOvertaken(line.facts);
      nobodyIsForgotten(line.facts);
      for (const fact of line.facts) {
        if (fact.type === 'CallbackChanged' && fact.state === 'closed' && fact.outcome === 'reached') kept += 1;
        if (fact.type === 'CallbackAgreed') owed += 1;
      }
    }),
    { numRuns: 120, includeErrorInReport: true },
  );
  t.log(`${owed} promises, ${kept} kept by a talk`);
  t.true(owed > 60 && kept > 40, 'the stories are not empty');
});

/** Calls that came in and calls that we made: each ends in an outcome of its own ledger. */
function ledgersBalance(facts: readonly Fact[]): void {
  const outcomes = outcomesOf(facts);
  const ours: readonly Outcome[] = ['answered', 'notReached', 'withdrawn'];
  const others: readonly Outcome[] = ['answered', 'abandoned', 'callback', 'closed', 'refused', 'failed'];
  const outbound = new Map<CallId, boolean>();
  for (const fact of callFacts(facts)) {
    if (fact.type === 'CallStarted') outbound.set(fact.callId, fact.outbound !== undefined);
    if (fact.type === 'CallClosed' && (fact.cdr.direction === 'outbound') !== outbound.get(fact.callId))
      throw new Error(`${fact.callId} lost its direction.`);
  }
  for (const [callId, outcome] of outcomes)
    if (!(outbound.get(callId) ? ours : others).includes(outcome)) throw new Error(`${callId} is ${outcome}.`);
}

function nobodyIsDialledWithoutAgentOrTwice(facts: readonly Fact[]): void {
  const numbersOf = new Map<CallId, string | null>();
  const there = new Set<CallId>();
  const dialled = new Map<string, CallId>();
  for (const fact of callFacts(facts)) {
    if (fact.type === 'CallStarted') numbersOf.set(fact.callId, fact.callerNumber);
    if (fact.type === 'OfferEnded' && fact.result === 'answered') there.add(fact.callId);
    const number = numbersOf.get(fact.callId) ?? '';
    if (fact.type === 'PersonDialled') {
      if (!there.has(fact.callId)) throw new Error('Somebody was dialled while no agent was there.');
      if (dialled.has(number)) throw new Error('Somebody was dialled twice at once.');
      dialled.set(number, fact.callId);
    }
    if (fact.type === 'CallHungUp' && dialled.get(number) === fact.callId) dialled.delete(number);
  }
}

/** After each promise somebody of that number is dialled or talks, or a person closes it. */
function nobodyIsForgotten(facts: readonly Fact[]): void {
  const numbersOf = new Map<CallId, string | null>();
  const wanted = new Map<CallbackId, string>();
  for (const fact of facts) if (fact.type === 'CallbackChanged') wanted.set(fact.callbackId, fact.callerNumber);
  const promised = new Set<string>();
  for (const fact of facts) {
    if (fact.type === 'CallbackChanged' && fact.state === 'closed' && fact.closedBy !== null)
      promised.delete(fact.callerNumber);
    if (fact.type === 'CallStarted') numbersOf.set(fact.callId, fact.callerNumber);
    if (!('callId' in fact) || fact.callId === null) continue;
    const number = numbersOf.get(fact.callId) ?? '';
    if (fact.type === 'CallbackAgreed') promised.add(wanted.get(fact.callbackId) ?? number);
    if (fact.type === 'PersonDialled' || fact.type === 'TalkStarted') promised.delete(number);
  }
  if (promised.size > 0) throw new Error(`${promised.size} promises were forgotten.`);
}

/** One queue, one class: an earlier place in the same language is always offered first, whoever stands there. */
function nobodyIsOvertaken(facts: readonly Fact[]): void {
  const waiting = new Map<string, { placeAt: Instant; language: string }>();
  const offered = new Map<string, { entryId: string; entry: { placeAt: Instant; language: string } }>();
  const languages = new Map<CallId, string>();
  for (const fact of callFacts(facts)) {
    if (fact.type === 'CallStarted' && fact.outbound) languages.set(fact.callId, fact.outbound.language);
    if (fact.type === 'LanguageChosen') languages.set(fact.callId, fact.language);
    if (fact.type === 'EntryQueued')
      waiting.set(fact.entryId, { placeAt: fact.placeAt ?? fact.ticketAt, language: languages.get(fact.callId) ?? '' });
    if (fact.type === 'EntryLeft') waiting.delete(fact.entryId);
    if (fact.type === 'OfferMade') {
      const entry = waiting.get(fact.entryId);
      if (entry === undefined) throw new Error('Somebody who does not wait was offered.');
      for (const other of waiting.values())
        if (other.language === entry.language && other.placeAt < entry.placeAt)
          throw new Error('Somebody was overtaken.');
      waiting.delete(fact.entryId);
      offered.set(fact.offerId, { entryId: fact.entryId, entry });
    }
    if (fact.type === 'OfferEnded' && fact.result !== 'answered' && fact.result !== 'callerLeft') {
      const back = offered.get(fact.offerId);
      if (back) waiting.set(back.entryId, back.entry);
    }
  }
}
