import { z } from 'zod';
import type { OutsideContact, QueueConfiguration } from '../../engine/core/configuration.ts';
import { describeIssues } from '../settings/settings.ts';
import type { ConfigurationProblem } from './configuration-contradiction.ts';

const seconds = z.number().int().min(1).max(86_400);
const overflow = z.array(
  z.strictObject({
    name: z.string().min(1).max(100),
    when: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('noAgent') }),
      z.strictObject({ kind: z.literal('waited'), seconds }),
      z.strictObject({ kind: z.literal('expected'), seconds }),
      z.strictObject({ kind: z.literal('length'), callers: z.number().int().min(0).max(10_000) }),
    ]),
    action: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('otherGroup'), queue: z.string() }),
      z.strictObject({ kind: z.literal('offer'), what: z.enum(['callback', 'voiceMessage']) }),
      z.strictObject({ kind: z.literal('outside'), contact: z.string() }),
    ]),
  }),
);

/** Overflow rules of a queue: of names of their own, to queues and numbers outside that there are, none of them said twice (R1.10). */
export function overflowProblems(
  queues: readonly QueueConfiguration[],
  contacts: readonly OutsideContact[],
): ConfigurationProblem[] {
  const numbers: readonly string[] = contacts.map(({ id }) => id);
  return queues.flatMap((queue) => {
    const row = `queue ${queue.id} overflow`;
    const parsed = overflow.safeParse(queue.overflow);
    if (!parsed.success) return [{ row, expected: describeIssues(parsed.error).join(', ') }];
    const others: readonly string[] = queues.flatMap(({ id }) => (id === queue.id ? [] : [id]));
    const names = new Set<string>();
    const said = new Set<string>();
    return parsed.data.flatMap(({ name, when, action }, index) => {
      const place = `${row}[${index}] "${name}"`;
      const problems: ConfigurationProblem[] = [];
      if (names.has(name)) problems.push({ row: place, expected: 'a name that no other rule of the queue has' });
      names.add(name);
      const content = JSON.stringify([when, action]);
      if (said.has(content)) problems.push({ row: place, expected: 'a rule that does not stand there already' });
      said.add(content);
      if (action.kind === 'outside' && !numbers.includes(action.contact)) {
        const listed = numbers.length === 0 ? 'the directory, which has none in use' : numbers.join(', ');
        problems.push({ row: place, expected: `a number outside of ${listed}, not "${action.contact}"` });
      }
      if (action.kind !== 'otherGroup' || others.includes(action.queue)) return problems;
      const known = others.length === 0 ? 'another queue, of which there is none' : `a queue of ${others.join(', ')}`;
      return [...problems, { row: place, expected: `${known}, not "${action.queue}"` }];
    });
  });
}
