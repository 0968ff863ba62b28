import type { Effect, OnCallEffect } from '../core/effects.ts';
import type { EngineEvent } from '../core/events.ts';
import type { Fact } from '../core/facts.ts';
import { step } from '../core/step.ts';
import type { World } from '../core/world.ts';

/** Where an event's record goes before anything is done about it. */
export type Recorder = {
  append(records: readonly { readonly event: EngineEvent; readonly facts: readonly Fact[] }[]): number;
};

/** Who performs the effects. */
export type Performers = {
  readonly onCall: (effects: readonly OnCallEffect[]) => void;
  readonly other: (effect: Exclude<Effect, OnCallEffect>) => void;
};

/**
 * Turns the world by one event: step, journal, effects, in this order (DESIGN: one idea). An event that comes while
 * another is being performed waits for its turn.
 */
export class Turner {
  readonly world: World;
  readonly #recorder: Recorder;
  readonly #performers: Performers;
  readonly #turned: (facts: readonly Fact[]) => void;
  readonly #queue: EngineEvent[] = [];
  readonly #leads: () => boolean;
  #busy = false;

  /** `leads`: false once another engine has taken over; then nothing happens any more, whatever is heard. */
  constructor(
    world: World,
    recorder: Recorder,
    performers: Performers,
    turned: (facts: readonly Fact[]) => void,
    leads: () => boolean = () => true,
  ) {
    this.#leads = leads;
    this.world = world;
    this.#recorder = recorder;
    this.#performers = performers;
    this.#turned = turned;
  }

  handle(event: EngineEvent): void {
    this.#queue.push(event);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) this.#turn(next);
    } finally {
      this.#busy = false;
    }
  }

  #turn(event: EngineEvent): void {
    if (!this.#leads()) return;
    const { effects, facts } = step(this.world, event);
    this.#recorder.append([{ event, facts }]);
    // Who stood still between the two may have been taken over from meanwhile.
    if (!this.#leads()) return;
    const run: OnCallEffect[] = [];
    for (const effect of effects) {
      switch (effect.type) {
        case 'StartTimer':
        case 'StopTimer':
        case 'AnswerCommand':
        case 'AskCalendar':
          this.#performers.other(effect);
          break;
        default:
          run.push(effect);
      }
    }
    if (run.length > 0) this.#performers.onCall(run);
    this.#turned(facts);
  }
}

/** So many are replayed in less than a second. */
const progressEvery = 1_000;

/** Brings a world up to what its journal says, without doing anything again. */
export async function replay(
  world: World,
  records: AsyncIterable<{ readonly event: EngineEvent }>,
  progressed: () => void = () => undefined,
): Promise<number> {
  let count = 0;
  for await (const { event } of records) {
    step(world, event);
    count += 1;
    if (count % progressEvery === 0) progressed();
  }
  return count;
}
