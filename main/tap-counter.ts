/**
 * Reads ava's TAP (testanything.org, version 13) line by line: counts, and says what a person wants to see of it —
 * a line for each test that passed, everything about one that did not.
 */
export class TapCounter {
  passed = 0;
  failed = 0;
  skipped = 0;
  /** Whether the plan came, which ava writes at its end: without it the run was cut off. */
  finished = false;
  #inFailure = false;

  /** The line as it is to be shown; null for noise. */
  read(line: string): string | null {
    const point = /^(not )?ok \d+(?: - (.*))?$/.exec(line);
    if (point !== null) {
      const title = point[2] ?? '';
      if (/# (SKIP|TODO)\b/i.test(title)) {
        this.skipped += 1;
        this.#inFailure = false;
        return `- ${title}`;
      }
      this.#inFailure = point[1] !== undefined;
      if (this.#inFailure) this.failed += 1;
      else this.passed += 1;
      return `${this.#inFailure ? '✘' : '✔'} ${title}`;
    }
    if (/^1\.\.\d+$/.test(line)) this.finished = true;
    if (/^(TAP version|1\.\.\d|# (tests|pass|fail|skip)\b|\s*$)/.test(line)) return null;
    // A passed test may carry notes; only those of a failed one are shown.
    return this.#inFailure || !line.startsWith('    ') ? line : null;
  }

  get good(): boolean {
    return this.finished && this.failed === 0;
  }

  /** The closing line of a run. */
  static summary(counters: readonly TapCounter[]): { readonly line: string; readonly good: boolean } {
    const sum = (of: (counter: TapCounter) => number): number => counters.reduce((total, each) => total + of(each), 0);
    const passed = sum((counter) => counter.passed);
    const failed = sum((counter) => counter.failed) + counters.filter((counter) => !counter.finished).length;
    const skipped = sum((counter) => counter.skipped);
    const line = `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
    return { line, good: failed === 0 && passed > 0 };
  }
}
