import test from 'ava';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import type { Flow } from '../../../dialplan/flow.ts';
import type { CallId, LegId, PromptVersionId } from '../../../engine/core/ids.ts';
import { configurationOf, Simulation } from './simulation.ts';

/** What the information itself lasts at most. */
const soundMs = Object.fromEntries(
  ['openingHours', 'documentsPassport'].map((prompt) => [`${prompt}-sl-1`, 12_000]),
) as Record<PromptVersionId, number>;
const wayTo = { openingHours: '41', passport: '422' } as const;

/** Calls and chooses; each information lasts for its twelve seconds. */
function called(keys: string, flow: Flow = defaultFlow): Simulation {
  const line = new Simulation(configurationOf(1, { flow, soundMs }));
  line.call({
    id: 'a',
    atMs: 0,
    keys: [{ atMs: 9_000, digit: '1' }, ...[...keys].map((digit, place) => ({ atMs: 14_000 + 500 * place, digit }))],
  });
  line.pass(14_000 + 500 * (keys.length - 1));
  line.utteranceMs = 12_000;
  return line;
}

const press = (line: Simulation, digit: string): void =>
  line.happen({ type: 'DigitPressed', at: line.at, legId: 'leg-a' as LegId, digit });

function outcomeOfHangUp(line: Simulation): string | null {
  line.hangUp('leg-a' as LegId);
  line.pass(60_000);
  return line.cdr('a').outcome;
}

const served = (line: Simulation) =>
  line.factsOf('a').flatMap((fact) => (fact.type === 'SelfServed' ? [fact.kind] : []));

for (const [node, keys] of Object.entries(wayTo)) {
  const kind = node === 'passport' ? 'documents' : 'openingHours';
  test(`[R1.4] [R1.5] ${kind}: who has heard half of it and goes was served, who goes sooner was lost`, (t) => {
    const early = called(keys);
    early.pass(5_500);
    t.is(outcomeOfHangUp(early), 'abandoned');
    t.deepEqual(served(early), []);

    const half = called(keys);
    half.pass(7_000);
    t.is(outcomeOfHangUp(half), 'selfServed');
    t.deepEqual(served(half), [kind]);
    t.is(half.world.today?.whole.selfServed, 1);
    t.deepEqual(
      half.cdr('a').selfServices?.map((one) => one.kind),
      [kind],
    );
    t.deepEqual(half.unexpected, []);
  });
}

test('[R1.4] [R1.5] an information counts once in a call, and each of another kind', (t) => {
  const line = called(wayTo.openingHours);
  for (const digit of ['*', '#']) {
    line.pass(8_000);
    press(line, digit);
  }
  for (const digit of ['2', '2']) press(line, digit);
  line.pass(8_000);
  t.is(outcomeOfHangUp(line), 'selfServed');
  t.deepEqual(served(line), ['openingHours', 'documents']);
});

test('[R1.5] [R5.3] who heard it and then waits for an agent is abandoned all the same', (t) => {
  const line = called(wayTo.openingHours);
  line.pass(8_000);
  press(line, '0');
  line.pass(20_000);
  t.is(line.world.calls.get('a' as CallId)?.state, 'queued');
  t.is(outcomeOfHangUp(line), 'abandoned');
  t.deepEqual(served(line), ['openingHours']);
});

test('[R1.7] a line that tells everybody its hours unasked has not served them by that', (t) => {
  const nodes = {
    ...defaultFlow.nodes,
    consent: { kind: 'say', prompts: [{ prompt: 'openingHours' }], next: 'begin' },
  } as const;
  const line = called('', { ...defaultFlow, nodes });
  line.pass(40_000);
  t.deepEqual(served(line), []);
  t.is(outcomeOfHangUp(line), 'abandoned');
});
