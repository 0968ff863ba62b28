import type { CallFact } from '../../../engine/core/facts.ts';
import type { CallId, Instant, LegId } from '../../../engine/core/ids.ts';
import { instant } from '../../../engine/core/ids.ts';
import { chance } from '../../reports/simulated-month.ts';
import { configurationOf, mondayAtTen, Simulation } from './simulation.ts';

export type BusyLineOptions = {
  readonly seed: number;
  readonly agents: number;
  /** 1: as many callers as the agents can just serve, over the day. */
  readonly load: number;
  /** How much longer than the usual talk one may be: the deviation of its logarithm. */
  readonly spread: number;
};

/** Calls as a busy day has them: more in the morning, less after noon. */
const dayCurve = [0.9, 1.25, 1.2, 1.05, 0.9, 0.7, 0.7, 0.6];
const meanTalkSeconds = 150;
const wrapUpSeconds = 30;
const meanRingSeconds = 4.5;
const hour = 3_600_000;

/**
 * Whole days on virtual time with callers by chance, talks that are mostly short and now and then very long, phones
 * that ring for a while, and callers who lose patience. The same seed gives the same days.
 */
export class BusyLine {
  readonly line: Simulation;
  /** How long talks are at present, by their usual length. */
  talkFactor = 1;
  readonly #options: BusyLineOptions;
  readonly #random: () => number;
  #calls = 0;

  constructor(options: BusyLineOptions) {
    this.#options = options;
    this.#random = chance(options.seed);
    this.line = new Simulation(configurationOf(options.agents), instant(mondayAtTen - 2 * hour));
    this.line.utteranceMs = 1_500;
    for (let agent = 1; agent <= options.agents; agent += 1) this.comesToWork(agent);
  }

  /** How many have called. */
  get calls(): number {
    return this.#calls;
  }

  comesToWork(agent: number): void {
    const ringMs = (): number => Math.round(1_500 + this.#random() * 6_000);
    const talkMs = (): number => this.#talkMs();
    this.line.atWork(`agent${agent}`, {
      kind: 'answers',
      get afterMs() {
        return ringMs();
      },
      get talksMs() {
        return talkMs();
      },
    });
  }

  passDay(): void {
    for (const weight of dayCurve) this.passHour(weight);
    this.line.pass(16 * hour);
  }

  passHour(weight: number): void {
    const { agents, load } = this.#options;
    const served = (agents * 3600) / (meanTalkSeconds + wrapUpSeconds + meanRingSeconds);
    const everyMs = hour / (served * load * weight);
    for (let at = this.#wait(everyMs); at < hour; at += this.#wait(everyMs)) this.#arrive(Math.round(at));
    this.line.pass(hour);
  }

  #arrive(atMs: number): void {
    this.#calls += 1;
    const id = `busy-${this.#calls}`;
    this.line.call({ id, atMs, from: `38640${this.#calls}` });
    this.line.after(atMs + Math.round(20_000 + this.#wait(420_000)), () => {
      const state = this.line.world.calls.get(id as CallId)?.state;
      if (state === 'queued' || state === 'speaking') this.line.hangUp(`leg-${id}` as LegId);
    });
  }

  #wait(meanMs: number): number {
    return -Math.log(1 - this.#random()) * meanMs;
  }

  #talkMs(): number {
    const { spread } = this.#options;
    const normal = Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random());
    return Math.round(meanTalkSeconds * 1000 * this.talkFactor * Math.exp(spread * normal - spread ** 2 / 2));
  }
}

export type Told = CallFact & { type: 'EstimateSpoken' };
/** What was told beside what came of it; `actualSeconds` null: the caller left before anybody could know. */
export type Outcome = { readonly told: Told; readonly actualSeconds: number | null; readonly kept: boolean | null };

/** Computed from the facts alone, and not by the core's own means. */
export function outcomesOf({ facts }: Simulation): Outcome[] {
  const answered = new Map<CallId, Instant>();
  const left = new Map<CallId, Instant>();
  for (const fact of facts) {
    if (fact.type === 'HumanAnswered') answered.set(fact.callId, fact.at);
    if (fact.type === 'EntryLeft' && fact.reason === 'abandoned') left.set(fact.callId, fact.at);
  }
  return facts
    .filter((fact): fact is Told => fact.type === 'EstimateSpoken')
    .map((told) => {
      const { estimateSeconds } = told;
      const end = answered.get(told.callId);
      const gone = left.get(told.callId);
      const actualSeconds = end === undefined ? null : (end - told.at) / 1000;
      if (estimateSeconds === null) return { told, actualSeconds, kept: null };
      if (actualSeconds !== null) return { told, actualSeconds, kept: actualSeconds <= estimateSeconds };
      const waitedInVain = gone !== undefined && (gone - told.at) / 1000 > estimateSeconds;
      return { told, actualSeconds, kept: waitedInVain ? false : null };
    });
}
