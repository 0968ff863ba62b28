import { instantOfLocalTime, localDayOfDate, localTime } from '../../dialplan/local-time.ts';
import { type Instant, instant } from '../../engine/core/ids.ts';
import type { Counter } from '../../sql/calendar/counters.ts';
import { lineOf, type Problems, type Typed, timeOf } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';
import { timeZone } from '../present/time.ts';

/** The fields of the form; the page has others of such names. */
export const blockFields = {
  counter: 'zapora-okence',
  from: 'zapora-od',
  to: 'zapora-do',
  reason: 'zapora-razlog',
} as const;

export type TimeBlock = {
  readonly counter: Counter;
  /** Of the local day, "09:00"; `to` may be "24:00". What has passed of today is left out. */
  readonly from: string;
  readonly to: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly reason: string;
};

export const typedOfBlock = (block: { readonly counterId: number | null }): Typed => ({
  [blockFields.counter]: block.counterId === null ? '' : String(block.counterId),
});

/** What is wrong with it, and the block when nothing is. `counters` are those in use at the place. */
export function judgeBlock(
  { timeBlocks }: Messages,
  typed: Typed,
  { counters, day, now }: { readonly counters: readonly Counter[]; readonly day: string; readonly now: number },
): { readonly problems: Problems; readonly block: TimeBlock | null } {
  const words = timeBlocks.problems;
  const problems: Record<string, string> = {};
  const counter = counters.find(({ id }) => String(id) === typed[blockFields.counter]);
  if (counter === undefined) problems[blockFields.counter] = words.counter;
  const from = timeOf(typed, blockFields.from);
  const to = timeOf(typed, blockFields.to);
  if (from === null) problems[blockFields.from] = words.from;
  if (to === null) problems[blockFields.to] = words.to;
  const typedStart = momentOf(day, from, 'from');
  const endsAt = momentOf(day, to, 'to');
  if (from !== null && to !== null) {
    if (typedStart >= endsAt) problems[blockFields.to] = words.order;
    else if (endsAt <= now) problems[blockFields.to] = words.past;
  }
  const reason = lineOf(typed, blockFields.reason);
  if (reason === '') problems[blockFields.reason] = words.reason;
  else if (reason.length > 100) problems[blockFields.reason] = words.reasonLong;
  if (counter === undefined || from === null || to === null || Object.keys(problems).length > 0)
    return { problems, block: null };
  // Nobody books time that has passed, and visits that are over stand in no block's way. Visits end on whole minutes.
  const minute = instant(now - (now % 60_000));
  const past = typedStart < minute;
  const startsAt = past ? minute : typedStart;
  return {
    problems,
    block: { counter, from: past ? localTime(timeZone, minute) : from, to, startsAt, endsAt, reason },
  };
}

function momentOf(day: string, time: string | null, edge: 'from' | 'to'): Instant {
  const [hours = 0, minutes = 0] = (time ?? '00:00').split(':').map(Number);
  return instant(instantOfLocalTime(timeZone, localDayOfDate(timeZone, day), hours * 60 + minutes, edge));
}
