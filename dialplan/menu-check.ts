import type { Flow, FlowChoice, FlowNode, NodeId } from './flow.ts';
import { offeredKeys } from './menu.ts';

export type MenuProblem = { readonly node: NodeId; readonly text: string };

/**
 * What keeps a menu from being one (R1.4). A menu is a choice whose keys have words. It answers a wrong key, can be
 * heard again, no words offer two keys, and while the line is open an agent is a way out of it: a key, or silence,
 * from which whoever presses nothing more gets to a queue.
 */
export function menuProblems(flow: Flow, waysOf: (node: FlowNode) => readonly FlowChoice[]): readonly MenuProblem[] {
  const problems: MenuProblem[] = [];
  const open = nodesWhileOpen(flow, waysOf);
  for (const [id, node] of Object.entries(flow.nodes)) {
    const offered = offeredKeys(node);
    if (node.kind !== 'choice' || offered.length === 0) continue;
    const report = (text: string) => problems.push({ node: id, text });
    if (node.invalid === null) report('a wrong key is not answered; expected a prompt for it');
    if (!Object.values(node.keys).some(({ next }) => next === id)) {
      report('cannot be heard again; expected a key that leads to it');
    }
    for (const { key, said } of offered) {
      const same = offered.find((other) => other.said === said && other.key !== key);
      if (same !== undefined && key < same.key) {
        report(`"${said}" offers both ${key} and ${same.key}; expected words of its own for each key`);
      }
    }
    const ways = [...Object.values(node.keys), node.otherwise];
    if (open.has(id) && !ways.some(({ next }) => leadsToQueue(flow, next))) {
      report('has no way to an agent; expected a key or silence that leads to a queue');
    }
  }
  return problems;
}

/** Every node that callers reach other than by the line being closed. */
function nodesWhileOpen(flow: Flow, waysOf: (node: FlowNode) => readonly FlowChoice[]): ReadonlySet<NodeId> {
  const reached = new Set<NodeId>();
  const left = [flow.first];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const node = Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined;
    if (node === undefined || reached.has(id)) continue;
    reached.add(id);
    if (node.kind === 'hours') left.push(node.open);
    else left.push(...waysOf(node).map(({ next }) => next));
  }
  return reached;
}

/** Whether who presses nothing gets from here to a queue. */
export function leadsToQueue(flow: Flow, from: NodeId): boolean {
  const seen = new Set<NodeId>();
  for (let id = from; !seen.has(id); ) {
    seen.add(id);
    const node = Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined;
    if (node?.kind === 'queue') return true;
    if (node?.kind === 'say') id = node.next;
    else if (node?.kind === 'freeSlots' || node?.kind === 'ownVisit') id = node.agent;
    else if (node?.kind === 'choice') id = node.otherwise.next;
    else if (node?.kind === 'hours') id = node.open;
    else return false;
  }
  return false;
}
