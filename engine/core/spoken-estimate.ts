import type { Language } from '../../prompts/language.ts';
import { type Bounds, boundsOf, type Silence, silenceOf } from './calibration.ts';
import type { Configuration, QueueConfiguration } from './configuration.ts';
import type { Utterance } from './effects.ts';
import { type Forecast, forecastWait } from './estimate.ts';
import type { SpokenEstimate } from './facts.ts';
import type { QueueEntry } from './queue-entry.ts';
import { utter } from './utterances.ts';
import type { World } from './world.ts';

/** What is said of the wait beside the place. */
export type EstimateToTell = Omit<SpokenEstimate, 'position'>;

/**
 * The wait as it may be told to a caller, or why nothing is said of it. What was said before binds: it is never
 * longer than that without a cause (DESIGN: Estimated wait). Where it would be a little longer, the last is said
 * again; where it would be much longer, what we do not believe is not said.
 */
export function estimateToTell(
  world: World,
  configuration: Configuration,
  queue: QueueConfiguration,
  entry: QueueEntry,
  told: readonly SpokenEstimate[],
): EstimateToTell {
  const forecast = forecastWait(world, queue, entry);
  if (forecast === null) return { estimateSeconds: null, silence: 'nobodyAtWork' };
  const proved = world.forecasts.get(queue.id) ?? [];
  const bounds = boundsOf(proved, forecast);
  const reckoned = { forecast: { ...forecast, ...bounds } };
  const silent = (silence: Silence): EstimateToTell => ({ estimateSeconds: null, silence, ...reckoned });
  const silence = silenceOf(proved);
  if (bounds === null || silence !== null) return silent(silence ?? 'tooLittleKnown');
  const minutes = sayable(bounds);
  if (minutes === null) return silent('tooUncertain');

  const { prompts } = configuration;
  const has = (prompt: 'estimatedWait' | 'estimatedWaitRange'): boolean =>
    prompts[entry.language][prompt] !== undefined;
  if (!has('estimatedWait')) return silent('notApproved');
  const saying = (least: number, most: number): SpokenWords => wordsFor(least, most, has('estimatedWaitRange'));

  const last = told.findLast(({ estimateSeconds }) => estimateSeconds !== null);
  const lastMinutes = (last?.estimateSeconds ?? Number.POSITIVE_INFINITY) / 60;
  if (minutes.to <= lastMinutes) return { ...saying(minutes.from, minutes.to), ...reckoned };
  const longerBecause = causeOf(forecast, last?.forecast);
  if (longerBecause !== null) return { ...saying(minutes.from, minutes.to), longerBecause, ...reckoned };
  if (bounds.toSeconds > lastMinutes * 60 * mostOverLast) return silent('longerThanSaid');
  return { ...saying(Math.min(minutes.from, lastMinutes), lastMinutes), ...reckoned };
}

/** The words for it: one number, or a range where one number would claim too much. */
export function utterEstimate(
  configuration: Configuration,
  language: Language,
  { estimateSeconds, fromSeconds }: EstimateToTell,
): Utterance[] {
  if (estimateSeconds === null) return [];
  const minutes = estimateSeconds / 60;
  if (fromSeconds === undefined) return utter(configuration, language, 'estimatedWait', { minutes });
  return utter(configuration, language, 'estimatedWaitRange', { from: fromSeconds / 60, to: minutes });
}

/** As much longer than the last one may be reckoned while the last one is said again. */
const mostOverLast = 1.2;
/** Longer waits are told in steps, since nobody plans by "od sedemnajstih do triindvajsetih minut". */
const exactUpTo = 10;
const step = 5;
/** Nothing beyond is promised. */
const longestMinutes = 60;

type Minutes = { readonly from: number; readonly to: number };

/** Whole minutes around both bounds; null when they say nothing. */
function sayable({ fromSeconds, toSeconds }: Bounds): Minutes | null {
  const upTo = Math.max(1, Math.ceil(toSeconds / 60));
  const to = upTo > exactUpTo ? Math.ceil(upTo / step) * step : upTo;
  const least = Math.max(1, Math.floor(fromSeconds / 60));
  const from = least > exactUpTo ? Math.floor(least / step) * step : least;
  if (to > longestMinutes || (to > exactUpTo && to > 4 * from)) return null;
  return { from, to };
}

type SpokenWords = Pick<SpokenEstimate, 'estimateSeconds' | 'fromSeconds'>;

/** One minute's difference needs no range. Without an approved range its longer end is said, which is what is promised. */
function wordsFor(from: number, to: number, mayBeRange: boolean): SpokenWords {
  return to - from <= 1 || !mayBeRange
    ? { estimateSeconds: to * 60 }
    : { estimateSeconds: to * 60, fromSeconds: from * 60 };
}

/** What makes a wait longer that nobody can be blamed for. */
function causeOf(now: Forecast, last: Forecast | undefined): 'fewerAgents' | 'overtaken' | null {
  if (last === undefined) return null;
  if (now.agents < last.agents) return 'fewerAgents';
  return now.turn > last.turn ? 'overtaken' : null;
}
