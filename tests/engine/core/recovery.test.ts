import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import type { CallFact, Fact } from '../../../engine/core/facts.ts';
import type { AgentId, CallId, Instant, LegId, PhoneUser, TimerId } from '../../../engine/core/ids.ts';
import { step } from '../../../engine/core/step.ts';
import { emptyWorld } from '../../../engine/core/world.ts';
import { everyTextLasts } from './simulated-line.ts';
import { configurationOf, type PhoneBehaviour, Simulation } from './simulation.ts';

const phones = ['101', '102', '103'] as PhoneUser[];
const leg = (call: string) => `leg-${call}` as LegId;
const good: PhoneBehaviour = { kind: 'answers', afterMs: 2_000, talksMs: 30_000 };

const behaviour: fc.Arbitrary<PhoneBehaviour> = fc.oneof(
  fc.record({
    kind: fc.constant('answers' as const),
    afterMs: fc.integer({ min: 60, max: 22_000 }),
    talksMs: fc.integer({ min: 10, max: 60_000 }),
  }),
  fc.constant({ kind: 'never' as const }),
  fc.record({ kind: fc.constant('rejects' as const), afterMs: fc.integer({ min: 60, max: 5_000 }) }),
);

const caller = fc.record(
  {
    atMs: fc.integer({ min: 0, max: 90_000 }),
    hangsUpAfterMs: fc.integer({ min: 0, max: 200_000 }),
    to: fc.constantFrom('015551234', '015551234', '015551234', '01999'),
    keys: fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 20_000 }), digit: fc.constantFrom('1', '2', '9') }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: ['atMs'] },
);

/** What goes away, when, for how long, and how far its last event got. */
const outage = fc.record({
  atMs: fc.integer({ min: 0, max: 150_000 }),
  forMs: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 40_000 })),
  of: fc.constantFrom('engine', 'engine', 'connection', 'Asterisk', 'both', 'bridges'),
  effects: fc.integer({ min: 0, max: 6 }),
});

const commands = fc.array(
  fc.record({
    atMs: fc.integer({ min: 0, max: 150_000 }),
    agent: fc.integer({ min: 1, max: 3 }),
    type: fc.constantFrom(
      'BecomeReady',
      'Pause',
      'SignOut',
      'PauseRecording',
      'ResumeRecording',
      'HoldCaller',
      'ResumeCaller',
    ),
  }),
  { maxLength: 8 },
);

const story = fc.record({
  phones: fc.array(behaviour, { minLength: 1, maxLength: 3 }),
  callers: fc.array(caller, { minLength: 1, maxLength: 10 }),
  outages: fc.array(outage, { minLength: 1, maxLength: 4 }),
  commands,
  delayMs: fc.integer({ min: 0, max: 300 }),
  /** Of so many playbacks Asterisk loses one; 0: none. */
  losesOneOf: fc.constantFrom(0, 0, 1, 2, 3, 7),
});

type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

function play(told: Story): Simulation {
  const line = new Simulation(configurationOf(told.phones.length, { soundMs: everyTextLasts(2_000) }));
  line.delayMs = told.delayMs;
  let playbacks = 0;
  line.loses = () => ++playbacks % told.losesOneOf === 0;
  for (const [index, phone] of told.phones.entries()) line.atWork(`agent${index + 1}`, phone);
  for (const [index, one] of told.callers.entries()) line.call({ id: `c${index}`, ...one });
  for (const { atMs, agent, type } of told.commands) {
    const agentId = `agent${agent}` as AgentId;
    line.after(atMs, () => {
      const session = line.world.agents.get(agentId);
      const callId = session && 'callId' in session ? session.callId : ('none' as CallId);
      line.ask({ type, agentId, callId, reason: 'malica' } as never);
    });
  }
  for (const { atMs, forMs, of, effects } of told.outages) {
    line.after(atMs, () => {
      if (of === 'engine' || of === 'both') line.killAtNextEvent(effects);
      if (of === 'connection') line.loseConnection();
      if (of === 'Asterisk' || of === 'both') line.restartAsterisk();
      if (of === 'bridges') line.hang();
    });
    line.after(atMs + forMs, () => {
      if (of === 'bridges') line.comeBack(phones);
      else if (of === 'connection' || of === 'Asterisk') line.connect(phones);
      else line.restart(phones);
    });
  }
  line.pass(260_000);
  line.restart(phones);
  for (let round = 0; round < 30 && line.world.calls.size > 0; round += 1) {
    for (const index of told.phones.keys())
      line.atWork(`agent${index + 1}`, { kind: 'answers', afterMs: 100, talksMs: 1_000 });
    line.pass(60_000);
  }
  line.pass(60_000);
  return line;
}

