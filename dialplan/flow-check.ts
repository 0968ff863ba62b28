import type { PromptKey } from '../prompts/catalogue.ts';
import type { Language } from '../prompts/language.ts';
import { languages } from '../prompts/language.ts';
import { selfServicePrompts } from '../prompts/self-service-catalogue.ts';
import type { Flow, FlowChoice, FlowNode, FlowPrompt, NodeId } from './flow.ts';
import { offeredKeys } from './menu.ts';
import { menuProblems } from './menu-check.ts';

/** What would keep a caller from getting through a flow. `message` names the node and says what was expected. */
export type FlowProblem = {
  readonly kind:
    | 'dangling'
    | 'unreachable'
    | 'missingPrompt'
    | 'endless'
    | 'badKey'
    | 'badNumber'
    | 'unknownQueue'
    | 'unknownTopic'
    | 'badMenu';
  /** The node; null for the flow's `first`. */
  readonly node: NodeId | null;
  /** The prompt that is missing, and the language in which it is; null for every other kind. */
  readonly prompt: PromptKey | null;
  readonly language: Language | null;
  readonly message: string;
};

/** What may play, by language (R1.9); `Configuration.prompts` is one. */
export type ApprovedPrompts = Readonly<Record<Language, Readonly<Partial<Record<PromptKey, unknown>>>>>;

/** Callers hear the first language until they choose another. */
const firstLanguage: Language = languages[0];

/**
 * All problems of a flow; none: every caller reaches a queue or an end, and each prompt on the way can play in
 * every language in which it may be reached. `queues` are the configured queues; without them queues are not checked.
 */
