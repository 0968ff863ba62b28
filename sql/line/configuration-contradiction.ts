/** One thing that does not fit, as somebody who edits the table would look for it. */
export type ConfigurationProblem = {
  /** Table and key: `agent_skill agent2 "ue:kranj"`. */
  readonly row: string;
  /** What would fit there. */
  readonly expected: string;
};

/** The configured line can not be run; each problem names its row and what was expected of it. */
export class ConfigurationContradiction extends Error {
  override readonly name = 'ConfigurationContradiction';
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    super(
      `The configuration contradicts itself: ${problems.map(({ row, expected }) => `${row}: expected ${expected}`).join('; ')}.`,
    );
    this.problems = problems;
  }
}
