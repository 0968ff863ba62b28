import type { PromptKey } from '../prompts/catalogue.ts';
import type { FlowNode } from './flow.ts';

/** The keys of a telephone in the order in which a menu says them: the agent and the way back last. */
export const menuKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#'] as const;

/** A menu's keys with the words that offer them, in the order in which they are said. */
export function offeredKeys(node: FlowNode): readonly { readonly key: string; readonly said: PromptKey }[] {
  if (node.kind !== 'choice') return [];
  return menuKeys.flatMap((key) => {
    const said = Object.hasOwn(node.keys, key) ? node.keys[key]?.said : undefined;
    return said === undefined ? [] : [{ key, said }];
  });
}
