import test from 'ava';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import type { AgentId, PhoneUser } from '../../../engine/core/ids.ts';
import { later } from '../../../engine/core/ids.ts';
import type { CalendarAnswer, SelfServiceRules } from '../../../engine/core/self-service.ts';
import {
  at,
  called,
  callId,
  finds,
  flowAt,
  hungUp,
  lastSaid,
  lineAt,
  names,
  never,
  press,
  reference,
  rules,
  served,
  slots,
  spoken,
  stateOf,
} from './self-service-story.ts';
import { configurationOf, mondayAtTen, Simulation } from './simulation.ts';

test('[R1.5] service and place by key, then the first free slots; who has heard them and goes was served', (t) => {
  const line = called(lineAt('freeSlots', at(300, slots)), '23');
  t.deepEqual(
    line.calendar.asked.map(({ question }) => question),
    [{ kind: 'freeSlots', service: 'potni-list', location: 'litija' }],
  );
  line.pass(1_000);
  t.deepEqual(lastSaid(line), [
    'freeSlotsOf',
    'freeSlotsWait',
    'freeSlotFirst',
    'freeSlotNext',
    'optionAgent',
    'optionRepeat',
    'optionBack',
  ]);
  const [of, wait, first] = spoken(line).at(-1) ?? [];
  t.deepEqual(of?.values, { service: 'Potni list' });
  t.deepEqual(wait?.values, { days: 2 });
  t.like(first?.values, { startsAt: later(mondayAtTen, 2 * 86_400_000), place: 'Upravna enota Litija' });
  line.pass(4_000);
  t.deepEqual(served(line), ['waitingTime']);
  press(line, '*');
  line.pass(4_500);
  t.deepEqual(served(line), ['waitingTime'], 'hearing it again counts once');
  t.is(hungUp(line), 'selfServed');
  t.like(line.cdr('a'), {
    outcome: 'selfServed',
    humanAnsweredAt: null,
    selfServices: [{ kind: 'waitingTime', service: 'potni-list', location: 'litija' }],
  });
  t.is(line.world.today?.whole.selfServed, 1);
  t.is(line.world.today?.whole.abandoned, 0);
  t.deepEqual(
    line.cdr('a').flowPath.flatMap(({ choice }) => choice ?? []),
    ['Potni list', 'Upravna enota Litija'],
  );
});

test('[R1.5] anywhere; the slots in English; who goes at once has not heard them', (t) => {
  const line = lineAt('freeSlots', at(100, slots), {
    flow: {
      ...flowAt('freeSlots'),
      first: 'language',
      nodes: { ...defaultFlow.nodes, hours: { kind: 'hours', open: 'freeSlots', closed: 'closed' } },
    },
  });
  called(line, '2');
  line.pass(300);
  press(line, '11');
  t.deepEqual(line.calendar.asked[0]?.question, { kind: 'freeSlots', service: 'osebna-izkaznica', location: null });
  line.pass(1_000);
  t.deepEqual(spoken(line).at(-1)?.[0]?.values, { service: 'Identity card' });
  t.is(hungUp(line), 'abandoned');
  t.deepEqual(served(line), []);
});

test('[R1.5] none free in the booking horizon, and free today, are said as such and count too', (t) => {
  const none = called(lineAt('freeSlots', at(50, { kind: 'freeSlots', slots: [], waitingDays: 0 })), '11');
  none.pass(6_000);
  t.deepEqual(lastSaid(none).slice(0, 2), ['freeSlotsOf', 'freeSlotsNone']);
  t.deepEqual(served(none), ['waitingTime']);
  const today = called(lineAt('freeSlots', at(50, { ...slots, waitingDays: 0 } as CalendarAnswer)), '11');
  today.pass(1_000);
  t.is(lastSaid(today)[1], 'freeSlotsToday');
});

test('[R1.5] [R9.2] no answer in time: that is said, counts as nothing, and a late answer changes nothing', (t) => {
  for (const late of [at(9_000, slots), never, at(10, { kind: 'away' })]) {
    const line = called(lineAt('freeSlots', late), '11');
    line.pass(5_400);
    t.is(lastSaid(line)[0], 'freeSlotsUnknown');
    press(line, '*');
    line.pass(4_000);
    t.is(lastSaid(line)[0], 'freeSlotsUnknown');
    t.deepEqual(served(line), []);
    t.is(hungUp(line), 'abandoned');
  }
});

test('[R1.5] nought, silence and the third wrong key lead to an agent, hash back, and a ticket is taken as by any caller', (t) => {
  const agent = called(lineAt('freeSlots', at(50, slots)), '110');
  t.is(agent.world.calls.get(callId)?.state, 'queued');
  const silent = called(lineAt('freeSlots', at(50, slots)), '11');
  silent.pass(20_000);
  t.is(silent.world.calls.get(callId)?.state, 'queued');
  t.deepEqual(served(silent), ['waitingTime']);
  t.is(hungUp(silent), 'abandoned', 'who waited for an agent and went was not served');
  const quiet = called(lineAt('freeSlots', never));
  quiet.pass(40_000);
  t.is(quiet.world.calls.get(callId)?.state, 'queued');
  const wrong = called(lineAt('freeSlots', never), '77');
  t.is(lastSaid(wrong)[0], 'invalidKey');
  press(wrong, '7');
  t.is(wrong.world.calls.get(callId)?.state, 'queued');
  const back = called(lineAt('freeSlots', at(50, slots)), '1#');
  t.is(stateOf(back), 'choosingService');
  press(back, '#');
  back.pass(500);
  t.is(back.world.inquiries.size, 0);
  t.is(lastSaid(back)[0], 'optionBooking');
  for (const line of [agent, quiet, wrong, back]) hungUp(line);
});

