import type { QueueConfiguration } from './configuration.ts';
import { missingCase } from './decision.ts';
import type { QueueEntryId, QueueId, Skill } from './ids.ts';
import { putThrough, whyNotOutside } from './outside.ts';
import {
  dueOverflow,
  type EntryOverflow,
  nextOverflowAt,
  noOverflow,
  type OtherGroup,
  type OverflowAction,
  type OverflowRule,
} from './overflow.ts';
import type { QueueEntry } from './queue-entry.ts';
import { positionOf } from './queueing.ts';
import { timerId } from './timers.ts';
import type { Work } from './work.ts';

/** Carries out every rule that is due for this caller, and awaits the next one that time alone makes due. */
export function overflow(work: Work, entryId: QueueEntryId): void {
  const entry = work.world.entries.get(entryId);
  const queue = entry && work.queueOf(entry.queueId);
  if (entry === undefined || queue === undefined || (queue.overflow ?? []).length === 0) return;
  for (const rule of dueOverflow(work.world, queue, entry, positionOf(work, entry)))
    if (isPossible(work, entryId, rule.action)) carryOut(work, entryId, rule);
  inheritGroups(work, queue);
  const at = nextOverflowAt(queue, work.world.entries.get(entryId) ?? entry, work.at);
  if (at !== null) work.startTimer(timerId({ purpose: 'overflow', id: entryId }), at);
}

/** Somebody left, or the rules changed: what that means for all who wait. */
export function overflowAll(work: Work): void {
  if (!work.configuration.queues.some(({ overflow: rules = [] }) => rules.length > 0)) return;
  for (const entryId of [...work.world.line]) overflow(work, entryId);
}

/**
 * One number outside at a time, and one that would be dialled now. A rule that can not be carried out yet stays due: it
 * is tried when the number before it came to nothing, a line there is free, or the next announcement is due.
 */
function isPossible(work: Work, entryId: QueueEntryId, action: OverflowAction): boolean {
  if (action.kind !== 'outside') return true;
  return work.world.entries.get(entryId)?.state === 'waiting' && whyNotOutside(work, action.contact) === null;
}

function carryOut(work: Work, entryId: QueueEntryId, rule: OverflowRule): void {
  const entry = work.world.entries.get(entryId);
  if (entry === undefined) return;
  const before = entry.overflow ?? noOverflow;
  const after = { ...before, rules: [...before.rules, rule.name] };
  keep(work, entry, withAction(work, entry, after, rule.action));
  work.tell({
    type: 'Overflowed',
    callId: entry.callId,
    entryId,
    rule: rule.name,
    when: rule.when.kind,
    action: rule.action,
  });
  const { action } = rule;
  if (action.kind === 'outside') putThrough(work, entryId, action.contact, { agentId: null, rule: rule.name });
}

function withAction(work: Work, entry: QueueEntry, before: EntryOverflow, action: OverflowAction): EntryOverflow {
  switch (action.kind) {
    case 'otherGroup': {
      const group = groupOf(work, entry, action.queue);
      if (group === null || before.groups.some(({ queueId }) => queueId === group.queueId)) return before;
      work.dispatchWanted = true;
      return { ...before, groups: [...before.groups, group] };
    }
    case 'offer':
      return before.offers.includes(action.what) ? before : { ...before, offers: [...before.offers, action.what] };
    case 'outside':
      return before;
    default:
      return missingCase(action);
  }
}

function groupOf(work: Work, { language, queueId: own }: QueueEntry, queueId: QueueId): OtherGroup | null {
  const other = work.queueOf(queueId);
  if (other === undefined || queueId === own) return null;
  const { skills, minimumLevel } = other;
  return { queueId, skills: [...skills, `jezik:${language}` as Skill], minimumLevel };
}

/**
 * Nobody of equal class is overtaken: whoever stands before a caller for whom another group may work is served by that
 * group too, and before.
 */
function inheritGroups(work: Work, queue: QueueConfiguration): void {
  const opened = new Set<QueueId>();
  for (const entryId of work.world.line.toReversed()) {
    const entry = work.world.entries.get(entryId);
    if (entry?.queueId !== queue.id) continue;
    const before = entry.overflow ?? noOverflow;
    const missing = [...opened].filter((queueId) => !before.groups.some((group) => group.queueId === queueId));
    const groups = missing.flatMap((queueId) => groupOf(work, entry, queueId) ?? []);
    if (groups.length > 0) {
      keep(work, entry, { ...before, groups: [...before.groups, ...groups] });
      work.dispatchWanted = true;
      for (const { queueId } of groups) {
        const action = { kind: 'otherGroup', queue: queueId } as const;
        work.tell({ type: 'Overflowed', callId: entry.callId, entryId, rule: null, when: 'inherited', action });
      }
    }
    for (const { queueId } of before.groups) opened.add(queueId);
  }
}

function keep(work: Work, entry: QueueEntry, after: EntryOverflow): void {
  work.world.entries.set(entry.entryId, { ...entry, overflow: after });
}