const callFacts = (facts: readonly Fact[]) =>
  facts.filter((fact): fact is CallFact => 'callId' in fact && fact.type !== 'AgentStateChanged');

test('[R9.2] [R2.10] whatever is killed and when, every call has one end and one closed record, and nothing is left behind', (t) => {
  let answered = 0;
  let failed = 0;
  fc.assert(
    fc.property(story, (told) => {
      const line = play(told);
      if (line.world.calls.size > 0)
        throw new Error(`Calls were never closed: ${[...line.world.calls.values()].map(({ state }) => state)}`);
      if (line.unexpected.length > 0) throw new Error(JSON.stringify(line.unexpected));
      if (line.inAsterisk.length > 0) throw new Error(`Left in Asterisk: ${line.inAsterisk.join()}`);
      for (const name of ['legs', 'legsOfCall', 'entries', 'offers', 'recordings', 'featureCalls'] as const)
        if (line.world[name].size > 0) throw new Error(`${name} were left behind.`);
      for (const id of line.world.timers.keys())
        if (!/^(hours|override|wrapUp):/.test(id)) throw new Error(`The timer ${id} was left behind.`);
      oneEndEach(line);
      consentIsWhatWasHeard(line, told.delayMs);
      replayLeadsToTheSameWorld(line);
      const ends = callFacts(line.facts).filter((fact) => fact.type === 'CallHungUp');
      answered += ends.filter(({ outcome }) => outcome === 'answered').length;
      failed += ends.filter(({ outcome }) => outcome === 'failed').length;
    }),
    { numRuns: 400, includeErrorInReport: true },
  );
  t.true(answered > 100 && failed > 100, `the stories are not empty: ${answered} answered, ${failed} failed`);
});

function oneEndEach({ facts }: Simulation): void {
  const ends = new Map<CallId, { hungUp: number; closed: number; humans: number; outcome: string | null }>();
  for (const fact of callFacts(facts)) {
    if (fact.type === 'CallStarted') ends.set(fact.callId, { hungUp: 0, closed: 0, humans: 0, outcome: null });
    const end = ends.get(fact.callId);
    if (end === undefined) throw new Error('A fact came before its call.');
    if (fact.type === 'HumanAnswered') end.humans += 1;
    if (fact.type === 'CallHungUp') end.hungUp += 1;
    if (fact.type === 'CallClosed') {
      end.closed += 1;
      end.outcome = fact.cdr.outcome;
      const { startedAt, endedAt, humanAnsweredAt, talkEndedAt } = fact.cdr;
      const times = [startedAt, humanAnsweredAt, talkEndedAt, endedAt].filter((at): at is Instant => at !== null);
      if (times.some((at, index) => at < (times[index - 1] ?? at)))
        throw new Error(`Times of ${fact.callId}: ${times}`);
    }
  }
  for (const [callId, { hungUp, closed, humans, outcome }] of ends) {
    if (hungUp !== 1 || closed !== 1 || humans > 1) throw new Error(`${callId}: ${hungUp} ends, ${closed} records.`);
    if ((humans === 1) !== (outcome === 'answered')) throw new Error(`${callId} is ${outcome}.`);
  }
}

/** Consent needs a whole hearing of the question, and no prompt is claimed to be heard longer than it lasts. */
function consentIsWhatWasHeard(line: Simulation, delayMs: number): void {
  const whole = new Set<CallId>();
  for (const fact of callFacts(line.facts)) {
    if (fact.type === 'PromptHeard') {
      if (fact.prompt === 'consent' && fact.complete) whole.add(fact.callId);
      if (fact.heardMs > 4 * line.utteranceMs + delayMs)
        throw new Error(`${fact.prompt} was heard for ${fact.heardMs} ms.`);
    }
    if (fact.type === 'ConsentStored' && fact.choice === 'given' && !whole.has(fact.callId))
      throw new Error(`${fact.callId} consented to what was not heard.`);
  }
}

