import test from 'ava';
import fc from 'fast-check';
import { type CallLimits, excessOf, noArrivals, usualCallLimits } from '../../../engine/core/call-limits.ts';
import { type Instant, instant } from '../../../engine/core/ids.ts';
import { step } from '../../../engine/core/step.ts';
import { emptyWorld } from '../../../engine/core/world.ts';
import { configurationOf, Simulation } from './simulation.ts';

const limits: CallLimits = { callsPerNumberPerMinute: 3, callsPerSecond: 5 };

/** The line with these limits and these callers, a caller every `everyMs`. */
function line(callers: readonly (string | null)[], everyMs: number, heldMs?: number): Simulation {
  const simulation = new Simulation(configurationOf(1, { edge: limits }));
  for (const [index, from] of callers.entries()) {
    simulation.call({
      id: `c${index}`,
      atMs: index * everyMs,
      hangsUpAfterMs: 500,
      ...(from === null ? {} : { from }),
      ...(heldMs === undefined ? {} : { heldMs }),
    });
  }
  simulation.pass(callers.length * everyMs + 90_000);
  return simulation;
}

const outcomes = (simulation: Simulation, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const { outcome, hangUpSide, hangUpCause } = simulation.cdr(`c${index}`);
    return hangUpSide === 'line' ? `${outcome} ${hangUpCause}` : outcome;
  });

test('[R9.4] [R2.10] the fourth call of one number within a minute is refused with 21 and recorded', (t) => {
  const callers = ['041123456', '041123456', '+38641123456', '041 123 456', '041999888'];
  const simulation = line(callers, 1_500);
  t.deepEqual(outcomes(simulation, 5), ['abandoned', 'abandoned', 'abandoned', 'refused 21', 'abandoned']);
  const refused = simulation.factsOf('c3').find(({ type }) => type === 'CallRefused');
  t.like(refused, { type: 'CallRefused', cause: 21, reason: 'tooManyFromNumber' });
  t.like(simulation.cdr('c3'), { callerNumber: '38641123456', outcome: 'refused', hangUpSide: 'line' });
  t.false(simulation.effects.some((effect) => effect.type === 'AnswerLeg' && effect.legId === 'leg-c3'));
});

test('[R9.4] after a minute the number is heard again, and refused calls do not lengthen it', (t) => {
  const simulation = line(Array<string>(9).fill('041123456'), 10_000);
  t.deepEqual(outcomes(simulation, 9), [
    ...Array<string>(3).fill('abandoned'),
    ...Array<string>(3).fill('refused 21'),
    ...Array<string>(3).fill('abandoned'),
  ]);
});

test('[R9.4] callers without a number share no limit, nor do those of whose number nothing can be made', (t) => {
  t.deepEqual(outcomes(line(Array<null>(12).fill(null), 1_000), 12), Array<string>(12).fill('abandoned'));
  t.deepEqual(outcomes(line(Array<string>(12).fill('4'.repeat(40)), 1_000), 12), Array<string>(12).fill('abandoned'));
});

test('[R9.4] [R5.3] more calls in a second than the line takes are turned away with 42 and missed, and the next second is free again', (t) => {
  const simulation = line(Array<null>(14).fill(null), 100);
  t.deepEqual(outcomes(simulation, 14), [
    ...Array<string>(5).fill('abandoned'),
    ...Array<string>(5).fill('failed 42'),
    ...Array<string>(4).fill('abandoned'),
  ]);
  t.like(
    simulation.factsOf('c5').find(({ type }) => type === 'CallRefused'),
    { reason: 'tooManyAtOnce' },
  );
});

test('[R9.2] whoever waited in Asterisk for want of an engine is never sent away', (t) => {
  const simulation = line(Array<string>(30).fill('041123456'), 0, 20_000);
  t.deepEqual(outcomes(simulation, 30), Array<string>(30).fill('abandoned'));
});

test('[R1.1] another number is refused as such, whatever the limits', (t) => {
  const simulation = new Simulation(configurationOf(1, { edge: limits }));
  for (let index = 0; index < 9; index += 1)
    simulation.call({ id: `c${index}`, atMs: 0, to: '01999', from: '041123456' });
  simulation.call({ id: 'ours', atMs: 0, from: '041123456', hangsUpAfterMs: 100 });
  simulation.pass(1_000);
  t.deepEqual(outcomes(simulation, 9), Array<string>(9).fill('refused 1'));
  t.like(
    simulation.factsOf('c8').find(({ type }) => type === 'CallRefused'),
    { reason: 'notOurNumber' },
  );
  t.is(simulation.cdr('ours').outcome, 'abandoned', 'they are not counted');
});

test('[R9.4] without a setting the limits are so wide that no person meets them', (t) => {
  t.deepEqual(usualCallLimits, { callsPerNumberPerMinute: 20, callsPerSecond: 50 });
  const { edge, ...configuration } = configurationOf(1, { edge: limits });
  t.is(edge, limits);
  const simulation = new Simulation(configuration);
  for (let index = 0; index < 20; index += 1)
    simulation.call({ id: `c${index}`, atMs: 0, from: '041123456', hangsUpAfterMs: 9 });
  simulation.pass(1_000);
  t.deepEqual(outcomes(simulation, 20), Array<string>(20).fill('abandoned'));
});

const arrival = fc.record({
  afterMs: fc.oneof(fc.constant(0), fc.nat(400), fc.nat(30_000)),
  number: fc.constantFrom('38641111111', '38641222222', null),
});

test('[R9.4] laws: never more than the limits, and refused only at them', (t) => {
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 80 }), (arrivals) => {
      const recent = noArrivals();
      const taken: { at: Instant; number: string | null }[] = [];
      let at = instant(0);
      for (const { afterMs, number } of arrivals) {
        at = instant(at + afterMs);
        const second = taken.filter((one) => at - one.at < 1_000).length;
        const minute = taken.filter((one) => one.number === number && at - one.at < 60_000).length;
        const expected =
          number !== null && minute >= limits.callsPerNumberPerMinute
            ? 'tooManyFromNumber'
            : second >= limits.callsPerSecond
              ? 'tooManyAtOnce'
              : null;
        const excess = excessOf(recent, limits, number, at);
        if ((excess?.reason ?? null) !== expected) throw new Error(`${excess?.reason} where it is ${expected}.`);
        if (excess === null) taken.push({ at, number });
        if (recent.ofNumber.size > 2 || recent.all.length > limits.callsPerSecond)
          throw new Error('It keeps too much.');
      }
    }),
  );
  t.pass();
});

test('[R9.4] numbers that no longer count are forgotten', (t) => {
  const recent = noArrivals();
  for (let index = 0; index < 5_000; index += 1)
    excessOf(recent, { ...limits, callsPerSecond: 9_999 }, `3864${index}`, instant(index * 10));
  t.is(recent.ofNumber.size, 5_000);
  excessOf(recent, limits, '38641', instant(70_000));
  t.true(recent.ofNumber.size < 4_001, 'those of the first ten seconds are gone');
  excessOf(recent, limits, '38641', instant(900_000));
  t.is(recent.ofNumber.size, 1);
});

test('[R9.2] a replay refuses the same calls', (t) => {
  const { events, facts, world } = line([...Array<string>(5).fill('041123456'), ...Array<null>(9).fill(null)], 90);
  const again = emptyWorld();
  t.deepEqual(
    events.flatMap((event) => step(again, event).facts),
    facts,
  );
  t.deepEqual(again, world);
});
