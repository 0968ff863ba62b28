import type { AgentConfiguration, QueueConfiguration } from './configuration.ts';
import { missingCase } from './decision.ts';
import { canServe } from './distribution.ts';
import { forecastWait } from './estimate.ts';
import { type ContactId, type Instant, later, type QueueId, type Skill } from './ids.ts';
import { mayGoOutside } from './outside-lines.ts';
import type { QueueEntry } from './queue-entry.ts';
import type { World } from './world.ts';

/**
 * What is done for callers whom the queue alone does not serve in time (R1.10), as data. Each rule of a queue is
 * carried out once for a caller, when its condition holds; the place and the ticket stay whatever it does.
 */
export type OverflowRule = {
  /** Unique in its queue, for people: "nihče ni prijavljen". */
  readonly name: string;
  readonly when: OverflowCondition;
  readonly action: OverflowAction;
};

export type OverflowCondition =
  /** Nobody is signed in who could serve this caller. */
  | { readonly kind: 'noAgent' }
  /** The caller has waited so long since the first arrival in a queue. */
  | { readonly kind: 'waited'; readonly seconds: number }
  /** The wait still ahead is reckoned to be longer. */
  | { readonly kind: 'expected'; readonly seconds: number }
  /** More callers of this queue stand before this one. */
  | { readonly kind: 'length'; readonly callers: number };

export type OverflowAction =
  /** The agents of another queue may serve this caller too. */
  | { readonly kind: 'otherGroup'; readonly queue: QueueId }
  /** The caller may ask for this by key while waiting on. */
  | { readonly kind: 'offer'; readonly what: Offered }
  /** A number of the directory is dialled; if nobody answers there the caller waits on (R1.10). */
  | { readonly kind: 'outside'; readonly contact: ContactId };

export type Offered = 'callback' | 'voiceMessage';

/** What rules have done for an entry so far. */
export type EntryOverflow = {
  readonly rules: readonly string[];
  readonly groups: readonly OtherGroup[];
  readonly offers: readonly Offered[];
};

/** What is asked of an agent of another queue. */
export type OtherGroup = {
  readonly queueId: QueueId;
  readonly skills: readonly Skill[];
  readonly minimumLevel: number;
};

export const noOverflow: EntryOverflow = { rules: [], groups: [], offers: [] };

/** The rules that are due for a waiting caller now, in their order. `position`: 1 for who is served next. */
export function dueOverflow(
  world: World,
  queue: QueueConfiguration,
  entry: QueueEntry,
  position: number,
): readonly OverflowRule[] {
  if (entry.state !== 'waiting') return [];
  const done = entry.overflow?.rules ?? [];
  return (queue.overflow ?? []).filter(
    ({ name, when, action }) =>
      !done.includes(name) &&
      holds(world, queue, entry, position, when) &&
      (action.kind !== 'outside' || mayGoOutside(world, entry, action.contact)),
  );
}

/** When a rule may become due by the passing of time alone; null: none will. */
export function nextOverflowAt(queue: QueueConfiguration, entry: QueueEntry, at: Instant): Instant | null {
  const done = entry.overflow?.rules ?? [];
  const due = (queue.overflow ?? []).flatMap(({ name, when }) => {
    if (when.kind !== 'waited' || done.includes(name)) return [];
    const moment = later(waitsSince(entry), when.seconds * 1000);
    return moment > at ? [moment] : [];
  });
  return due.length === 0 ? null : (Math.min(...due) as Instant);
}

function holds(
  world: World,
  queue: QueueConfiguration,
  entry: QueueEntry,
  position: number,
  when: OverflowCondition,
): boolean {
  switch (when.kind) {
    case 'noAgent':
      return !(world.configuration?.agents ?? []).some(
        (agent) => isThere(world, agent) && canServe(agent, entry, queue, world.at),
      );
    case 'waited':
      return world.at - waitsSince(entry) >= when.seconds * 1000;
    case 'expected': {
      const forecast = forecastWait(world, queue, entry);
      return forecast !== null && forecast.seconds > when.seconds;
    }
    case 'length':
      return position - 1 > when.callers;
    default:
      return missingCase(when);
  }
}

/** The ticket keeps the place after a transfer; the time that was talked is no wait. */
function waitsSince({ afterTalk, queuedAt, ticketAt }: QueueEntry): Instant {
  return afterTalk === true ? queuedAt : ticketAt;
}

/** Signed in, if only in a pause: somebody will be there again. */
function isThere(world: World, agent: AgentConfiguration): boolean {
  const state = world.agents.get(agent.id)?.state;
  return state !== undefined && state !== 'signedOut';
}