function replayLeadsToTheSameWorld(line: Simulation): void {
  const world = emptyWorld();
  const facts: Fact[] = [];
  for (const event of line.events) facts.push(...step(world, event).facts);
  if (!isDeepStrictEqual(facts, line.facts)) throw new Error('A replay told other facts.');
  if (!isDeepStrictEqual(world, line.world)) throw new Error('A replay led to another world.');
}

test('[R9.2] the engine is killed in the consent: it is asked again, and only the whole hearing counts', (t) => {
  const line = new Simulation();
  line.call({ id: 'a', atMs: 0 });
  line.pass(7_000);
  t.like(line.world.calls.get('a' as CallId), { state: 'speaking', node: 'consent' });
  line.kill();
  line.pass(60_000);
  line.restart(phones);
  line.pass(10_000);
  const heard = line.factsOf('a').filter((fact) => fact.type === 'PromptHeard' && fact.prompt === 'consent');
  t.is(heard.length, 2);
  t.like(heard[0], { complete: false });
  t.true(heard[0]?.type === 'PromptHeard' && heard[0].heardMs <= 2_000, 'the minute without an engine is not claimed');
  t.like(heard[1], { complete: true, heardMs: 2_000 + line.delayMs });
  t.is(line.world.calls.get('a' as CallId)?.consent, 'given');
});

test('[R9.2] Asterisk dies: its calls end when it died, as failed or answered; agents stay as they were', (t) => {
  const line = new Simulation(configurationOf(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 100 });
  line.call({ id: 'talks', atMs: 0 });
  line.pass(20_000);
  line.atWork('agent2', { kind: 'never' });
  line.call({ id: 'rings', atMs: 0 });
  line.pass(15_000);
  line.call({ id: 'waits', atMs: 0 });
  line.pass(12_000);
  t.is(line.world.agents.get('agent2' as AgentId)?.state, 'offered');
  const diedAt = line.at;
  line.restartAsterisk();
  line.pass(20_000);
  line.connect(phones);
  line.pass(60_000);
  t.like(line.cdr('talks'), { outcome: 'answered', hangUpSide: 'line', hangUpCause: 41, talkEndedAt: diedAt });
  for (const id of ['rings', 'waits'])
    t.like(line.cdr(id), { outcome: 'failed', hangUpSide: 'line', hangUpCause: 41, endedAt: diedAt });
  t.is(line.cdr('waits').queueEntries[0]?.leftBecause, 'failed');
  t.like(line.world.agents.get('agent2' as AgentId), { state: 'ready' });
  t.true((line.cdr('talks').recordingSeconds ?? 0) > 0, 'what was recorded stays');
  t.is(line.world.today?.whole.failed, 2);
});

test('[R9.2] who hung up while no engine was there is abandoned, not failed', (t) => {
  const line = new Simulation();
  line.call({ id: 'a', atMs: 0 });
  line.pass(20_000);
  line.kill();
  line.call({ id: 'b', atMs: 10 });
  line.pass(1_000);
  line.hangUp(leg('a'));
  line.pass(3_000);
  line.restart(phones);
  line.pass(100);
  t.like(line.cdr('a'), { outcome: 'abandoned', hangUpSide: 'caller' });
  t.is(line.world.calls.get('b' as CallId)?.state, 'speaking');
});

test('[R9.2] timers that need Asterisk wait for it, and a caller who listens is not sent on without a line', (t) => {
  const line = new Simulation();
  line.call({ id: 'a', atMs: 0 });
  line.pass(4_020);
  t.is(line.world.calls.get('a' as CallId)?.state, 'listening');
  line.loseConnection();
  line.pass(30_000);
  t.is(line.world.calls.get('a' as CallId)?.state, 'listening');
  t.true(line.world.timers.has('listen:a' as TimerId));
  line.connect(phones);
  line.pass(50);
  t.like(line.world.calls.get('a' as CallId), { state: 'speaking', node: 'consent' });
});

test('[R9.2] the agent answers while no engine is there: both talk as soon as one is', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { ...good, talksMs: 60_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(9_000);
  t.is(line.world.agents.get('agent1' as AgentId)?.state, 'offered');
  line.kill();
  line.pass(15_000);
  line.restart(phones);
  line.pass(1_000);
  t.is(line.world.calls.get('a' as CallId)?.state, 'talking');
  t.deepEqual([...(line.bridges.values().next().value ?? [])].length, 2);
  line.pass(120_000);
  t.like(line.cdr('a'), { outcome: 'answered' });
});
