import test from 'ava';
import type { Flow, FlowNode } from '../../dialplan/flow.ts';
import { checkFlow, defaultFlow, offeredFlow } from '../../dialplan/flow.ts';
import type { ApprovedPrompts } from '../../dialplan/flow-check.ts';
import { promptKeys } from '../../prompts/catalogue.ts';
import { shortFlow } from '../short-flow.ts';

const every = Object.fromEntries(promptKeys.map((key) => [key, `${key}-1`]));
const approved: ApprovedPrompts = { sl: every, en: every };
const without = (...keys: readonly string[]) =>
  Object.fromEntries(Object.entries(every).filter(([key]) => !keys.includes(key)));

const kinds = (flow: Flow, prompts: ApprovedPrompts = approved, queues?: readonly string[]) =>
  checkFlow(flow, prompts, queues).map(({ kind, node, language }) => [kind, node, language].filter(Boolean).join(' '));

const flowOf = (nodes: Record<string, FlowNode>, first = 'start'): Flow => ({ first, nodes });
const end: FlowNode = { kind: 'end', outcome: 'closed' };
const choice = (next: string, otherwise: string): FlowNode => ({
  kind: 'choice',
  prompts: [{ prompt: 'welcome' }],
  keys: { '1': { next } },
  listenSeconds: 3,
  attempts: 2,
  invalid: 'invalidKey',
  otherwise: { next: otherwise },
});

/** Walks as a caller does who presses these keys, one at each choice; "" is silence. */
function walk(
  flow: Flow,
  open: boolean,
  keys: readonly string[],
): { path: string; language: string; consent: string | null } {
  const left = [...keys];
  const path: string[] = [];
  let id = flow.first;
  let language = 'sl';
  let consent: string | null = null;
  for (;;) {
    path.push(id);
    const node = flow.nodes[id];
    if (node === undefined || node.kind === 'end' || node.kind === 'queue')
      return { path: path.join(' '), language, consent };
    if (node.kind === 'choice') {
      const key = left.shift() ?? '';
      const way = Object.hasOwn(node.keys, key) ? node.keys[key]! : node.otherwise;
      language = way.language ?? language;
      consent = way.recordingConsent ?? consent;
      id = way.next;
    } else if (node.kind === 'callback') id = node.otherwise;
    else if ('agent' in node) id = node.agent;
    else id = node.kind === 'hours' ? node[open ? 'open' : 'closed'] : node.next;
  }
}

const journeys: readonly (readonly [
  name: string,
  open: boolean,
  keys: readonly string[],
  expected: readonly [string, string, string | null],
])[] = [
  ['[R1.2] listening on is consent', true, ['', ''], ['language hours consent queue', 'sl', 'given']],
  ['[R1.2] 9 refuses', true, ['', '9'], ['language hours consent consentRefused queue', 'sl', 'refused']],
  [
    '[R1.2] a key without meaning is asked once more',
    true,
    ['', '0', ''],
    ['language hours consent consentAgain queue', 'sl', 'given'],
  ],
  [
    '[R1.2] asked again, 9 refuses',
    true,
    ['', '#', '9'],
    ['language hours consent consentAgain consentRefused queue', 'sl', 'refused'],
  ],
  [
    '[R1.2] an unclear answer twice is no consent',
    true,
    ['', '1', '1'],
    ['language hours consent consentAgain consentRefused queue', 'sl', 'refused'],
  ],
  ['[R1.3] 2 is English', true, ['2', ''], ['language hours consent queue', 'en', 'given']],
  ['[R1.3] another key stays Slovene', true, ['7', ''], ['language hours consent queue', 'sl', 'given']],
  ['[R1.7] closed hears when it opens, without the consent', false, ['2'], ['language hours closed end', 'en', null]],
];

for (const [name, open, keys, [path, language, consent]] of journeys) {
  test(`${name}: keys ${JSON.stringify(keys)}`, (t) => {
    t.deepEqual(walk(shortFlow, open, keys), { path, language, consent });
  });
}

