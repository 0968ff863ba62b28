import test from 'ava';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import type { Flow, FlowNode, NodeId } from '../../../dialplan/flow.ts';
import { menuKeys } from '../../../dialplan/menu.ts';
import type { Call } from '../../../engine/core/call.ts';
import type { AgentId, CallId, LegId, QueueId } from '../../../engine/core/ids.ts';
import { presentAgent } from '../../../engine/core/present-agent.ts';
import { configurationOf, Simulation } from './simulation.ts';

/** What a caller does at a node: presses a key, or nothing (null), which is waited out. */
type Act = { readonly node: NodeId; readonly key: string | null };
type Choice = FlowNode & { readonly kind: 'choice' };

const isChoice = (node: FlowNode | undefined): node is Choice => node?.kind === 'choice';
/** Reached only when the line is closed; voice-message.test.ts and after-hours.test.ts walk them. */
const outOfHours = new Set(['afterHours', 'hoursAfterHours']);
const choices = Object.entries(defaultFlow.nodes).filter(
  (entry): entry is [NodeId, Choice] => isChoice(entry[1]) && !outOfHours.has(entry[0]),
);

/** Passes over what asks for no key. */
function nextChoice(flow: Flow, from: NodeId): NodeId {
  const node = flow.nodes[from];
  if (node?.kind === 'say') return nextChoice(flow, node.next);
  return node?.kind === 'hours' ? nextChoice(flow, node.open) : from;
}

/** The shortest way to each choice while the line is open. */
function routes(flow: Flow): ReadonlyMap<NodeId, readonly Act[]> {
  const found = new Map<NodeId, readonly Act[]>([[nextChoice(flow, flow.first), []]]);
  for (const [id, acts] of found) {
    const node = flow.nodes[id];
    if (!isChoice(node)) continue;
    const ways = [
      { key: null, next: node.otherwise.next },
      ...Object.entries(node.keys).map(([key, { next }]) => ({ key, next })),
    ];
    for (const { key, next } of ways) {
      const place = nextChoice(flow, next);
      if (!found.has(place)) found.set(place, [...acts, { node: id, key }]);
    }
  }
  return found;
}

/** Calls and does this, each act once its node is being said; then nothing, until the caller waits or is gone. */
function walked(acts: readonly Act[]): Simulation {
  const line = new Simulation(configurationOf(1, { flow: defaultFlow }));
  line.call({ id: 'a', atMs: 0 });
  const left = [...acts];
  let silentAt: number | null = null;
  for (let passed = 0; passed < 600_000; passed += 100) {
    line.pass(100);
    const call = line.world.calls.get('a' as CallId);
    if (call === undefined || call.state === 'queued') return line;
    const act = left[0];
    if (act === undefined || !isAt(call, act.node)) {
      silentAt = null;
      continue;
    }
    if (act.key !== null) {
      line.happen({ type: 'DigitPressed', at: line.at, legId: 'leg-a' as LegId, digit: act.key });
      left.shift();
    } else if (silentAt === null) {
      silentAt = passed;
      left.shift();
    }
  }
  throw new Error('The caller never got through.');
}

const isAt = (call: Call, node: NodeId): boolean =>
  (call.state === 'speaking' || call.state === 'listening') && call.node === node;

const pathOf = (line: Simulation) =>
  line.factsOf('a').flatMap((fact) => (fact.type === 'FlowNodeLeft' ? [{ node: fact.node, key: fact.key }] : []));

const isQueued = (line: Simulation) => line.world.calls.get('a' as CallId)?.state === 'queued';

const ways = routes(defaultFlow);

/** After the consent and before the queue: the choice by keys. */
const toMenu = [{ atMs: 9_000, digit: '1' }];

test('[R1.4] every choice of the sample’s flow can be reached while the line is open', (t) => {
  for (const [id] of choices) t.true(ways.has(id), id);
});

