import type { LineState } from '../../dialplan/opening-hours.ts';
import type { LineView } from '../../engine/core/views.ts';
import type { Messages } from '../messages/sl.ts';
import { dateOf, presentMoment, presentTime } from '../present/time.ts';

/** What is known of the line at a moment. */
export type LineKnown = {
  /** By the hours as they are saved; null: they do not say it. */
  readonly byHours: LineState<number> | null;
  /** What the engine does; null while it is away. `refused`: it goes by hours of before. */
  readonly engine: { readonly line: LineView; readonly refused: boolean } | null;
  /** Why today is not as usual: the holiday's name or the exception's reason; empty: nothing is known of it. */
  readonly reason: string;
};

/**
 * What callers find now and until when. The saved hours tell it, for the engine hears of a change a moment later; the
 * engine alone knows whether somebody opened or closed the line for a while.
 */
export function sayLineNow(m: Messages, { byHours, engine, reason }: LineKnown, now: number): readonly string[] {
  const words = m.lineHours.now;
  if (engine === null)
    return [...(byHours === null ? [words.unknown] : sayState(m, byHours, reason, now)), words.engineAway];
  const { line, refused } = engine;
  if (line.overriddenUntil !== null && line.overriddenUntil > now) {
    const until = sayEnd(words, line.overriddenUntil, now);
    return [line.open ? words.overriddenOpen(until) : words.overriddenClosed(until)];
  }
  if (!refused && byHours !== null) return sayState(m, byHours, reason, now);
  return [...sayState(m, stateOf(line), '', now), ...(refused ? [words.notUsed] : [])];
}

const stateOf = ({ open, closedReason, changesAt }: LineView): LineState<number> =>
  open
    ? { open, changesAt }
    : {
        open,
        reason: closedReason === 'holiday' || closedReason === 'exception' ? closedReason : 'hours',
        opensAt: changesAt,
      };

function sayState({ lineHours }: Messages, state: LineState<number>, why: string, now: number): readonly string[] {
  const words = lineHours.now;
  if (state.open) return [state.changesAt === null ? words.open : words.openUntil(sayEnd(words, state.changesAt, now))];
  const closed = {
    hours: words.closed,
    holiday: words.closedOnHoliday(why),
    exception: words.closedByException(why),
  }[state.reason];
  if (state.opensAt === null) return [closed, words.opensNever];
  const moment = presentMoment(state.opensAt, now);
  return [closed, dateOf(state.opensAt) === dateOf(now) ? words.opensToday(moment) : words.opensLater(moment)];
}

/** The end of today is said as such, not as the next day's first minute. */
const sayEnd = (words: Messages['lineHours']['now'], at: number, now: number): string =>
  presentTime(at) === '0.00' && dateOf(at - 1) === dateOf(now) ? words.midnight : presentMoment(at, now);
