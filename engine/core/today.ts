import { localDate, localDayBounds, quarterOfHour } from '../../dialplan/local-time.ts';
import type { Cdr } from './cdr.ts';
import type { CallFact } from './facts.ts';
import type { Instant } from './ids.ts';
import type { Figures } from './views.ts';
import type { World } from './world.ts';

/** The figures since local midnight. A call belongs to the quarter of an hour in which it started. */
export type Today = {
  readonly date: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly whole: Counts;
  /** By local start, "08:15". */
  readonly quarters: Map<string, Counts>;
};

type Counts = { -readonly [Name in keyof Figures]: Figures[Name] };

export const noFigures = (): Counts => ({
  offered: 0,
  answered: 0,
  abandoned: 0,
  closed: 0,
  refused: 0,
  failed: 0,
  selfServed: 0,
  overflowed: 0,
  voiceMessages: 0,
  answeredInTime: 0,
  answerWaitMs: 0,
  callback: 0,
  promises: 0,
  promisesKept: 0,
});

/** Counts what a call's fact adds to today's figures, by the definitions of the monthly report. */
export function countFact(world: World, fact: CallFact, cdr: Cdr): void {
  // What is counted is who called us.
  if (cdr.direction === 'outbound') return;
  switch (fact.type) {
    case 'CallStarted':
      return add(world, cdr, { offered: 1 });
    case 'HumanAnswered':
      return countAnswer(world, cdr, fact.at, 1);
    case 'OutsideAnswered':
      // Whom an agent has answered before is counted already.
      return cdr.humanAnsweredAt === fact.at ? countAnswer(world, cdr, fact.at, 1) : undefined;
    case 'TalkNotBuilt':
      return fact.answeredAt === null ? undefined : countAnswer(world, cdr, fact.answeredAt, -1);
    case 'Overflowed': {
      const told = cdr.queueEntries.reduce((sum, { overflows = [] }) => sum + overflows.length, 0);
      return told === 1 ? add(world, cdr, { overflowed: 1 }) : undefined;
    }
    case 'CallHungUp':
      switch (fact.outcome) {
        case 'selfServed':
          return add(world, cdr, foundClosed(cdr) ? { closed: 1 } : { selfServed: 1 });
        case 'voiceMessage':
          return add(world, cdr, foundClosed(cdr) ? { closed: 1 } : { voiceMessages: 1 });
        case 'callback':
          return add(world, cdr, foundClosed(cdr) ? { closed: 1 } : { callback: 1 });
        case 'abandoned':
        case 'closed':
        case 'refused':
        case 'failed':
          return add(world, cdr, { [fact.outcome]: 1 });
        default:
          return;
      }
    default:
      return;
  }
}

/** An answer, or one that does not hold. */
function countAnswer(world: World, cdr: Cdr, at: Instant, one: 1 | -1): void {
  const entry = cdr.queueEntries[0];
  const queue = world.configuration?.queues.find(({ id }) => id === entry?.queueId);
  if (entry === undefined || queue === undefined) return;
  const wait = at - entry.ticketAt;
  const inTime = wait <= queue.serviceLevel.seconds * 1000;
  add(world, cdr, { answered: one, answerWaitMs: one * wait, answeredInTime: inTime ? one : 0 });
}

/** Out of hours a promise to call back or a message changes nothing about the call's having come out of hours. */
const foundClosed = (cdr: Cdr): boolean => cdr.closedReason !== null;

/** A promise to call back is kept by the first try in time, or broken by the time that went by. */
export function countPromise(world: World, kept: boolean): void {
  const today = todayAt(world, world.at);
  if (today === null) return;
  world.today = today;
  // The older of a snapshot from before callbacks were counted has none of these.
  today.whole.promises = (today.whole.promises ?? 0) + 1;
  if (kept) today.whole.promisesKept = (today.whole.promisesKept ?? 0) + 1;
}

/** The day that an instant lies in, begun anew when the last one is over. */
export function todayAt(world: World, at: Instant): Today | null {
  if (world.today !== null && at >= world.today.startsAt && at < world.today.endsAt) return world.today;
  if (world.configuration === null) return null;
  const { timeZone } = world.configuration.openingHours;
  return { date: localDate(timeZone, at), ...localDayBounds(timeZone, at), whole: noFigures(), quarters: new Map() };
}

function add(world: World, cdr: Cdr, more: Partial<Figures>): void {
  const today = todayAt(world, world.at);
  if (today === null || world.configuration === null) return;
  world.today = today;
  // A call that began before midnight is yesterday's, whenever it ends.
  if (cdr.startedAt < today.startsAt) return;
  const start = quarterOfHour(world.configuration.openingHours.timeZone, cdr.startedAt);
  let quarter = today.quarters.get(start);
  if (quarter === undefined) {
    quarter = noFigures();
    today.quarters.set(start, quarter);
  }
  for (const counts of [today.whole, quarter]) {
    for (const name of Object.keys(more) as (keyof Figures)[]) counts[name] = (counts[name] ?? 0) + (more[name] ?? 0);
  }
}