test('[R1.5] many services: eight on a page and nine for the next, around to the first', (t) => {
  const services = Array.from({ length: 20 }, (_, index) => ({
    service: `s${index + 1}`,
    names: names(`Storitev ${index + 1}`),
  }));
  const line = called(lineAt('freeSlots', never, { selfService: { services, places: [] } }), '99');
  t.deepEqual(lastSaid(line).filter((prompt) => prompt === 'optionService').length, 4);
  press(line, '4');
  t.deepEqual(line.calendar.asked[0]?.question, { kind: 'freeSlots', service: 's20', location: null });
  const around = called(lineAt('freeSlots', never, { selfService: { services, places: [] } }), '9998');
  t.like(around.calendar.asked[0]?.question, { service: 's8' });
  hungUp(line);
  hungUp(around);
});

test('[R1.5] one service and one place are not asked for', (t) => {
  const only: SelfServiceRules = { services: rules.services.slice(0, 1), places: rules.places.slice(1) };
  const line = called(lineAt('freeSlots', never, { selfService: only }));
  t.deepEqual(line.calendar.asked[0]?.question, { kind: 'freeSlots', service: 'osebna-izkaznica', location: 'litija' });
  hungUp(line);
});

test('[R1.5] an installation without lists does not offer it, and its node leads to an agent', (t) => {
  const { selfService: _, ...without } = configurationOf(1, { flow: defaultFlow });
  const line = new Simulation(without);
  line.call({
    id: 'a',
    atMs: 0,
    keys: [
      { atMs: 9_000, digit: '1' },
      { atMs: 14_000, digit: '3' },
    ],
  });
  line.pass(60_000);
  const offered = line.effects.flatMap((effect) => (effect.type === 'PlayUtterances' ? effect.utterances : []));
  t.false(offered.some(({ prompt }) => prompt === 'optionFreeSlots'));
  t.is(line.world.calls.get(callId)?.state, 'queued');
});

test('[R1.5] [R9.2] an engine killed between the asking and the answer asks again, and the story goes on', (t) => {
  const line = called(lineAt('freeSlots', at(2_000, slots)), '11');
  t.is(stateOf(line), 'asking');
  line.restart(['101' as PhoneUser]);
  t.is(line.calendar.asked.length, 2);
  t.deepEqual(line.calendar.asked[0], line.calendar.asked[1]);
  line.pass(8_000);
  t.deepEqual(served(line), ['waitingTime']);
  t.is(hungUp(line), 'selfServed');
});

test('[R1.5] [R9.2] Asterisk away meanwhile: what was being said is said again', (t) => {
  for (const keys of ['', '1', '11']) {
    const line = called(lineAt('freeSlots', at(50, slots)), keys);
    line.pass(600);
    const before = spoken(line).length;
    line.loseConnection();
    line.pass(1_000);
    line.connect(['101' as PhoneUser]);
    line.pass(100);
    t.is(spoken(line).length, before + 1);
    hungUp(line);
  }
});

test('[R1.5] hanging up is possible in every phase, and each ends in order', (t) => {
  const phases: readonly (readonly ['freeSlots' | 'ownVisit', string, number])[] = [
    ['freeSlots', '', 0],
    ['freeSlots', '1', 0],
    ['freeSlots', '11', 0],
    ['freeSlots', '11', 400],
    ['freeSlots', '11', 6_000],
    ['ownVisit', '', 0],
    ['ownVisit', '48', 0],
    ['ownVisit', reference, 0],
    ['ownVisit', `${reference}34`, 0],
    ['ownVisit', `${reference}3456`, 0],
    ['ownVisit', `${reference}3456`, 600],
    ['ownVisit', `${reference}3456`, 5_000],
  ];
  for (const [node, keys, ms] of phases) {
    const line = called(lineAt(node, node === 'freeSlots' ? at(300, slots) : finds), keys);
    line.pass(ms);
    t.truthy(hungUp(line), `${node} ${keys} ${ms}`);
  }
});

test('[R1.5] who is put through afterwards is answered, and the agent sees what was heard', (t) => {
  const line = lineAt('freeSlots', at(50, slots));
  line.atWork('agent1');
  called(line, '11');
  line.pass(5_000);
  press(line, '0');
  line.pass(5_000);
  t.is(line.world.agents.get('agent1' as AgentId)?.state, 'talking');
  t.is(hungUp(line), 'answered');
  t.like(line.cdr('a'), { outcome: 'answered', selfServices: [{ kind: 'waitingTime' }] });
});
