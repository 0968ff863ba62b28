import { usualOutboundRule } from '../../../dialplan/outbound.ts';
import type { Configuration, OutsideContact } from '../../../engine/core/configuration.ts';
import type { CallId, ContactId } from '../../../engine/core/ids.ts';
import type { OverflowRule } from '../../../engine/core/overflow.ts';
import { configurationOf, Simulation } from './simulation.ts';

/** A line with one number outside, which has one line. */
export const office = '+38614781234';
export const contact: OutsideContact = {
  id: 'tujci' as ContactId,
  name: 'Oddelek za tujce',
  kind: 'department',
  number: '38614781234',
  code: '12',
  lines: 1,
};

/** The only caller of most stories. */
export const callId = 'a' as CallId;

export function lineOf(
  overflow: readonly OverflowRule[] = [],
  change: Partial<Configuration> = {},
  agents = 2,
): Simulation {
  const base = configurationOf(agents, { outbound: usualOutboundRule, contacts: [contact], ...change });
  return new Simulation({ ...base, queues: base.queues.map((queue) => ({ ...queue, overflow })) });
}

export const dialled = (line: Simulation): string[] =>
  line.effects.flatMap((effect) => (effect.type === 'DialNumber' ? [effect.number] : []));