test("[R1.2] [R1.4] the sample's flow is sound", (t) => {
  t.deepEqual(checkFlow(shortFlow, approved, ['narocanje']), []);
  t.deepEqual(checkFlow(defaultFlow, approved, ['narocanje']), []);
});

test('[R1.9] a prompt without an approved text is found, in the language in which it is reached', (t) => {
  t.deepEqual(kinds(defaultFlow, { sl: without('consent'), en: every }), [
    'missingPrompt consent sl',
    'missingPrompt consentAgain sl',
  ]);
  t.deepEqual(kinds(defaultFlow, { sl: without('languageHint'), en: without('welcome') }), []);
  t.deepEqual(kinds(defaultFlow, { sl: every, en: without('closedWithoutOpening') }), ['missingPrompt closed en']);
});

test('[R1.3] a language with a prompt missing is neither announced nor chosen', (t) => {
  t.is(offeredFlow(defaultFlow, approved), defaultFlow);
  const offered = offeredFlow(defaultFlow, { sl: every, en: without('consent') });
  const language = offered.nodes.language;
  t.deepEqual(language?.kind === 'choice' ? [language.prompts, language.keys] : null, [[{ prompt: 'welcome' }], {}]);
  t.deepEqual(walk(offered, true, ['2', '']), {
    path: 'language hours consent begin queue',
    language: 'sl',
    consent: 'given',
  });
  t.deepEqual(checkFlow(offered, { sl: every, en: {} }), []);
  t.is(offeredFlow(defaultFlow, { sl: {}, en: every }), defaultFlow, 'the first language stays');
});

const unsound: readonly (readonly [name: string, flow: Flow, expected: readonly string[]])[] = [
  ['no first node', flowOf({}), ['dangling']],
  [
    'a name that every object has',
    flowOf({ start: { kind: 'say', prompts: [], next: 'toString' } }),
    ['dangling start'],
  ],
  ['say leads nowhere', flowOf({ start: { kind: 'say', prompts: [], next: 'gone' } }), ['dangling start']],
  ['a key leads nowhere', flowOf({ start: choice('gone', 'end'), end }), ['dangling start']],
  ['silence leads nowhere', flowOf({ start: choice('end', 'gone'), end }), ['dangling start']],
  [
    'hours lead nowhere',
    flowOf({ start: { kind: 'hours', open: 'a', closed: 'b' } }),
    ['dangling start', 'dangling start'],
  ],
  ['unreachable', flowOf({ start: end, island: { kind: 'say', prompts: [], next: 'start' } }), ['unreachable island']],
  ['a say that comes back', flowOf({ start: { kind: 'say', prompts: [], next: 'start' } }), ['endless start']],
  ['silence comes back', flowOf({ start: choice('end', 'start'), end }), ['endless start']],
  [
    'a circle of two, entered from outside',
    flowOf({
      start: { kind: 'say', prompts: [], next: 'one' },
      one: { kind: 'hours', open: 'two', closed: 'end' },
      two: { kind: 'say', prompts: [], next: 'one' },
      end,
    }),
    ['endless one', 'endless two'],
  ],
  ['a key may come back', flowOf({ start: choice('start', 'end'), end }), []],
  [
    'no such key',
    flowOf({ start: { ...choice('end', 'end'), keys: { '10': { next: 'end' } } } as FlowNode, end }),
    ['badKey start'],
  ],
  ['no attempt', flowOf({ start: { ...choice('end', 'end'), attempts: 0 } as FlowNode, end }), ['badNumber start']],
  [
    'time backwards',
    flowOf({ start: { ...choice('end', 'end'), listenSeconds: -1 } as FlowNode, end }),
    ['badNumber start'],
  ],
];

