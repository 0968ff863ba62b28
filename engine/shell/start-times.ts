/**
 * How long a start took, as the log tells it: milliseconds from its beginning to the end of each part. Callers
 * wait for it, so whoever looks for a slow one sees where it went.
 */
export class StartTimes {
  readonly #beganAt = performance.now();
  readonly #reached: Record<string, number> = {};
  readonly #progressed: () => void;

  /** `progressed` hears of each part as it ends. */
  constructor(progressed: () => void = () => undefined) {
    this.#progressed = progressed;
  }

  /** The first time counts. */
  reached(part: string): void {
    this.#reached[part] ??= Math.round(performance.now() - this.#beganAt);
    this.#progressed();
  }

  get milliseconds(): Readonly<Record<string, number>> {
    return this.#reached;
  }
}