export function checkFlow(flow: Flow, approved: ApprovedPrompts, queues?: readonly string[]): readonly FlowProblem[] {
  const problems: FlowProblem[] = [];
  const report = (
    kind: FlowProblem['kind'],
    node: NodeId | null,
    text: string,
    missing: { readonly prompt: PromptKey; readonly language: Language } | null = null,
  ) =>
    problems.push({
      kind,
      node,
      prompt: missing?.prompt ?? null,
      language: missing?.language ?? null,
      message: `${node === null ? 'first' : `node "${node}"`}: ${text}`,
    });

  if (nodeOf(flow, flow.first) === undefined) {
    report('dangling', null, `"${flow.first}" is not a node; expected the name of one`);
  }
  for (const [id, node] of Object.entries(flow.nodes)) {
    for (const next of new Set(waysOf(node).map((way) => way.next))) {
      if (nodeOf(flow, next) === undefined) {
        report('dangling', id, `leads to "${next}", which is not a node; expected the name of one`);
      }
    }
    for (const queue of queuesNamedBy(node)) {
      if (queues === undefined || queues.includes(queue)) continue;
      report('unknownQueue', id, `"${queue}" is not a queue; expected one of ${queues.join(', ')}`);
    }
    for (const { topic } of waysOf(node)) {
      if (topic === undefined || Object.hasOwn(flow.topics ?? {}, topic)) continue;
      const topics = Object.keys(flow.topics ?? {});
      report(
        'unknownTopic',
        id,
        `"${topic}" is not a topic; expected one of ${topics.join(', ') || 'some, and there is none'}`,
      );
    }
    if (node.kind === 'message') {
      const { longestSeconds, silenceSeconds, attempts } = node;
      for (const [name, value] of Object.entries({ longestSeconds, silenceSeconds, attempts })) {
        if (!Number.isInteger(value) || value < 1 || value > 3600)
          report('badNumber', id, `${name} is ${value}; expected a whole number from 1 to 3600`);
      }
    }
    if (node.kind === 'choice') {
      for (const key of Object.keys(node.keys)) {
        if (!/^[0-9*#]$/.test(key)) report('badKey', id, `"${key}" is not a key; expected 0 to 9, * or #`);
      }
      if (!Number.isInteger(node.attempts) || node.attempts < 1) {
        report('badNumber', id, `attempts is ${node.attempts}; expected a whole number from 1`);
      }
      if (node.patience !== undefined && (!Number.isInteger(node.patience) || node.patience < 1)) {
        report('badNumber', id, `patience is ${node.patience}; expected a whole number from 1`);
      }
      if (!(node.listenSeconds >= 0 && node.listenSeconds <= 60)) {
        report('badNumber', id, `listenSeconds is ${node.listenSeconds}; expected 0 to 60`);
      }
    }
  }

  // Where a way leads nowhere, every menu before it would seem to have no agent.
  if (problems.every(({ kind }) => kind !== 'dangling')) {
    for (const { node, text } of menuProblems(flow, waysOf)) report('badMenu', node, text);
  }

  const reached = languagesAtNodes(flow);
  for (const id of Object.keys(flow.nodes)) {
    if (!reached.has(id)) report('unreachable', id, 'no caller gets here; expected a way from the first node');
  }
  for (const [id, spokenIn] of reached) {
    for (const { prompt, language } of missingAt(flow.nodes[id], spokenIn, approved)) {
      report('missingPrompt', id, `"${prompt}" has no approved text in "${language}"; expected one`, {
        prompt,
        language,
      });
    }
  }
  for (const id of nodesInSilentLoops(flow)) {
    report(
      'endless',
      id,
      'a caller who presses nothing comes back here for ever; expected a way on to a queue or an end',
    );
  }
  return problems;
}

/**
 * The flow as it can be offered: a language in which a prompt is missing is neither announced nor chosen (R1.3).
 * The first language stays whatever is missing; `checkFlow` tells of it.
 */
export function offeredFlow(flow: Flow, approved: ApprovedPrompts): Flow {
  const missing = checkFlow(flow, approved).filter((problem) => problem.kind === 'missingPrompt');
  const withdrawn = new Set(missing.map((problem) => problem.language));
  withdrawn.delete(firstLanguage);
  if (withdrawn.size === 0) return flow;
  const stays = (one: { readonly language?: Language }) => one.language === undefined || !withdrawn.has(one.language);
  const nodes = Object.entries(flow.nodes).map(([id, node]): [NodeId, FlowNode] => {
    if (node.kind === 'say' || node.kind === 'message') return [id, { ...node, prompts: node.prompts.filter(stays) }];
    if (node.kind !== 'choice') return [id, node];
    const keys = Object.fromEntries(Object.entries(node.keys).filter(([, choice]) => stays(choice)));
    return [id, { ...node, keys, prompts: node.prompts.filter(stays) }];
  });
  return { ...flow, nodes: Object.fromEntries(nodes) };
}

function nodeOf(flow: Flow, id: NodeId): FlowNode | undefined {
  return Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined;
}

/** Where a caller can get to from a node. */
export function waysOf(node: FlowNode): readonly FlowChoice[] {
  if (node.kind === 'message') return [{ next: node.next }, { next: node.otherwise }];
  if (node.kind === 'freeSlots' || node.kind === 'ownVisit') return [{ next: node.back }, { next: node.agent }];
  return node.kind === 'choice' ? [...Object.values(node.keys), node.otherwise] : silentWaysOf(node);
}

/** Where a caller gets to who presses nothing. */
function silentWaysOf(node: FlowNode): readonly FlowChoice[] {
  switch (node.kind) {
    case 'say':
      return [{ next: node.next }];
    case 'choice':
      return [node.otherwise];
    case 'message':
      return [{ next: node.otherwise }];
    case 'hours':
      return [{ next: node.open }, { next: node.closed }];
    case 'callback':
      return [{ next: node.otherwise }];
    case 'freeSlots':
    case 'ownVisit':
      return [{ next: node.agent }];
    case 'queue':
    case 'end':
      return [];
  }
}

/** Every node that a caller can reach, with the languages that the caller may have there. */
function languagesAtNodes(flow: Flow): ReadonlyMap<NodeId, ReadonlySet<Language>> {
  const reached = new Map<NodeId, Set<Language>>();
  const open: { id: NodeId; language: Language }[] = [{ id: flow.first, language: firstLanguage }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const node = nodeOf(flow, place.id);
    if (node === undefined) continue;
    const spokenIn = reached.get(place.id) ?? new Set();
    if (spokenIn.has(place.language)) continue;
    reached.set(place.id, spokenIn.add(place.language));
    for (const way of waysOf(node)) open.push({ id: way.next, language: way.language ?? place.language });
  }
  return reached;
}

function queuesNamedBy(node: FlowNode): readonly string[] {
  if (node.kind === 'queue' || node.kind === 'callback' || node.kind === 'message') return [node.queue];
  if (node.kind === 'say' || node.kind === 'choice') return node.prompts.flatMap(({ queue }) => queue ?? []);
  return [];
}

/** What the engine says besides a prompt, or in its place, as things stand at that moment. */
const saidInPlaceOf: Readonly<Partial<Record<PromptKey, readonly PromptKey[]>>> = {
  closedUntil: ['closedWithoutOpening'],
  lineWait: ['lineWaitRange', 'lineWaitNone', 'lineWaitUnknown'],
  openingHours: ['closedOnHoliday', 'closedOnDay', 'otherHoursOnDay'],
};

function missingAt(
  node: FlowNode | undefined,
  spokenIn: ReadonlySet<Language>,
  approved: ApprovedPrompts,
): readonly { readonly prompt: PromptKey; readonly language: Language }[] {
  if (node === undefined) return [];
  const said: FlowPrompt[] = [
    ...promptsSaidAt(node),
    ...offeredKeys(node).map((offered) => ({ prompt: offered.said })),
  ];
  if (node.kind === 'choice' && node.invalid !== null) said.push({ prompt: node.invalid });
  if (node.kind === 'message') said.push({ prompt: node.tooShort });
  for (const one of promptsSaidAt(node))
    said.push(...(saidInPlaceOf[one.prompt] ?? []).map((prompt) => ({ ...one, prompt })));
  const needed = said.flatMap(({ prompt, language }) =>
    (language === undefined ? [...spokenIn] : [language]).map((spoken) => ({ prompt, language: spoken })),
  );
  return needed.filter(({ prompt, language }) => approved[language]?.[prompt] === undefined);
}

function promptsSaidAt(node: FlowNode): readonly FlowPrompt[] {
  if (node.kind === 'freeSlots' || node.kind === 'ownVisit')
    return selfServicePrompts[node.kind].map((prompt) => ({ prompt }));
  return 'prompts' in node ? node.prompts : [];
}

/** Nodes from which silence leads back to themselves. */
function nodesInSilentLoops(flow: Flow): readonly NodeId[] {
  return Object.keys(flow.nodes).filter((start) => {
    const seen = new Set<NodeId>();
    const open = [start];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const node = nodeOf(flow, id);
      if (node === undefined) continue;
      for (const { next } of silentWaysOf(node)) {
        if (next === start) return true;
        if (!seen.has(next)) open.push(next);
        seen.add(next);
      }
    }
    return false;
  });
}
