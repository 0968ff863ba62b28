import { lineState } from '../../dialplan/opening-hours.ts';
import { callbacksFollowHours } from './callbacks.ts';
import type { ClosedReason } from './facts.ts';
import type { Instant } from './ids.ts';
import { timerId } from './timers.ts';
import type { Work } from './work.ts';
import type { World } from './world.ts';

/** Whether the line takes calls: what a supervisor said until a time, otherwise the opening hours (R1.6, R2.9). */
export type LineNow =
  | { readonly open: true; readonly changesAt: Instant | null }
  | { readonly open: false; readonly reason: ClosedReason; readonly opensAt: Instant | null };

export function lineAt(world: World, at: Instant): LineNow {
  if (world.configuration === null) return { open: false, reason: 'hours', opensAt: null };
  const hours = world.configuration.openingHours;
  const override = world.lineOverride;
  if (override === null || override.until <= at) return lineState(hours, at);
  if (override.state === 'open') return { open: true, changesAt: override.until };
  const after = lineState(hours, override.until);
  return { open: false, reason: 'supervisor', opensAt: after.open ? override.until : after.opensAt };
}

/** The next change is an event like any other, so that boards turn by themselves. */
export function awaitNextChange(work: Work): void {
  const line = lineAt(work.world, work.at);
  const changesAt = line.open ? line.changesAt : line.opensAt;
  const timer = timerId({ purpose: 'hours', id: 'line' });
  if (changesAt === null) work.stopTimer(timer);
  else work.startTimer(timer, changesAt);
}

export function overrideLine(work: Work, override: { state: 'open' | 'closed'; until: Instant } | null): void {
  work.world.lineOverride = override;
  const timer = timerId({ purpose: 'override', id: 'line' });
  if (override === null) work.stopTimer(timer);
  else work.startTimer(timer, override.until);
  work.note({ type: 'LineOverridden', state: override?.state ?? null, until: override?.until ?? null });
  awaitNextChange(work);
  callbacksFollowHours(work);
}