for (const [id, node] of choices) {
  const to = ways.get(id) ?? [];
  test(`[R1.4] ${id}: each key leads where the data say, and whoever then is silent waits for an agent`, (t) => {
    for (const [key, { next }] of Object.entries(node.keys)) {
      const line = walked([...to, { node: id, key }]);
      const path = pathOf(line);
      const place = path.findLastIndex((left) => left.node === id && left.key === key);
      t.true(place >= 0, `${id} ${key}`);
      t.is(path[place + 1]?.node, next, `${id} ${key}`);
      t.true(isQueued(line), `${id} ${key}`);
      t.deepEqual(line.unexpected, []);
    }
  });

  test(`[R1.4] ${id}: silence goes on its way, at last to the queue`, (t) => {
    const line = walked(to);
    const path = pathOf(line);
    const place = path.findIndex((left) => left.node === id);
    t.is(path[place]?.key, null);
    t.is(path[place + 1]?.node, node.otherwise.next);
    t.true(isQueued(line));
    const said = line.effects.filter(({ type }) => type === 'PlayUtterances').length;
    t.true(said >= to.length + 1);
  });

  const wrong = menuKeys.find((key) => !Object.hasOwn(node.keys, key));
  if (wrong === undefined || node.invalid === null) continue;
  test(`[R1.4] ${id}: a wrong key is named as such and the choice said again; the last one leads on`, (t) => {
    const once = walked([...to, { node: id, key: wrong }]);
    const apologies = (line: Simulation) =>
      line.effects.filter(
        (effect) => effect.type === 'PlayUtterances' && effect.utterances[0]?.prompt === node.invalid,
      );
    t.is(apologies(once).length, 1);
    t.true(isQueued(once));
    const often = walked([...to, ...Array.from({ length: node.attempts }, () => ({ node: id, key: wrong }))]);
    t.is(apologies(often).length, node.attempts - 1);
    t.true(isQueued(often));
    const then = walked([...to, { node: id, key: wrong }, { node: id, key: '0' }]);
    t.true(isQueued(then));
  });
}

test('[R1.4] repeating as often as one likes never ends the call', (t) => {
  const again = Array.from({ length: 20 }, () => ({ node: 'menu', key: '*' }));
  const line = walked([...(ways.get('menu') ?? []), ...again]);
  t.is(pathOf(line).filter(({ node, key }) => node === 'menu' && key === '*').length, 20);
  t.true(isQueued(line));
});

test('[R1.4] [R2.5] [R2.7] [R2.10] what was chosen is shown to the agent, presets the category and stands in the record', (t) => {
  const line = walked([
    ...(ways.get('documents') ?? []),
    { node: 'documents', key: '2' },
    { node: 'passport', key: '0' },
  ]);
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 5_000 });
  line.pass(2_000);
  const view = presentAgent(line.world, 'agent1' as AgentId, line.at);
  const path = ['delovni čas in dokumenti', 'potrebni dokumenti', 'potni list', 'svetovalec'];
  t.deepEqual(view?.call?.menuPath, path);
  t.is(view?.call?.disposition, 'priloge');
  line.pass(60_000);
  const cdr = line.cdr('a');
  t.like(cdr, { topic: 'documents', disposition: 'priloge' });
  t.deepEqual(
    cdr.flowPath.flatMap(({ choice }) => choice ?? []),
    path,
  );
});

test('[R2.7] the agent’s word replaces the preset, and a choice of no category presets none', (t) => {
  const line = walked([...(ways.get('menu') ?? []), { node: 'menu', key: '5' }]);
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 5_000 });
  line.pass(2_000);
  const call = { agentId: 'agent1' as AgentId, callId: 'a' as CallId };
  t.is(line.world.calls.get('a' as CallId)?.cdr.disposition, 'portal');
  line.command({ type: 'DescribeCall', ...call, disposition: 'drugo', notes: '', nextStep: '' });
  line.pass(60_000);
  t.is(line.cdr('a').disposition, 'drugo');

  const plain = walked([...(ways.get('menu') ?? []), { node: 'menu', key: '0' }]);
  plain.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 5_000 });
  plain.pass(60_000);
  t.like(plain.cdr('a'), { topic: null, disposition: null });
});

