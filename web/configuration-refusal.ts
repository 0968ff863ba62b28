import { ConfigurationContradiction } from '../sql/line/configuration-contradiction.ts';
import type { Messages } from './messages/sl.ts';
import { presentProblem } from './present/configuration-problem.ts';

/** Why a change was taken back that the line could not use; everything else that was thrown goes on. */
export function refusedChange(m: Messages, error: unknown): string {
  if (!(error instanceof ConfigurationContradiction)) throw error;
  return m.configuration.refusedChange(error.problems.map((problem) => presentProblem(m, problem)).join(' '));
}