const menu: FlowNode & { kind: 'choice' } = {
  kind: 'choice',
  prompts: [],
  keys: { '1': { next: 'queue', said: 'optionBooking' }, '*': { next: 'start', said: 'optionRepeat' } },
  listenSeconds: 3,
  attempts: 2,
  invalid: 'invalidKey',
  otherwise: { next: 'queue' },
};
const queue: FlowNode = { kind: 'queue', queue: 'narocanje' };
const menus: typeof unsound = [
  ['a menu that is one', flowOf({ start: menu, queue }), []],
  ['a wrong key is not answered', flowOf({ start: { ...menu, invalid: null }, queue }), ['badMenu start']],
  [
    'not to be heard again',
    flowOf({ start: { ...menu, keys: { '1': { next: 'queue', said: 'optionBooking' } } }, queue }),
    ['badMenu start'],
  ],
  [
    'the same words for two keys',
    flowOf({ start: { ...menu, keys: { ...menu.keys, '2': { next: 'queue', said: 'optionBooking' } } }, queue }),
    ['badMenu start'],
  ],
  [
    'no way to an agent',
    flowOf({
      start: {
        ...menu,
        keys: { ...menu.keys, '1': { next: 'end', said: 'optionBooking' } },
        otherwise: { next: 'end' },
      },
      end,
    }),
    ['badMenu start'],
  ],
  [
    'a closed line need not have an agent',
    flowOf({
      start: { kind: 'hours', open: 'queue', closed: 'menu' },
      menu: {
        ...menu,
        keys: { '1': { next: 'end', said: 'optionBooking' }, '*': { next: 'menu', said: 'optionRepeat' } },
        otherwise: { next: 'end' },
      },
      queue,
      end,
    }),
    [],
  ],
  [
    'no such topic',
    flowOf({ start: { ...menu, keys: { ...menu.keys, '2': { next: 'queue', topic: 'weather' } } }, queue }),
    ['unknownTopic start'],
  ],
  ['no patience', flowOf({ start: { ...menu, patience: 0 }, queue }), ['badNumber start']],
  [
    'the wait of a queue that there is not',
    flowOf({ start: { ...menu, prompts: [{ prompt: 'lineWait', queue: 'drugo' }] }, queue }),
    ['unknownQueue start'],
  ],
];

for (const [name, flow, expected] of [...unsound, ...menus]) {
  test(`[R1.4] check of a flow: ${name}`, (t) => {
    t.deepEqual(kinds(flow, approved, ['narocanje']), expected);
    for (const problem of checkFlow(flow, approved)) t.regex(problem.message, /expected /);
  });
}

test('[R1.4] [R1.9] the words of a menu’s keys, and what stands in for them, must be approved', (t) => {
  t.deepEqual(kinds(defaultFlow, { sl: without('optionPortal'), en: every }), ['missingPrompt menu sl']);
  t.deepEqual(kinds(defaultFlow, { sl: every, en: without('lineWaitNone') }), ['missingPrompt waitingTime en']);
  t.deepEqual(kinds(defaultFlow, { sl: without('otherHoursOnDay'), en: every }), [
    'missingPrompt hoursAfterHours sl',
    'missingPrompt openingHours sl',
  ]);
});

test('[R1.5] [R1.9] all that may be said where callers help themselves must be approved, or the flow is refused', (t) => {
  t.deepEqual(kinds(defaultFlow, { sl: without('freeSlotNext'), en: every }), ['missingPrompt freeSlots sl']);
  t.deepEqual(kinds(defaultFlow, { sl: without('visitCancelSure'), en: every }), [
    'missingPrompt visitAfterHours sl',
    'missingPrompt ownVisit sl',
  ]);
  t.true(kinds(defaultFlow, { sl: without('oneMoment'), en: every }).length === 3);
  t.deepEqual(kinds(flowOf({ start: { kind: 'freeSlots', back: 'gone', agent: 'end' }, end }), approved), [
    'dangling start',
  ]);
  t.deepEqual(kinds(flowOf({ start: { kind: 'ownVisit', back: 'end', agent: 'start' }, end }), approved), [
    'endless start',
  ]);
});

test('[R1.4] a queue that is not configured is found where the queues are given', (t) => {
  t.deepEqual(kinds(defaultFlow, approved, ['drugo']), [
    'unknownQueue waitingTime',
    'unknownQueue queue',
    'unknownQueue callback',
    'unknownQueue message',
  ]);
  t.deepEqual(kinds(defaultFlow, approved), []);
});
