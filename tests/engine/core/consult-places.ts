import { isDeepStrictEqual } from 'node:util';
import type { CallId, LegId } from '../../../engine/core/ids.ts';
import type { Simulation } from './simulation.ts';

/** Who hears whom, a bridge a row; whoever is alone hears music. */
export const heard = (line: Simulation): string[] =>
  [...line.bridges.values()]
    .filter((legs) => legs.size > 0)
    .map((legs) => [...legs].sort().join(' + '))
    .sort();

/** Who talks or is asked is in the bridge where they should be heard, and nowhere else. */
export function everybodyIsWhereTheyShould(line: Simulation, callId: CallId): void {
  const call = line.world.calls.get(callId);
  if (call?.state !== 'talking' && call?.state !== 'outside') return;
  const { legId: caller } = call;
  const rows: LegId[][] = [];
  const talk: LegId[] = [call.state === 'talking' ? call.agentLegId : call.outsideLegId];
  const consult = line.world.consults.get(callId);
  if (call.state === 'outside' || call.hold === null) talk.push(caller);
  else rows.push([caller]);
  if (consult?.state === 'asking' || consult?.state === 'joined') talk.push(consult.legId);
  if (consult?.state === 'parked') rows.push([consult.legId]);
  const expected = [...rows, talk].map((legs) => legs.sort().join(' + ')).sort();
  if (!isDeepStrictEqual(heard(line), expected))
    throw new Error(`Heard: ${heard(line).join('; ')}, but it should be: ${expected.join('; ')}.`);
}