test('[R1.2] nine that comes a moment late, in the menu, still refuses the recording', (t) => {
  const line = walked([...(ways.get('menu') ?? []), { node: 'menu', key: '9' }]);
  const cdr = line.world.calls.get('a' as CallId)?.cdr;
  t.is(cdr?.consent, 'refused');
  t.like(cdr, { consentPromptVersionId: 'consent-sl-1' });
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 5_000 });
  line.pass(60_000);
  t.false(line.effects.some(({ type }) => type === 'StartRecording'));
});

test('[R1.4] a topic may ask for a skill and give priority', (t) => {
  const topics = {
    ...defaultFlow.topics,
    portal: { name: 'portal', disposition: 'portal', skills: ['portal'], priority: 5 },
  };
  const line = new Simulation(configurationOf(1, { flow: { ...defaultFlow, topics } }));
  line.call({ id: 'a', atMs: 0, keys: [...toMenu, { atMs: 14_000, digit: '5' }] });
  line.pass(60_000);
  const [entry] = line.world.entries.values();
  t.deepEqual(entry?.skills, ['narocanje', 'portal', 'jezik:sl']);
  t.is(entry?.priority, 5);
});

const waitSaid = (line: Simulation) =>
  line.effects.flatMap((effect) =>
    effect.type === 'PlayUtterances' ? effect.utterances.filter(({ prompt }) => prompt.startsWith('lineWait')) : [],
  );

test('[R1.5] the wait of the line now: nobody there, somebody free, so many minutes', (t) => {
  const keys = [...toMenu, { atMs: 14_000, digit: '6' }];
  const configuration = configurationOf(1, { flow: defaultFlow });
  const nobody = new Simulation(configuration);
  nobody.call({ id: 'a', atMs: 0, keys });
  nobody.pass(20_000);
  t.deepEqual(
    waitSaid(nobody).map(({ prompt }) => prompt),
    ['lineWaitUnknown'],
  );

  const free = new Simulation(configuration);
  free.atWork('agent1');
  free.call({ id: 'a', atMs: 0, keys });
  free.pass(20_000);
  t.deepEqual(
    waitSaid(free).map(({ prompt }) => prompt),
    ['lineWaitNone'],
  );

  // Forecasts have proved right; one talks for four minutes, one waits before this caller.
  const busy = new Simulation(configuration);
  busy.world.forecasts.set(
    'narocanje' as QueueId,
    Array.from({ length: 30 }, () => ({ score: 0, within: true, spoken: null })),
  );
  busy.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 600_000 });
  for (const id of ['x', 'y']) busy.call({ id, atMs: 0, keys: [...toMenu, { atMs: 14_000, digit: '0' }] });
  busy.pass(30_000);
  busy.call({ id: 'a', atMs: 0, keys });
  busy.pass(20_000);
  const [said] = waitSaid(busy);
  t.is(said?.prompt, 'lineWait');
  t.is(said?.values.minutes, 8);
});

test('[R1.5] [R1.6] opening hours are spoken from the configuration, with the holidays and exceptions of the coming week', (t) => {
  const { openingHours } = configurationOf(1);
  const exceptions = [{ date: '2026-11-27', periods: [{ from: '08:00', to: '12:00' }], note: '' }];
  const line = new Simulation(configurationOf(1, { flow: defaultFlow, openingHours: { ...openingHours, exceptions } }));
  line.call({
    id: 'a',
    atMs: 0,
    keys: [...toMenu, { atMs: 14_000, digit: '4' }, { atMs: 15_000, digit: '1' }],
  });
  line.pass(30_000);
  const said = line.effects.flatMap((effect) => (effect.type === 'PlayUtterances' ? effect.utterances : []));
  const hours = said.find(({ prompt }) => prompt === 'openingHours');
  t.is(hours?.values.day1period1, 480 * 10_000 + 1_080);
  t.is(Object.keys(hours?.values ?? {}).length, 5);
  t.is(said.find(({ prompt }) => prompt === 'otherHoursOnDay')?.values.period1, 480 * 10_000 + 720);
});
