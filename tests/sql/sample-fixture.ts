import type { Knex } from 'knex';
import { defaultFlow } from '../../dialplan/default-flow.ts';
import { instant } from '../../engine/core/ids.ts';
import { samplePrompts } from '../../prompts/sample-prompts.ts';
import { loadSample, type Sample } from '../../sql/sample.ts';

/** The sample with secrets that can be told apart and no time spent on hashing. */
export function loadTestSample(db: Knex): Promise<Sample> {
  return loadSample(db, {
    passwordFor: (name) => `secret of ${name}`,
    hashPassword: async (password) => `hash of ${password}`,
    flow: defaultFlow,
    prompts: samplePrompts,
    now: instant(Date.UTC(2026, 10, 23, 7)),
  });
}
