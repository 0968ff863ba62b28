import type { EngineEvent } from '../../../../engine/core/events.ts';
import { BusyLine } from '../../../engine/core/busy-line.ts';

/** What happens on a line of five agents, on whole working days, until at least so many calls have come. */
export function simulatedEvents(calls: number): readonly EngineEvent[] {
  const busy = new BusyLine({ seed: 16, agents: 5, load: 1, spread: 0.6 });
  for (let day = 1; busy.calls < calls; day += 1) {
    busy.passDay();
    if (day % 5 === 0) busy.line.pass(48 * 3_600_000);
  }
  return busy.line.events;
}
