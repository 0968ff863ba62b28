import type { AgentSession } from './agent-session.ts';
import { calibrationOf } from './calibration.ts';
import { lineAt } from './hours.ts';
import type { Instant } from './ids.ts';
import { presentLegs } from './leg-limit.ts';
import { isForCallback, presentCallbacks } from './present-callbacks.ts';
import type { QueueEntry } from './queue-entry.ts';
import { noFigures, todayAt } from './today.ts';
import type { AgentRow, LineView, QueueView, TodayView, WallboardView } from './views.ts';
import type { World } from './world.ts';

/** The whole line at a glance (R2.9). */
export function presentWallboard(world: World, at: Instant): WallboardView {
  return {
    at,
    line: presentLine(world, at),
    queues: queuesOf(world),
    agents: agentsOf(world),
    callbacks: presentCallbacks(world),
    openMessages: world.openMessages.size,
    today: todayOf(world, at),
    legs: presentLegs(world),
  };
}

export function presentLine(world: World, at: Instant): LineView {
  const line = lineAt(world, at);
  const override = world.lineOverride;
  return {
    open: line.open,
    closedReason: line.open ? null : line.reason,
    changesAt: line.open ? line.changesAt : line.opensAt,
    overriddenUntil: override !== null && override.until > at ? override.until : null,
    asteriskConnected: world.asteriskConnected,
    asteriskHangs: world.asteriskHangs,
  };
}

/** What is shown of an agent's state beside its name. */
export function reasonOf(session: AgentSession): string | null {
  return session.state === 'paused' ? session.reason : null;
}

function queuesOf(world: World): QueueView[] {
  return (world.configuration?.queues ?? []).map(({ id, name, serviceLevel }) => {
    const waiting = world.line
      .flatMap((entryId) => world.entries.get(entryId) ?? [])
      // Whoever is to be called back does not wait on the line.
      .filter((entry) => entry.queueId === id && !isForCallback(world, entry));
    const estimates = calibrationOf(world.forecasts.get(id) ?? []);
    return { id, name, waiting: waiting.length, oldestTicketAt: oldestOf(world, waiting), serviceLevel, estimates };
  });
}

function agentsOf(world: World): AgentRow[] {
  const agents = world.configuration?.agents ?? [];
  const known = new Set(agents.map(({ id }) => id));
  // Who was disabled during a call is at work until its wrap-up is over; the name is not configured any more.
  const leaving = [...world.agents.values()].flatMap((session): AgentRow[] => {
    const { agentId: id, state, since } = session;
    if (known.has(id) || state === 'signedOut') return [];
    return [{ id, name: id, state, reason: reasonOf(session), since, phoneReachable: true }];
  });
  const rows = agents.map(({ id, name, phone }): AgentRow => {
    const session = world.agents.get(id);
    const phoneReachable = world.reachablePhones.has(phone);
    if (session === undefined) return { id, name, state: 'signedOut', reason: null, since: null, phoneReachable };
    const since = session.state === 'signedOut' ? null : session.since;
    return { id, name, state: session.state, reason: reasonOf(session), since, phoneReachable };
  });
  return [...rows, ...leaving];
}

function todayOf(world: World, at: Instant): TodayView {
  const today = todayAt(world, at);
  if (today === null) return { date: '', quarters: [], ...noFigures() };
  const quarters = [...today.quarters].map(([start, counts]) => ({ start, ...counts }));
  return { date: today.date, quarters: quarters.sort((a, b) => (a.start < b.start ? -1 : 1)), ...today.whole };
}

/** The first arrival of those who wait; a place taken over from a callback is older than the wait. */
function oldestOf(world: World, waiting: readonly QueueEntry[]): Instant | null {
  const arrivals = waiting.map((entry) => world.calls.get(entry.callId)?.ticketAt ?? entry.ticketAt);
  return arrivals.length === 0 ? null : (Math.min(...arrivals) as Instant);
}
