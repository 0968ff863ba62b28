import type { AgentSession } from './agent-session.ts';
import { calibrationOf } from './calibration.ts';
import { lineAt } from './hours.ts';
import type { Instant } from './ids.ts';
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
    today: todayOf(world, at),
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
      .filter(({ queueId }) => queueId === id);
    const estimates = calibrationOf(world.forecasts.get(id) ?? []);
    return { id, name, waiting: waiting.length, oldestTicketAt: waiting[0]?.ticketAt ?? null, serviceLevel, estimates };
  });
}

function agentsOf(world: World): AgentRow[] {
  return (world.configuration?.agents ?? []).map(({ id, name, phone }) => {
    const session = world.agents.get(id);
    const phoneReachable = world.reachablePhones.has(phone);
    if (session === undefined) return { id, name, state: 'signedOut', reason: null, since: null, phoneReachable };
    const since = session.state === 'signedOut' ? null : session.since;
    return { id, name, state: session.state, reason: reasonOf(session), since, phoneReachable };
  });
}

function todayOf(world: World, at: Instant): TodayView {
  const today = todayAt(world, at);
  if (today === null) return { date: '', quarters: [], ...noFigures() };
  const quarters = [...today.quarters].map(([start, counts]) => ({ start, ...counts }));
  return { date: today.date, quarters: quarters.sort((a, b) => (a.start < b.start ? -1 : 1)), ...today.whole };
}
