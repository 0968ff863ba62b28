import type { Forecast } from './estimate.ts';
import type { CallId, QueueEntryId } from './ids.ts';
import type { Work } from './work.ts';

/** A forecast beside what happened: how far the wait was off, and whether what was promised was kept. */
export type ProvedForecast = {
  /** By how many of its own spreads the wait was longer (shorter: below zero) than the forecast. */
  readonly score: number;
  /** Would the wait have ended within the longest time that the forecast gave? Null: it gave none yet. */
  readonly within: boolean | null;
  /** What became of what was said; how far the answer missed it, null when none came. Null: nothing was said. */
  readonly spoken: { readonly kept: boolean; readonly errorSeconds: number | null } | null;
};

/** Between these two times the wait ends, seconds; the longer one is what is promised. */
export type Bounds = { readonly fromSeconds: number; readonly toSeconds: number };

/** Why the wait is not told, though the place is. */
export type Silence =
  /** No agent is at work who can serve this caller. */
  | 'nobodyAtWork'
  /** Too few forecasts of this queue have been proved yet. */
  | 'tooLittleKnown'
  /** The last forecasts were wrong too often. */
  | 'poorlyCalibrated'
  /** The times within which it may end lie so far apart that they say nothing. */
  | 'tooUncertain'
  /** The prompt has no approved text in the caller's language. */
  | 'notApproved'
  /** It got longer than what was said last, and nothing that the caller could be told happened. */
  | 'longerThanSaid';

/** So many of the last forecasts of a queue are remembered. */
const forecastsKept = 200;
/** Fewer say nothing yet. */
const forecastsNeeded = 20;
/** The quality is that of the last ones: who was wrong for half an hour should not wait for a day to be silent. */
const forecastsJudged = 80;
/** Of ten callers one or two may wait longer than was said; more than three are too many. */
const lowestShareWithin = 0.7;

/** The shares of waits that are shorter than what is said at least, and at most. */
const shortShare = 0.15;
const longShare = 0.85;

/** How uncertain a forecast is by nature: the time of the n-th of many chance events is off by its n-th root's part. */
function spreadOf({ seconds, turn }: Forecast): number {
  return Math.max(10, seconds / Math.sqrt(Math.max(1, turn)));
}

/** What a queue's proved forecasts say of the next one. */
type Lesson = { readonly silence: Silence | null; readonly shortScore: number; readonly longScore: number };

/** Proved forecasts are a value that is replaced and never changed, and what they say is asked more often than that. */
const lessons = new WeakMap<readonly ProvedForecast[], Lesson>();

function lessonOf(proved: readonly ProvedForecast[]): Lesson {
  let lesson = lessons.get(proved);
  if (lesson === undefined) {
    const scores = Float64Array.from(proved, ({ score }) => score).sort();
    const at = (share: number): number => scores[Math.ceil(scores.length * share) - 1] ?? 0;
    lesson = { silence: judge(proved), shortScore: at(shortShare), longScore: at(longShare) };
    lessons.set(proved, lesson);
  }
  return lesson;
}

function judge(proved: readonly ProvedForecast[]): Silence | null {
  if (proved.length < forecastsNeeded) return 'tooLittleKnown';
  const judged = proved.slice(-forecastsJudged).flatMap(({ within }) => within ?? []);
  if (judged.length < forecastsNeeded) return null;
  const share = judged.filter((each) => each).length / judged.length;
  return share < lowestShareWithin ? 'poorlyCalibrated' : null;
}

/** The last forecasts say how much longer and shorter the waits were; null: there were too few. */
export function boundsOf(proved: readonly ProvedForecast[], forecast: Forecast): Bounds | null {
  if (proved.length < forecastsNeeded) return null;
  const { shortScore, longScore } = lessonOf(proved);
  const spread = spreadOf(forecast);
  const fromSeconds = Math.max(0, Math.round(forecast.seconds + shortScore * spread));
  return { fromSeconds, toSeconds: Math.max(fromSeconds, Math.round(forecast.seconds + longScore * spread)) };
}

/** Why no wait of this queue is told at all at present; null: it is told. */
export function silenceOf(proved: readonly ProvedForecast[]): Silence | null {
  return lessonOf(proved).silence;
}

/** How well the last promises were kept, for those who watch the line. */
export type Calibration = {
  /** Why no wait is told at present; null: it is. */
  readonly silence: Silence | null;
  /** Promises among the last forecasts of which it is known what became of them. */
  readonly spoken: number;
  readonly kept: number;
  /** By how much half of them missed what was said at most, seconds; null: there was none. */
  readonly medianErrorSeconds: number | null;
};

export function calibrationOf(proved: readonly ProvedForecast[]): Calibration {
  const spoken = proved.flatMap((each) => each.spoken ?? []);
  const errors = spoken.flatMap(({ errorSeconds }) => errorSeconds ?? []).sort((one, other) => one - other);
  return {
    silence: silenceOf(proved),
    spoken: spoken.length,
    kept: spoken.filter(({ kept }) => kept).length,
    medianErrorSeconds: errors[Math.ceil(errors.length / 2) - 1] ?? null,
  };
}

/**
 * The wait is over: each forecast made during it is compared with it. A caller who went away proves a forecast only
 * by having waited longer than it; otherwise nobody knows when an agent would have answered.
 */
export function proveForecasts(work: Work, callId: CallId, entryId: QueueEntryId, answered: boolean): void {
  const entry = work.cdrOf(callId)?.queueEntries.find((each) => each.entryId === entryId);
  if (entry === undefined) return;
  const { queueId, estimates } = entry;
  const proved: ProvedForecast[] = [];
  for (const { at, estimateSeconds, fromSeconds = estimateSeconds, forecast } of estimates) {
    if (forecast === undefined) continue;
    const seconds = (work.at - at) / 1000;
    const { toSeconds = null } = forecast;
    if (!answered && seconds <= Math.max(estimateSeconds ?? 0, toSeconds ?? forecast.seconds)) continue;
    const score = (seconds - forecast.seconds) / spreadOf(forecast);
    const spoken =
      estimateSeconds === null
        ? null
        : {
            kept: answered && seconds <= estimateSeconds,
            errorSeconds: answered
              ? Math.round(Math.max(seconds - estimateSeconds, (fromSeconds ?? 0) - seconds, 0))
              : null,
          };
    proved.push({ score, within: toSeconds === null ? null : seconds <= toSeconds, spoken });
  }
  if (proved.length === 0) return;
  const { forecasts } = work.world;
  forecasts.set(queueId, [...(forecasts.get(queueId) ?? []), ...proved].slice(-forecastsKept));
}
