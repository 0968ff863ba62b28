import type { AgentRow, Figures, QueueView, WallboardView } from '../../engine/core/views.ts';

/** What the wallboard computes from the engine's view. Definitions are those of the monthly report. */

/** Calls to the open line that were decided: the base of the service level. */
export const decided = ({ answered, abandoned, failed, callback, voiceMessages }: Figures): number =>
  answered + abandoned + failed + (callback ?? 0) + (voiceMessages ?? 0);

/** Milliseconds; null while nothing was answered. */
export const averageWaitMs = ({ answered, answerWaitMs }: Figures): number | null =>
  answered === 0 ? null : answerWaitMs / answered;

export const serviceLevelReached = (figures: Figures, share: number): boolean | null =>
  decided(figures) === 0 ? null : figures.answeredInTime >= share * decided(figures);

export type Waiting = { readonly count: number; readonly oldestTicketAt: number | null };

export function waitingIn(queues: readonly QueueView[]): Waiting {
  const oldest = queues.map((queue) => queue.oldestTicketAt).filter((at) => at !== null);
  return {
    count: queues.reduce((sum, queue) => sum + queue.waiting, 0),
    oldestTicketAt: oldest.length === 0 ? null : Math.min(...oldest),
  };
}

/** States in the order in which a supervisor looks for them; whoever is longest in one comes first. */
export const stateOrder = ['offered', 'talking', 'onHold', 'wrapUp', 'ready', 'paused', 'signedOut'] as const;

export function agentsAtWork(agents: readonly AgentRow[]): readonly AgentRow[] {
  return agents
    .filter((agent) => agent.state !== 'signedOut')
    .sort(
      (one, other) =>
        stateOrder.indexOf(one.state) - stateOrder.indexOf(other.state) || (one.since ?? 0) - (other.since ?? 0),
    );
}

export type Quarter = {
  readonly start: string;
  readonly answered: number;
  readonly abandoned: number;
  readonly closed: number;
};

const quarterMinutes = 15;

/** All quarters of an hour from eight o'clock, or the first call, to now, or the last call; those without a call are zero. */
export function quartersOf({ today }: WallboardView, timeNow: string): readonly Quarter[] {
  const known = new Map(today.quarters.map((quarter) => [quarter.start, quarter]));
  const starts = [...known.keys()].map(minutesOf);
  const first = Math.min(8 * 60, ...starts);
  const last = Math.max(first + 60, ...starts, minutesOf(timeNow));
  const quarters: Quarter[] = [];
  for (let minutes = first; minutes <= last; minutes += quarterMinutes) {
    const start = clockFace(minutes);
    const { answered = 0, abandoned = 0, closed = 0 } = known.get(start) ?? {};
    quarters.push({ start, answered, abandoned, closed });
  }
  return quarters;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

const clockFace = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
