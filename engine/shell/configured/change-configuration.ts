import type { Knex } from 'knex';
import {
  ConfigurationContradiction,
  type ConfigurationProblem,
} from '../../../sql/line/configuration-contradiction.ts';
import { lockConfiguration } from '../../../sql/line/lock-configuration.ts';
import { readConfiguration } from '../../../sql/line/read-configuration.ts';
import { offerConfiguration } from './offered-configuration.ts';

/**
 * A change of what the line is configured with, in one transaction: what the engine would refuse is taken back, for
 * it would keep every later change from the line as well. What does not fit already keeps nobody from changing
 * something else, nor from mending it row by row.
 * @throws {ConfigurationContradiction} naming the rows that fitted before; nothing was changed
 */
export async function changeConfiguration<Result>(
  db: Knex,
  change: (trx: Knex.Transaction) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (trx) => {
    await lockConfiguration(trx);
    const before = await problemsOf(trx);
    const result = await change(trx);
    const after = await problemsOf(trx);
    const fresh = after.filter(({ row }) => !before.some((one) => one.row === row));
    // What was mended may uncover what could not be looked at before.
    const isMended = before.some(({ row }) => !after.some((one) => one.row === row));
    if (fresh.length > 0 && !isMended) throw new ConfigurationContradiction(fresh);
    return result;
  });
}

async function problemsOf(trx: Knex.Transaction): Promise<readonly ConfigurationProblem[]> {
  try {
    offerConfiguration(await readConfiguration(trx));
    return [];
  } catch (error) {
    if (error instanceof ConfigurationContradiction) return error.problems;
    throw error;
  }
}
