import type { ExplainedTime } from '../../sql/calendar/why-not-day.ts';

/** A stretch of a counter's day with one answer. */
export type Run = { readonly from: number; readonly until: number; readonly said: string; readonly free: boolean };

export type CounterRuns = { readonly counterId: number; readonly counterName: string; readonly runs: readonly Run[] };

const longest = 15 * 60_000;

/** Times with the same answer after each other are one stretch; `say` puts an answer into words. */
export function dayRuns(
  times: readonly ExplainedTime[],
  say: (why: ExplainedTime['why']) => string,
): readonly CounterRuns[] {
  const counters = new Map<number, { counterName: string; runs: Run[] }>();
  for (const { counterId, counterName, at, why } of times) {
    const counter = counters.get(counterId) ?? { counterName, runs: [] };
    counters.set(counterId, counter);
    const said = say(why);
    const last = counter.runs.at(-1);
    if (last !== undefined && last.said === said) {
      counter.runs[counter.runs.length - 1] = { ...last, until: at + longest };
      continue;
    }
    // A stretch lasts until another answer begins.
    if (last !== undefined) counter.runs[counter.runs.length - 1] = { ...last, until: at };
    counter.runs.push({ from: at, until: at + longest, said, free: why === null });
  }
  return [...counters].map(([counterId, counter]) => ({ counterId, ...counter }));
}
