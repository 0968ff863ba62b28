import { type Instant, later } from './ids.ts';

/**
 * How many calls the line takes at most (R9.4): a dialling machine must neither fill the queue nor tie up the engine.
 * Calls of one number are counted over a minute, all calls over a second. Only calls that were taken count, so a
 * number that goes on dialling is let in as often as the limit says, and no less.
 */
export type CallLimits = {
  readonly callsPerNumberPerMinute: number;
  readonly callsPerSecond: number;
  /** What new callers meet while Asterisk half hangs (asterisk-hang.ts); absent: hold. */
  readonly whenAsteriskHangs?: 'hold' | 'refuse';
};

/** So generous that no person meets them: many telephones of one company call with one number. */
export const usualCallLimits: CallLimits = { callsPerNumberPerMinute: 20, callsPerSecond: 50 };

/** When the calls of the last minute were taken, oldest first. Numbers stand in the order of their last call. */
export type RecentArrivals = { all: Instant[]; readonly ofNumber: Map<string, Instant[]> };

export const noArrivals = (): RecentArrivals => ({ all: [], ofNumber: new Map() });

/** Causes of Q.850. 21, call rejected: 403 Forbidden. 42, switching equipment congestion: 503 Service Unavailable. */
export type Excess =
  | { readonly reason: 'tooManyFromNumber'; readonly cause: 21 }
  | { readonly reason: 'tooManyAtOnce'; readonly cause: 42 };

/**
 * Takes one more call into the count, or says why it is too many. Callers without a number share no limit: they are
 * many people. It changes `recent`, which belongs to the world; the cost does not grow with the number of callers.
 */
export function excessOf(
  recent: RecentArrivals,
  limits: CallLimits,
  callerNumber: string | null,
  at: Instant,
): Excess | null {
  forgetOld(recent, at);
  const ofNumber = callerNumber === null ? [] : (recent.ofNumber.get(callerNumber) ?? []).filter(since(at, minute));
  if (ofNumber.length >= limits.callsPerNumberPerMinute) return { reason: 'tooManyFromNumber', cause: 21 };
  if (recent.all.length >= limits.callsPerSecond) return { reason: 'tooManyAtOnce', cause: 42 };
  recent.all.push(at);
  if (callerNumber !== null) {
    recent.ofNumber.delete(callerNumber);
    recent.ofNumber.set(callerNumber, [...ofNumber, at]);
  }
  return null;
}

const second = 1_000;
const minute = 60_000;

const since =
  (at: Instant, span: number) =>
  (then: Instant): boolean =>
    later(then, span) > at;

function forgetOld(recent: RecentArrivals, at: Instant): void {
  recent.all = recent.all.filter(since(at, second));
  for (const [number, arrivals] of recent.ofNumber) {
    const last = arrivals.at(-1);
    if (last !== undefined && since(at, minute)(last)) break;
    recent.ofNumber.delete(number);
  }
}
