import { usualOutboundRule } from '../../../dialplan/outbound.ts';
import type { Configuration, OutsideContact } from '../../../engine/core/configuration.ts';
import type { CallId, ContactId, LegId, PlaybackId } from '../../../engine/core/ids.ts';
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

/** Who is moved while an endless tone sounds: Asterisk would wait for its end, and hold up whatever is asked after it. */
export function movedBesideTone(line: Simulation): LegId[] {
  const tones = new Map<PlaybackId, LegId>();
  const moved: LegId[] = [];
  for (const effect of line.effects) {
    if ('heardBy' in effect && effect.heardBy) tones.set(effect.heardBy.playbackId, effect.heardBy.legId);
    if (effect.type === 'StopPlayback') tones.delete(effect.playbackId);
    if (effect.type === 'PutLegInBridge' && [...tones.values()].includes(effect.legId)) moved.push(effect.legId);
  }
  return moved;
}
